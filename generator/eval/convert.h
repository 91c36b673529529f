// Conversion between types, as Terraform does it, and type constraints.

#pragma once

#include <optional>
#include <span>
#include <string>

#include "eval/evaluate.h"
#include "eval/value.h"

namespace blueprint::eval {

// `value` as `type`. On failure nullopt, and `why` says the reason as Terraform
// does ("a number is required"). Optional attributes that are absent become null.
std::optional<Value> convert(const Value& value, const Type& type, std::string& why);

// The type both convert to, or nullopt: what conditionals and lists use.
std::optional<Type> unify(const Type& a, const Type& b);
std::optional<Type> unify(std::span<const Type> types);

// Whether `value` is of `type` already; cheap, as it does not build the value's type.
bool conforms(const Value& value, const Type& type);

// Whether values of one type may convert to another; a string is a number only
// if its text is, so this is not a promise.
bool convertible(const Type& from, const Type& to);

// A type constraint with the defaults of its optional() attributes.
struct TypeConstraint {
  Type type{};
  Value defaults{};  // Null when there are none; otherwise for convert() to read.
};

// Reads `string`, `map(object({ a = optional(number, 3) }))` and so on.
TypeConstraint parse_type(Context& context, const hcl::Expr& expr);

// `value` converted to the constraint, absent optional attributes filled in.
std::optional<Value> convert(const Value& value, const TypeConstraint& constraint, std::string& why);

}  // namespace blueprint::eval
