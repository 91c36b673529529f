#include <catch2/catch.hpp>

#include "model/component_type.h"
#include "model/reading_test.h"
#include "support/strings.h"
#include "temporary_folder.h"

namespace blueprint {
namespace {

// A component.yaml of its own, read.
struct ComponentTest {
  explicit ComponentTest(std::string_view text) {
    folder.write("thing/component.yaml", text);
    REQUIRE_FALSE(library.add("own", folder.path()));
    ComponentTypes types(diags, sources, library, "own");
    type = *types.find("thing");
  }

  std::string report() const {
    std::string result;
    for (const Diagnostic& diagnostic : diags.sorted()) {
      const LineColumn at = sources.locate(diagnostic.span.file, diagnostic.span.begin);
      result +=
          concat(result.empty() ? "" : "\n", std::to_string(at.line), ":", std::to_string(at.column), ": ",
                 diagnostic.message, diagnostic.help.empty() ? "" : concat(" (", diagnostic.help, ")"));
    }
    return result;
  }

  TemporaryFolder folder{};
  catalog::Library library{};
  Sources sources{};
  Diagnostics diags{};
  ComponentType type{};
};

std::string mistakes(std::string_view rest) {
  return ComponentTest(concat("title: T\ndoc: D\n", rest)).report();
}

TEST_CASE("a component.yaml is read as the documentation shows it") {
  const ComponentTest test(
      "title: Network\n"
      "doc: |\n  Subnets.\n"
      "root: bootstrap\n"
      "part_of: cluster\n"
      "always: true\n"
      "needs:\n  key: { type: kms, optional: true }\n  network: {}\n  zones:\n"
      "spec:\n  attributes:\n    cidr: { type: string, format: cidr, default: 10.0.0.0/16, doc: Range. }\n"
      "exports:\n  id: { value: aws_vpc.this.id, doc: The VPC., output: true }\n"
      "  zones: { value: 'slice(catalog.regions[blueprint.region].zones, 0, 3)' }\n"
      "  names:\n    value: |\n      [\n        for a in spec.x : a\n      ]\n");
  CHECK(test.report().empty());
  const ComponentType& type = test.type;
  CHECK(type.title == "Network");
  CHECK(type.doc == "Subnets.\n");
  CHECK(type.root == "bootstrap");
  CHECK(type.part_of == "cluster");
  CHECK(type.always);
  REQUIRE(type.needs.size() == 3);
  CHECK(type.needs[0].type == "kms");
  CHECK(type.needs[0].optional);
  CHECK(type.needs[1].type == "network");
  CHECK_FALSE(type.needs[2].optional);
  REQUIRE(type.spec.attribute("cidr"));
  CHECK(compact(type.spec.attribute("cidr")->default_value) == "\"10.0.0.0/16\"");
  REQUIRE(type.exports.size() == 3);
  CHECK(test.sources.text(type.exports[0].value) == "aws_vpc.this.id");
  CHECK(type.exports[0].output);
  CHECK(test.sources.text(type.exports[1].value) == "slice(catalog.regions[blueprint.region].zones, 0, 3)");
  CHECK(trim(test.sources.text(type.exports[2].value)) == "[\n        for a in spec.x : a\n      ]");
}

TEST_CASE("a component without a spec takes nothing") {
  const ComponentTest test("title: T\ndoc: D\n");
  CHECK(test.report().empty());
  CHECK(test.type.spec.type == Schema::Type::Object);
  CHECK(test.type.root == "terraform");
}

TEST_CASE("a component's author is a user too") {
  CHECK(mistakes("roots: x\n") ==
        "3:1: `roots` is unknown in component.yaml (did you mean `root`? known here: `title`, `doc`, `root`, "
        "`part_of`, "
        "`always`, `needs`, `spec` and `exports`)");
  CHECK(mistakes("always: yes\n") == "3:9: `always` is a string, `true` or `false` is expected");
  CHECK(mistakes("needs: [kms]\n") == "3:8: `needs` is a list, a mapping is expected");
  CHECK(mistakes("needs: { kms: { optoinal: true } }\n") ==
        "3:17: `optoinal` is unknown in the need `kms` (did you mean `optional`? known here: `type` and "
        "`optional`)");
  CHECK(mistakes("exports: { id: aws_vpc.this.id }\n") ==
        "3:16: `id` is a string, a mapping with `value` is expected");
  CHECK(mistakes("exports: { id: {} }\n") ==
        "3:12: `value` is missing in `id` (add the expression that it stands for)");
  CHECK(mistakes("exports: { id: { value: \"\\\"a\\\"\" } }\n") ==
        "3:25: an expression cannot be read through YAML's escapes (write it as a block, below `value: |`)");
  CHECK(ComponentTest("doc: D\n").report() == "1:1: `title` is missing (add `title:`)");
  CHECK(ComponentTest("- a\n").report() ==
        "1:1: a component.yaml is a mapping (see docs/writing-components.md)");
  CHECK(ComponentTest("").report() == "1:1: a component.yaml is a mapping (see docs/writing-components.md)");
}

TEST_CASE("a schema is held to its own words") {
  const auto schema = [](std::string_view text) {
    return mistakes(concat("spec: { attributes: { x: ", text, " } }\n"));
  };
  CHECK(schema("{ type: strng }") ==
        "3:34: `strng` is not a type (did you mean `string`? known here: `any`, `string`, `number`, `bool`, "
        "`list`, "
        "`map` and `object`)");
  CHECK(schema("{ doc: X }") ==
        "3:26: `type` is missing in `x` (add one of `any`, `string`, `number`, `bool`, `list`, `map` and "
        "`object`)");
  CHECK(schema("string") == "3:26: `x` is a string, a mapping that describes it is expected");
  CHECK(schema("{ type: string, minimum: 3 }") == "3:42: `minimum` means nothing for a string (remove it)");
  CHECK(schema("{ type: string, pattern: '[a' }").starts_with("3:51: `[a` is no regular expression: "));
  CHECK(schema("{ type: string, format: cdir }")
            .starts_with("3:50: `cdir` is not a format (did you mean `cidr`? "));
  CHECK(schema("{ type: number, default: '3' }") ==
        "3:51: `x` is a string, a number is expected (write `3`)");
  CHECK(schema("{ type: number, maximum: 1e400 }") == "3:51: `maximum` is no number that can be used");
  CHECK(schema("{ type: number, minimum: 3, default: 2 }") == "3:63: `x` is 2, at least 3 is expected");
  CHECK(schema("{ type: string, required: true, default: a }") ==
        "3:67: `x` is required and has a default (remove one of the two)");
  CHECK(schema("{ type: map, elemnts: { type: any } }")
            .starts_with("3:39: `elemnts` is unknown in the schema of `x` (did you mean `elements`?"));
}

TEST_CASE("an attribute may not be what every component has, or a need") {
  CHECK(mistakes("needs: { kms: {} }\nspec: { attributes: { kms: { type: any }, was: { type: any } } }\n") ==
        "4:28: the attribute `kms` is also a need (rename it)\n"
        "4:48: the attribute `was` is also a key of every component (rename it)");
}

TEST_CASE("an object is there unstated when all of its attributes have defaults") {
  const ComponentTest test(
      "title: T\ndoc: D\nspec:\n  type: object\n  default: {}\n  attributes:\n"
      "    all: { type: object, attributes: { a: { type: number, default: 1 } } }\n"
      "    some: { type: object, attributes: { a: { type: number, default: 1 }, b: { type: number } } }\n"
      "    off: { type: object, default: null, attributes: { a: { type: number, default: 1 } } }\n");
  CHECK(test.report().empty());
  CHECK(compact(test.type.spec.default_value) == "{all={a=1}, some=null, off=null}");
}

TEST_CASE("every component that comes with the program is right") {
  Diagnostics diags;
  Sources sources;
  const catalog::Library library;
  ComponentTypes types(diags, sources, library);
  for (const ComponentType* type : types.all()) {
    INFO(type->name);
    for (const Need& need : type->needs) CHECK(types.find(need.type));
    if (!type->part_of.empty()) CHECK(types.find(type->part_of));
  }
  for (const Diagnostic& diagnostic : diags.sorted()) {
    FAIL_CHECK(sources.path(diagnostic.span.file)
               << ":" << sources.locate(diagnostic.span.file, diagnostic.span.begin).line << ": "
               << diagnostic.message);
  }
}

}  // namespace
}  // namespace blueprint
