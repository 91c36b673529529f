// The operators of expressions on values. Each handles unknown and null
// operands as Terraform does, and reports misuse at the spans given.

#pragma once

#include "eval/evaluate.h"
#include "eval/value.h"
#include "hcl/syntax.h"

namespace blueprint::eval {

// `==`: a known bool, or unknown. Values of different types are unequal.
Value equals(const Value& a, const Value& b);

Value apply_unary(Context& context, char op, const Value& operand, Span at);
Value apply_binary(Context& context, hcl::BinaryOp op, const Value& left, const Value& right, Span left_at,
                   Span right_at);

// collection[key] and object.name.
Value index(Context& context, const Value& collection, const Value& key, Span at);
Value attribute(Context& context, const Value& object, std::string_view name, Span at);

}  // namespace blueprint::eval
