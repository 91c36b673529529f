// Every value of a blueprint that sets everything, replaced by what it should
// not be: text that would break out of its place, and values of other types.

#include <catch2/catch.hpp>

#include "compile/compile.h"
#include "lint/inputs.h"
#include "support/file.h"
#include "support/strings.h"
#include "yaml/node.h"

namespace blueprint {
namespace {

std::string everything() {
  const auto text = read_file(concat(PROJECT_DIR, "/tests/variants/everything-set.yaml"));
  REQUIRE(text);
  return *text;
}

struct Compiled {
  explicit Compiled(std::string text) {
    file = sources.add("blueprint.yaml", std::move(text));
    const Compilation result = compile(diags, sources, library, file, {.today = "2026-11-20"});
    std::vector<lint::InputFile> files;
    for (const emit::OutputFile& output : result.emission.files) {
      if (lint::is_input(output.path)) files.push_back({.path = output.path, .id = output.id});
    }
    inputs = lint::read_inputs(read_again, sources, library, std::move(files));
  }

  bool has_error_on(int line) const {
    for (const Diagnostic& d : diags.all()) {
      if (d.severity != Severity::Error || d.span.file != file) continue;
      if (sources.locate(file, d.span.begin).line == line) return true;
    }
    return false;
  }

  std::string errors() const {
    std::string text;
    for (const Diagnostic& d : diags.sorted()) {
      if (d.severity == Severity::Error) text += concat(d.code, ": ", d.message, "\n");
    }
    return text;
  }

  catalog::Library library{};
  Sources sources{};
  FileId file{};
  Diagnostics diags{};
  Diagnostics read_again{};
  lint::Inputs inputs{};
};

void collect(const yaml::Node& node, std::vector<const yaml::Node*>& all) {
  all.push_back(&node);
  for (const yaml::Node& item : node.items) collect(item, all);
  for (const yaml::Pair& pair : node.pairs) collect(pair.value, all);
}

// `text` with `replacement` instead of what `span` covers.
std::string with(std::string_view text, Span span, std::string_view replacement) {
  return concat(text.substr(0, span.begin), replacement, text.substr(span.end));
}

// The values that everything() gives, with their places in it.
struct Values {
  Values() {
    root = yaml::parse_one(syntax, sources, sources.add("blueprint.yaml", text));
    collect(root, nodes);
  }

  int line_of(const yaml::Node& node) const { return sources.locate(node.span.file, node.span.begin).line; }

  std::string text = everything();
  Sources sources{};
  Diagnostics syntax{};
  yaml::Node root{};
  std::vector<const yaml::Node*> nodes{};
};

TEST_CASE("text that would break out of its place stays inside, or is refused there") {
  const Values values;
  const Compiled expected(values.text);
  REQUIRE(expected.errors() == "");
  std::size_t accepted = 0;
  for (const std::string_view hostile :
       {R"("${x}%{ if true }\"' # - a: [{&b *c !d |> `id` $(id); {{ .V }} \\ EOT")",
        R"("a\n---\nb: c\nEOT\n}\n")"}) {
    for (const yaml::Node* node : values.nodes) {
      if (!node->is_string()) continue;
      const int line = values.line_of(*node);
      INFO("line " << line << ": " << node->text << " becomes " << hostile);
      const Compiled compiled(with(values.text, node->span, hostile));
      const std::string errors = compiled.errors();
      INFO(errors);
      if (errors.empty()) {
        ++accepted;
        CHECK(compiled.read_again.empty());
        CHECK(compiled.inputs.subjects.size() == expected.inputs.subjects.size());
      } else {
        CHECK(compiled.has_error_on(line));
      }
    }
  }
  CHECK(accepted > 10);
}

TEST_CASE("a value of another type is refused at its place, or is one that may be given") {
  const Values values;
  for (const std::string_view other : {"-1.5", "[[]]", "{ a: { b: [1] } }", "~"}) {
    for (const yaml::Node* node : values.nodes) {
      if (!node->is_scalar()) continue;
      const int line = values.line_of(*node);
      INFO("line " << line << ": " << node->text << " becomes " << other);
      const Compiled compiled(with(values.text, node->span, other));
      const std::string errors = compiled.errors();
      INFO(errors);
      if (!errors.empty() && other != "~") CHECK(compiled.has_error_on(line));
    }
  }
}

}  // namespace
}  // namespace blueprint
