#include <catch2/catch.hpp>

#include "compile/compile.h"
#include "golden/golden_tree.h"
#include "report/text.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint {
namespace {

constexpr std::string_view kToday = "2026-11-20";
constexpr std::string_view kFolder = "golden/errors";

// What `blueprint gen` shows for a wrong blueprint.
std::string shown(const std::string& name, const std::string& text) {
  const catalog::Library library;
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add(name, text);
  compile(diags, sources, library, file, {.today = std::string(kToday)});
  INFO(name << " is in golden/errors, so it must have an error or a warning");
  CHECK(!diags.empty());
  return report::print_text({.sources = sources, .diagnostics = diags.sorted(), .files = 1});
}

TEST_CASE("a wrong blueprint is reported as golden/errors says") {
  const std::filesystem::path root = std::filesystem::path(PROJECT_DIR) / kFolder;
  const auto files = list_files(root);
  REQUIRE(files);
  GoldenTree tree;
  for (const auto& file : *files) {
    if (file.extension() != ".yaml") continue;
    const auto text = read_file(root / file);
    REQUIRE(text);
    tree[file.string()] = {.text = *text};
    tree[file.stem().string() + ".txt"] = {.text = shown(file.string(), *text)};
  }
  check_golden_tree(kFolder, tree);
}

}  // namespace
}  // namespace blueprint
