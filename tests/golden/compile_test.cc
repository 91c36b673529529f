#include <catch2/catch.hpp>

#include "compile/compile.h"
#include "golden/golden_tree.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint {
namespace {

// The day on which the expectations about support dates hold.
constexpr std::string_view kToday = "2026-11-20";

struct Output {
  std::string problems{};
  GoldenTree tree{};
};

Output output_of(std::string_view name, std::string environment = {}) {
  const auto text = read_file(concat(PROJECT_DIR, "/blueprints/", name, ".yaml"));
  REQUIRE(text);
  const catalog::Library library;
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add(concat("blueprints/", name, ".yaml"), *text);
  const Compilation compiled = compile(diags, sources, library, file,
                                       {.environment = std::move(environment), .today = std::string(kToday)});
  Output output;
  for (const Diagnostic& d : diags.sorted()) output.problems += concat(d.code, ": ", d.message, "\n");
  for (const emit::OutputFile& made : compiled.emission.files) {
    output.tree[made.path] = {.text = made.text.text(), .executable = made.executable};
  }
  return output;
}

std::vector<std::string> examples() {
  const auto files = list_files(std::filesystem::path(PROJECT_DIR) / "blueprints");
  REQUIRE(files);
  std::vector<std::string> names;
  for (const auto& file : *files) names.push_back(file.stem().string());
  return names;
}

TEST_CASE("every example compiles to the tree in golden/compile") {
  for (const std::string& name : examples()) {
    INFO(name);
    const Output output = output_of(name);
    CHECK_FALSE(output.tree.empty());
    check_golden_tree(concat("golden/compile/", name), output.tree);
  }
}

TEST_CASE("the Hub's dev environment compiles to the tree in golden/compile") {
  check_golden_tree("golden/compile/llm-analytics-hub.dev", output_of("llm-analytics-hub", "dev").tree);
}

TEST_CASE("golden/compile holds a folder for every example, and no other") {
  std::string expected = "llm-analytics-hub.dev\n";
  for (const std::string& name : examples()) expected += name + "\n";
  std::string there;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(PROJECT_DIR) / "golden" / "compile")) {
    there += entry.path().filename().string() + "\n";
  }
  const auto sorted = [](std::string_view text) {
    std::vector<std::string_view> lines = split(text, '\n');
    std::ranges::sort(lines);
    return lines;
  };
  CHECK(sorted(there) == sorted(expected));
}

TEST_CASE("compiling twice gives the same bytes") {
  for (const std::string_view name : {"starter", "llm-analytics-hub-parameters"}) {
    const GoldenTree first = output_of(name).tree;
    const GoldenTree second = output_of(name).tree;
    REQUIRE(first.size() == second.size());
    for (const auto& [path, file] : first) CHECK((file.text == second.at(path).text));
  }
}

}  // namespace
}  // namespace blueprint
