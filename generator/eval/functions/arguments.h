// What the code of functions shares: reading arguments, keeping within the
// limits, and common types.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/functions/function.h"

namespace blueprint::eval {

// Argument `i` as a whole number of 64 bits; otherwise reports and gives nullopt.
std::optional<std::int64_t> whole_argument(const Call& call, std::size_t i);

// False, and an "eval/limit" error, when a result of this size would be too large.
bool fits_text(const Call& call, std::size_t bytes);
bool fits_collection(const Call& call, std::size_t size);

// `text` in quotes, shortened, for messages.
std::string in_quotes(std::string_view text);
// The same of a string argument; a sensitive one is not disclosed.
std::string quoted_argument(const Call& call, std::size_t i);

// True for values of these types, known or not.
bool is_list_like(const Value& value);      // List or tuple.
bool is_sequence_type(const Value& value);  // List, tuple or set.
bool is_mapping_type(const Value& value);   // Map or object.

// The type all convert to, or nullopt. Dynamic types adapt to the others.
std::optional<Type> unify_all(const std::vector<Type>& types);

// `value` as `type`, or the value as it is when it does not convert.
Value converted(const Value& value, const Type& type);

// A text that is the same for equal values of one type; for finding repetitions.
std::string identity_text(const Value& value);

Value strings(std::vector<std::string> texts);  // A list of strings.

Type string_set_type();
Type number_list_type();
Type any_set_type();

}  // namespace blueprint::eval
