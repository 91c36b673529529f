// Values as Terraform text.

#pragma once

#include <string>
#include <string_view>

#include "eval/value.h"
#include "support/mapped_text.h"

namespace blueprint::fold {

// `value` as an expression that evaluates to it, formatted as `terraform fmt`
// would, its continuation lines indented by `indent` spaces more. Needs a
// value whose unknown parts are all symbols. Strings are escaped, so that a
// value never leaves its place: "${" prints as "$${". Short lists stay on one
// line; objects with more than one entry get a line each.
std::string print(const eval::Value& value, int indent = 0);

// The same with origins: every part that remembers where it was written cites
// that place, the others `origin.value`.
MappedText print_mapped(const eval::Value& value, TextOrigin origin, int indent = 0);

// `key` as the key of an object: bare where it can be.
std::string print_key(std::string_view key);

// `text` as a quoted Terraform string.
std::string quote(std::string_view text);

}  // namespace blueprint::fold
