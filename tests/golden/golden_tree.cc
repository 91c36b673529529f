#include "golden/golden_tree.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "support/file.h"
#include "support/strings.h"

namespace blueprint {
namespace {

namespace fs = std::filesystem;

// Where two texts part: "line 12: `a` instead of `b`". Whole files would drown it.
std::string difference(std::string_view made, std::string_view expected) {
  const std::vector<std::string_view> a = split(made, '\n');
  const std::vector<std::string_view> b = split(expected, '\n');
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::string_view here = i < a.size() ? a[i] : "the end";
    const std::string_view there = i < b.size() ? b[i] : "the end";
    if (here == there && i < a.size() && i < b.size()) continue;
    return concat("line ", std::to_string(i + 1), ": `", here, "` instead of `", there, "`");
  }
  return {};
}

bool is_executable(const fs::path& path) {
  return (fs::status(path).permissions() & fs::perms::owner_exec) != fs::perms::none;
}

void update(const fs::path& root, const GoldenTree& tree) {
  fs::remove_all(root);
  for (const auto& [path, file] : tree) REQUIRE_FALSE(write_file(root / path, file.text, file.executable));
}

}  // namespace

bool updates_golden() {
  const char* const update = std::getenv("UPDATE_GOLDEN");
  return update && std::string_view(update) == "1";
}

void check_golden_tree(std::string_view folder, const GoldenTree& tree) {
  const fs::path root = fs::path(PROJECT_DIR) / folder;
  if (updates_golden()) return update(root, tree);
  INFO("`./dev golden` rewrites " << folder << "; read the diff");
  const auto there = list_files(root);
  REQUIRE(there);
  std::string wrong;
  for (const fs::path& path : *there) {
    if (!tree.contains(path.string())) wrong += concat(path.string(), ": nothing makes it\n");
  }
  for (const auto& [path, file] : tree) {
    const auto expected = read_file(root / path);
    if (!expected) {
      wrong += concat(path, ": is made, but not expected\n");
    } else if (*expected != file.text) {
      wrong += concat(path, ", ", difference(file.text, *expected), "\n");
    } else if (is_executable(root / path) != file.executable) {
      wrong += concat(path, ": is executable in one of the two\n");
    }
  }
  CHECK(wrong == "");
}

}  // namespace blueprint
