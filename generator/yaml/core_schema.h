// What a plain scalar means: YAML 1.2's core schema.
//
// Stricter in one point: a number with leading zeros is text, because people
// write account ids and modes that way, and never mean a number.

#pragma once

#include <string_view>

#include "yaml/node.h"

namespace blueprint::yaml {

// Null, Bool, Number, or else String.
Kind plain_kind(std::string_view text);

// The kind that an explicit core tag ("!!str", "!!int", …) gives `text`;
// `otherwise` for any other tag, and for a text the tag does not fit.
Kind tagged_kind(std::string_view tag, std::string_view text, Kind otherwise);

// True of the tags that `tagged_kind` knows.
bool is_core_tag(std::string_view tag);

}  // namespace blueprint::yaml
