// What the parts of conversion share: which types convert to which.
//
// A conversion is safe when every value converts (a number to a string), and
// unsafe when it depends on the value (a string to a number).

#pragma once

#include <optional>
#include <span>
#include <string>

#include "eval/type.h"

namespace blueprint::eval {

enum class Conversions : bool { Safe, Any };

bool convertible(const Type& from, const Type& to, Conversions allowed);
std::optional<Type> unify(std::span<const Type> types, Conversions allowed);

// Why no value of type `from` converts to `to`.
std::string mismatch_message(const Type& from, const Type& to);

// `to`, with what it leaves open taken from `from`: the type of a null or
// unknown value after its conversion.
Type filled_in(const Type& from, const Type& to);

}  // namespace blueprint::eval
