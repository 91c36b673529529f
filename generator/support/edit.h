// Changes to a text, as data: what fixes, the formatter and the folder produce.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/source.h"

namespace blueprint {

// Replaces `span` by `text`. An empty span inserts, an empty text deletes.
struct Edit {
  Span span{};
  std::string text{};
};

// `text` after `edits`, which must be of one file whose text this is, and must
// not overlap. They need not be sorted.
std::string apply_edits(std::string_view text, std::span<const Edit> edits);

}  // namespace blueprint
