// File name patterns: `*`, `?`, `[a-z]`, `{a,b}` and `**`.

#pragma once

#include <optional>
#include <string_view>

namespace blueprint::eval {

// Whether the relative path `path` fits `pattern`, part by part; `**` as a
// whole part stands for any number of parts. Work is bounded by the sizes.
bool matches_glob(std::string_view pattern, std::string_view path);
// False when a bracket or brace of `pattern` is not closed.
bool is_valid_glob(std::string_view pattern);

}  // namespace blueprint::eval
