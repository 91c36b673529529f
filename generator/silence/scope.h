// Which part of a file a comment is about.
//
// Ours: at the end of a line, that line, or the whole block or argument that
// begins on it; above a block or an argument, that; first in a block or on its own
// in it, the block; at the head of the file, with an empty line after it, the file.
// Other linters' comments mean what they mean there.

#pragma once

#include <vector>

#include "silence/directive.h"
#include "silence/layout.h"

namespace blueprint::silence {

struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// A finding is in it when it begins in one of the ranges.
struct Scope {
  bool whole_file = false;
  std::vector<Range> ranges{};
  std::optional<std::size_t> statement{};  // What it is about, when that is a block or an argument.
};

Scope scope_of(const Layout& layout, const Comment& comment, Dialect dialect);

}  // namespace blueprint::silence
