// Differences, in colour where the console has it.

#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"
#include "output/diff.h"

namespace blueprint::cli {

// output::unified_diff, for `console`'s standard output.
std::string shown_diff(const Console& console, const output::DiffSides& sides, std::string_view path);

}  // namespace blueprint::cli
