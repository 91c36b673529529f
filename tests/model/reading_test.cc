#include "model/reading_test.h"

#include <catch2/catch.hpp>

#include "model/paths.h"
#include "support/strings.h"

namespace blueprint {
namespace {

catalog::Library test_library() {
  catalog::Library library;
  REQUIRE_FALSE(library.add("tests", PROJECT_DIR "/tests/model/components"));
  return library;
}

}  // namespace

ReadTest::ReadTest(std::string_view text, std::string_view environment)
    : library(test_library()),
      file(sources.add("blueprint.yaml", std::string(text))),
      types(diags, sources, library, "tests") {
  blueprint = read_blueprint(diags, sources, file, types, library, {.environment = std::string(environment)});
}

std::string ReadTest::report() const {
  std::string result;
  for (const Diagnostic& diagnostic : diags.sorted()) {
    if (!result.empty()) result += '\n';
    if (diagnostic.severity != Severity::Error) result += concat(name(diagnostic.severity), ": ");
    if (diagnostic.span) {
      const LineColumn at = sources.locate(diagnostic.span.file, diagnostic.span.begin);
      if (diagnostic.span.file != file) result += concat(sources.path(diagnostic.span.file), ":");
      result += concat(std::to_string(at.line), ":", std::to_string(at.column), ": ");
    }
    result += diagnostic.message;
    if (!diagnostic.help.empty()) result += concat(" (", diagnostic.help, ")");
  }
  return result;
}

std::string ReadTest::value(std::string_view path) {
  const PathTarget target = find_path(blueprint, types.blueprint_schema(), path);
  return target.found ? compact(target.value) : "?";
}

std::string ReadTest::origin(std::string_view path) {
  const Span origin = find_path(blueprint, types.blueprint_schema(), path).value.origin();
  if (!origin) return "";
  return concat(sources.path(origin.file), ":",
                std::to_string(sources.locate(origin.file, origin.begin).line));
}

std::string with_components(std::string_view components) {
  std::string text = "blueprint: 1\nname: hub\nenvironment: prod\nregion: us-east-1\ncomponents:\n";
  for (const std::string_view line : split(components, '\n')) {
    if (!line.empty()) text += concat("  ", line, "\n");
  }
  return text;
}

std::string mistakes_in(std::string_view components) {
  return ReadTest(with_components(components)).report();
}

std::string compact(const eval::Value& value) {
  if (value.is_null()) return "null";
  if (value.is_unknown()) return "unknown";
  if (value.is_string()) return concat("\"", value.as_string(), "\"");
  if (value.is_bool()) return value.as_bool() ? "true" : "false";
  if (value.is_number()) return value.as_number().text();
  std::string inside;
  if (value.is_sequence()) {
    for (const eval::Value& item : value.items()) inside += concat(inside.empty() ? "" : ", ", compact(item));
    return concat("[", inside, "]");
  }
  for (const auto& [name, entry] : value.entries()) {
    inside += concat(inside.empty() ? "" : ", ", name, "=", compact(entry));
  }
  return concat("{", inside, "}");
}

}  // namespace blueprint
