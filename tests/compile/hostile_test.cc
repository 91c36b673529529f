#include <catch2/catch.hpp>

#include "compile/compile.h"
#include "lint/inputs.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint {
namespace {

constexpr std::string_view kBefore = R"(blueprint: 1
name: shop
environment: prod
region: eu-central-1
tags: { Owner: platform-team, Note: )";
constexpr std::string_view kMiddle = R"( }
components:
  network: {}
  cluster: { node_groups: { general: { instance_types: [m7i.large], scaling: { min: 3, desired: 3, max: 6 } } } }
  namespaces: { shop: {} }
  priority_classes: { high: { value: 1000, description: )";
constexpr std::string_view kAfter = R"( } }
  workloads:
    web:
      namespace: shop
      image: registry.example.com/web:1.0
      port: 8080
      priority: high
      command: [serve, )";
constexpr std::string_view kEnv = "]\n      env: { VALUE: ";

// A text as a double-quoted YAML string.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string blueprint_with(std::string_view text) {
  const std::string q = quoted(text);
  return concat(kBefore, q, kMiddle, q, kAfter, q, kEnv, q, " }\n");
}

struct Compiled {
  explicit Compiled(std::string text) {
    const FileId file = sources.add("blueprint.yaml", std::move(text));
    const Compilation result = compile(diags, sources, library, file, {.today = "2026-11-20"});
    std::vector<lint::InputFile> files;
    for (const emit::OutputFile& output : result.emission.files) {
      if (lint::is_input(output.path)) files.push_back({.path = output.path, .id = output.id});
    }
    inputs = lint::read_inputs(read_again, sources, library, std::move(files));
  }

  std::string errors() const {
    std::string text;
    for (const Diagnostic& d : diags.sorted()) {
      if (d.severity == Severity::Error) text += concat(d.code, ": ", d.message, "\n");
    }
    return text;
  }

  // How often `text` is a whole string somewhere in subjects of this language.
  std::size_t count(lint::Language language, std::string_view text) const {
    std::size_t found = 0;
    for (const lint::Subject& subject : inputs.subjects) {
      if (subject.language == language) found += count(subject.self, text);
    }
    return found;
  }

  static std::size_t count(const eval::Value& value, std::string_view text) {
    if (value.is_string()) return value.as_string() == text ? 1 : 0;
    std::size_t found = 0;
    if (value.is_mapping()) {
      for (const eval::Entry& entry : value.entries()) found += count(entry.second, text);
    } else if (value.is_sequence()) {
      for (const eval::Value& item : value.items()) found += count(item, text);
    }
    return found;
  }

  catalog::Library library{};
  Sources sources{};
  Diagnostics diags{};
  Diagnostics read_again{};
  lint::Inputs inputs{};
};

TEST_CASE("text of any kind arrives verbatim in Terraform and in documents") {
  const std::string_view plain = "plain";
  const Compiled expected(blueprint_with(plain));
  REQUIRE(expected.errors() == "");
  REQUIRE(expected.count(lint::Language::Terraform, plain) > 0);
  REQUIRE(expected.count(lint::Language::Kubernetes, plain) == 3);
  for (const std::string_view text : {"${x}",
                                      "$${x}",
                                      "%{if true}y%{endif}",
                                      "%%{",
                                      "a\"b\\c'd",
                                      "one\ntwo\n",
                                      "$(rm -rf /); `id` | $HOME",
                                      "key: value # no comment",
                                      "- item",
                                      "&a *b !c",
                                      "{{ .Values.x }}",
                                      "na\xc3\xafve \xe2\x98\x83",
                                      "\ttab",
                                      " spaces ",
                                      "null",
                                      "off",
                                      "0x1F",
                                      "~",
                                      "EOT",
                                      "---",
                                      "*/ // #"}) {
    INFO(text);
    const Compiled compiled(blueprint_with(text));
    CHECK(compiled.errors() == "");
    CHECK(compiled.read_again.empty());
    CHECK(compiled.inputs.subjects.size() == expected.inputs.subjects.size());
    CHECK(compiled.count(lint::Language::Terraform, text) ==
          expected.count(lint::Language::Terraform, plain));
    CHECK(compiled.count(lint::Language::Kubernetes, text) == 3);
  }
}

TEST_CASE("a name in any script is refused at its place, or compiles") {
  for (const std::string_view name :
       {"caf\xc3\xa9", "\xf0\x9f\x9a\x80", "\xe6\x97\xa5\xe6\x9c\xac", "a b", "-", ""}) {
    const Compiled compiled(
        concat("blueprint: 1\nname: ", quoted(name),
               "\nenvironment: prod\nregion: eu-central-1\ncomponents: { network: {} }\n"));
    INFO(name);
    CHECK(compiled.errors() != "");
    CHECK(compiled.sources.locate(compiled.diags.sorted()[0].span.file, compiled.diags.sorted()[0].span.begin)
              .line == 2);
  }
}

TEST_CASE("a blueprint that ends anywhere is read without harm") {
  const auto text = read_file(concat(PROJECT_DIR, "/blueprints/llm-analytics-hub.yaml"));
  REQUIRE(text);
  for (std::size_t end = 0; end < text->size(); end += 50) {
    const Compiled compiled(text->substr(0, end));
    CHECK((!compiled.diags.empty() || end > 200));
  }
}

}  // namespace
}  // namespace blueprint
