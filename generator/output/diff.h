// What changes between two texts, for people and for `patch`.

#pragma once

#include <string>
#include <string_view>

namespace blueprint::output {

// A unified diff with three lines of context, as `diff -u` prints it, and empty
// when the texts are equal. `path` stands behind a/ and b/; a text that does not
// exist (`before` of a new file, `after` of a removed one) is /dev/null.
struct DiffSides {
  std::string_view before{};
  std::string_view after{};
  bool created = false;
  bool removed = false;
};
std::string unified_diff(const DiffSides& sides, std::string_view path);

}  // namespace blueprint::output
