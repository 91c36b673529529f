#include "eval/operators.h"

#include "eval/convert.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

using hcl::BinaryOp;

bool is_logical(BinaryOp op) { return op == BinaryOp::Or || op == BinaryOp::And; }

bool is_comparison(BinaryOp op) {
  return op == BinaryOp::Less || op == BinaryOp::LessEqual || op == BinaryOp::Greater ||
         op == BinaryOp::GreaterEqual;
}

void report(Context& context, std::string_view code, std::string message, Span at) {
  context.diags.add({.code = std::string(code), .message = std::move(message), .span = at});
}

// The operand as the type that the operator takes; nullopt, and an error, when it is none.
std::optional<Value> operand(Context& context, const Value& value, const Type& type, std::string_view which,
                             Span at) {
  std::string why;
  std::optional<Value> result = convert(value, type, why);
  if (!result) report(context, "eval/operand", concat("the ", which, " does not fit: ", why), at);
  if (!result || !result->is_null()) return result;
  report(context, "eval/operand", concat("the ", which, " is null"), at);
  return std::nullopt;
}

bool ordered(BinaryOp op, const Number& a, const Number& b) {
  switch (op) {
    case BinaryOp::Less: return a < b;
    case BinaryOp::LessEqual: return a < b || a == b;
    case BinaryOp::Greater: return a > b;
    default: return a > b || a == b;
  }
}

std::optional<Number> calculate(BinaryOp op, const Number& a, const Number& b) {
  switch (op) {
    case BinaryOp::Add: return a + b;
    case BinaryOp::Subtract: return a - b;
    case BinaryOp::Multiply: return a * b;
    case BinaryOp::Divide: return Number::divide(a, b);
    default: return Number::modulo(a, b);
  }
}

Value arithmetic(Context& context, BinaryOp op, const Number& a, const Number& b, Span at) {
  std::optional<Number> result = calculate(op, a, b);
  if (!result) {
    report(context, "eval/operand", "this divides by zero", at);
    return Value::unknown(Type::number());
  }
  if (result->is_extreme()) {
    report(context, "eval/limit", "the result of this calculation is out of the range that is supported", at);
    return Value::unknown(Type::number());
  }
  return Value::number(std::move(*result));
}

// false && unknown is false, and true || unknown is true.
Value logical(BinaryOp op, const Value& a, const Value& b) {
  const bool deciding = op == BinaryOp::Or;
  const auto decides = [&](const Value& value) { return value.is_known() && value.as_bool() == deciding; };
  if (decides(a) || decides(b)) return Value::boolean(deciding);
  if (!a.is_known() || !b.is_known()) return Value::unknown(Type::boolean());
  return Value::boolean(!deciding);
}

Value apply_known_types(Context& context, BinaryOp op, const Value& a, const Value& b, Span at) {
  if (is_logical(op)) return logical(op, a, b);
  const bool known = a.is_known() && b.is_known();
  if (is_comparison(op)) {
    return known ? Value::boolean(ordered(op, a.as_number(), b.as_number()))
                 : Value::unknown(Type::boolean());
  }
  return known ? arithmetic(context, op, a.as_number(), b.as_number(), at) : Value::unknown(Type::number());
}

// A null does not matter when the other side decides.
std::optional<Value> decided(BinaryOp op, const Value& left, const Value& right) {
  if (!is_logical(op)) return std::nullopt;
  const bool deciding = op == BinaryOp::Or;
  std::string why;
  const std::optional<Value> a = convert(left, Type::boolean(), why);
  const std::optional<Value> b = convert(right, Type::boolean(), why);
  if (!a || !b) return std::nullopt;
  const bool is = (a->is_bool() && a->as_bool() == deciding) || (b->is_bool() && b->as_bool() == deciding);
  return is ? std::optional(Value::boolean(deciding)) : std::nullopt;
}

}  // namespace

Value apply_unary(Context& context, char op, const Value& given, Span at) {
  const Type type = op == '!' ? Type::boolean() : Type::number();
  const std::optional<Value> value = operand(context, given, type, "operand", at);
  Value result = Value::unknown(type);
  if (value && value->is_known()) {
    result = op == '!' ? Value::boolean(!value->as_bool()) : Value::number(-value->as_number());
  }
  return given.is_sensitive() ? result.with_sensitive(true) : result;
}

Value apply_binary(Context& context, BinaryOp op, const Value& left, const Value& right, Span left_at,
                   Span right_at) {
  if (op == BinaryOp::Equal) return equals(left, right);
  if (op == BinaryOp::NotEqual) {
    const Value equal = equals(left, right);
    return equal.is_known() ? Value::boolean(!equal.as_bool()).with_sensitive(equal.is_sensitive()) : equal;
  }
  const bool sensitive = left.is_sensitive() || right.is_sensitive();
  if (std::optional<Value> result = decided(op, left, right)) return result->with_sensitive(sensitive);
  const Type type = is_logical(op) ? Type::boolean() : Type::number();
  const std::optional<Value> a = operand(context, left, type, "left operand", left_at);
  const std::optional<Value> b = operand(context, right, type, "right operand", right_at);
  const bool gives_bool = is_logical(op) || is_comparison(op);
  if (!a || !b) return Value::unknown(gives_bool ? Type::boolean() : Type::number());
  const Value result = apply_known_types(context, op, *a, *b, join(left_at, right_at));
  return sensitive ? result.with_sensitive(true) : result;
}

}  // namespace blueprint::eval
