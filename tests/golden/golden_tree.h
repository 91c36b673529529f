// Expected folders below golden/.
//
// golden.h compares one text; this compares all that a folder holds, so that a
// file which nothing makes any more is noticed.

#pragma once

#include <map>
#include <string>
#include <string_view>

namespace blueprint {

struct GoldenFile {
  std::string text{};
  bool executable = false;
};

// By path, relative to the folder.
using GoldenTree = std::map<std::string, GoldenFile>;

// True with UPDATE_GOLDEN=1 in the environment: `./dev golden`.
bool updates_golden();

// Checks that the folder (relative to the project's) holds exactly `tree`, or makes it so.
void check_golden_tree(std::string_view folder, const GoldenTree& tree);

}  // namespace blueprint
