// JSON text of values and back, as Terraform's jsonencode and jsondecode do it.

#pragma once

#include <string>
#include <string_view>

#include "eval/functions/function.h"
#include "eval/pieces.h"

namespace blueprint::eval {

// Compact JSON, keys sorted. What is not known is null. Longer than 64 MiB it is cut.
std::string json_text(const Value& value);
// The same as a value: a string, with pieces where `value` is not known. Unknown
// when it would be longer than `max_bytes`.
Value json_string(const Value& value, std::size_t max_bytes);
// A JSON string with Go's escapes: also <, > and &.
std::string json_quoted(std::string_view text);

// The value that `text` stands for; nullopt when it is not JSON, and `why` says so.
std::optional<Value> parse_json(std::string_view text, int max_depth, std::string& why,
                                TrailingCommas commas = TrailingCommas::Refused);

}  // namespace blueprint::eval
