// Names and paths that people write with stars.

#pragma once

#include <string_view>

namespace blueprint {

struct PatternOptions {
  bool question_marks = false;  // A `?` stands for any one character.
  bool any_case = false;        // `A` is `a`; of letters beyond ASCII nothing is known.
};

// True when `pattern` ("aws_db_instance.*") matches the whole of `text`; a star
// stands for any text. Takes at most the product of their lengths.
bool matches_pattern(std::string_view pattern, std::string_view text, PatternOptions options = {});

// The same for paths, as in .gitignore: `*` and `?` stop at slashes, `**` does not; a
// pattern without a slash matches a name at any depth; a folder that matches takes
// all that is in it along.
bool matches_path(std::string_view pattern, std::string_view path);

}  // namespace blueprint
