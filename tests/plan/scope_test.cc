#include <catch2/catch.hpp>

#include "plan/plan.h"
#include "support/strings.h"
#include "temporary_folder.h"

namespace blueprint {
namespace {

// Two components of which `b` needs `a`; `exports` are a's, `asks` is b's one export.
std::string mistakes(std::string_view exports, std::string_view asks, std::string_view links = "a") {
  const TemporaryFolder folder;
  folder.write("a/component.yaml",
               concat("title: A\ndoc: A.\nneeds: { b: { optional: true } }\nexports:\n", exports));
  folder.write("b/component.yaml", concat("title: B\ndoc: B.\nneeds: { ", links,
                                          ": {} }\nexports:\n  it: { value: ", asks, ", doc: It. }\n"));
  catalog::Library library;
  REQUIRE_FALSE(library.add("templates", folder.path()));
  Sources sources;
  Diagnostics diags;
  ComponentTypes types(diags, sources, library);
  Blueprint blueprint;
  blueprint.instances.push_back(
      {.key = "a", .type = types.find("a"), .spec = eval::Value::object({}), .links = {{"b", "b"}}});
  blueprint.instances.push_back(
      {.key = "b", .type = types.find("b"), .spec = eval::Value::object({}), .links = {{"a", "a"}}});
  Plan plan(diags, sources, library, blueprint);
  for (const Instance& instance : blueprint.instances) plan.exports(instance, View::Documents);
  std::string text;
  for (const Diagnostic& d : diags.sorted()) {
    const LineColumn at = sources.locate(d.span.file, d.span.begin);
    text += concat(sources.path(d.span.file).substr(sources.path(d.span.file).rfind("/templates/") + 1), ":",
                   std::to_string(at.line), ":", std::to_string(at.column), ": ", d.message,
                   d.help.empty() ? "" : concat(" (", d.help, ")"), "\n");
  }
  return text;
}

TEST_CASE("an export reaches who needs it") {
  CHECK(mistakes("  id: { value: '\"x\"', doc: X. }\n", "a.id") == "");
}

TEST_CASE("an export that is not there is told with the one that may be meant") {
  CHECK(mistakes("  identity: { value: '1', doc: X. }\n", "a.identiy") ==
        "templates/b/component.yaml:5:16: component `a` exports no `identiy` (did you mean `identity`?)\n");
}

TEST_CASE("exports that go in a circle are told") {
  CHECK(mistakes("  id: { value: b.it, doc: X. }\n", "a.id") ==
        "templates/a/component.yaml:5:16: export `id` of `a` refers to itself\n");
}

TEST_CASE("a renamed component goes on naming things after its former key") {
  const TemporaryFolder folder;
  folder.write("a/component.yaml",
               "title: A\ndoc: A.\nexports:\n  it: { value: component.name, doc: It. }\n");
  folder.write("p/component.yaml",
               "title: P\ndoc: P.\npart_of: a\nexports:\n  it: { value: component.name, doc: It. }\n");
  catalog::Library library;
  REQUIRE_FALSE(library.add("templates", folder.path()));
  Sources sources;
  Diagnostics diags;
  ComponentTypes types(diags, sources, library);
  Blueprint blueprint;
  blueprint.instances.push_back(
      {.key = "new", .type = types.find("a"), .was = "old", .spec = eval::Value::object({})});
  blueprint.instances.push_back(
      {.key = "new_p", .type = types.find("p"), .part_of = "new", .spec = eval::Value::object({})});
  Plan plan(diags, sources, library, blueprint);
  CHECK(plan.exports(blueprint.instances[0], View::Documents).find("it")->as_string() == "old");
  CHECK(plan.exports(blueprint.instances[1], View::Documents).find("it")->as_string() == "old_p");
  CHECK(diags.empty());
}

TEST_CASE("a component's name that it does not need is unknown to it") {
  CHECK(mistakes("  id: { value: c.it, doc: X. }\n", "a.id").find("`c`") != std::string::npos);
}

}  // namespace
}  // namespace blueprint
