#include <ranges>

#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/operators.h"
#include "support/short_list.h"

namespace blueprint::eval {

namespace {

bool is_logical(hcl::BinaryOp op) { return op == hcl::BinaryOp::And || op == hcl::BinaryOp::Or; }

}  // namespace

Value Evaluator::unary(const hcl::Unary& expr, const Scope& scope) {
  const Value operand = evaluate(*expr.operand, scope);
  return apply_unary(context_, expr.op, operand, expr.operand->span);
}

// Long chains of operators lean to the left, so that side is walked, not recursed into.
Value Evaluator::binary(const hcl::Binary& expr, const Scope& scope) {
  ShortList<const hcl::Binary*, 16> chain;
  const hcl::Expr* first = &expr;
  while (const auto* next = hcl::as<hcl::Binary>(first)) {
    chain.push_back(next);
    first = next->left;
  }
  const std::size_t before = mark();
  Value value = evaluate(*first, scope);
  for (const hcl::Binary* next : chain.items() | std::views::reverse) {
    value = combine(*next, value, before, scope);
  }
  return value;
}

Value Evaluator::combine(const hcl::Binary& expr, const Value& left, std::size_t left_from,
                         const Scope& scope) {
  if (is_logical(expr.op)) return logical(expr, left, left_from, scope);
  const Value right = evaluate(*expr.right, scope);
  return apply_binary(context_, expr.op, left, right, expr.left->span, expr.right->span);
}

// One side can decide on its own; then mistakes of the other do not matter, so
// that `x != null && x.enabled` works, also while `x` is unknown. (Terraform
// has this since 1.12.)
Value Evaluator::logical(const hcl::Binary& expr, const Value& left, std::size_t left_from,
                         const Scope& scope) {
  const bool deciding = expr.op == hcl::BinaryOp::Or;
  std::string why;
  const auto decides = [&](const Value& value) {
    const std::optional<Value> converted = convert(value, Type::boolean(), why);
    return converted && converted->is_bool() && converted->as_bool() == deciding;
  };
  // Rules ask much, and nobody reads their mistakes: what decides nothing is not looked at.
  if (context_.lenient && decides(left)) return Value::boolean(deciding);
  const std::size_t left_to = mark();
  const bool left_failed = failed_since(left_from);
  const Value right = evaluate(*expr.right, scope);
  const std::size_t right_to = mark();
  const Value result = apply_binary(context_, expr.op, left, right, expr.left->span, expr.right->span);
  const bool open = left.is_unknown() && !left_failed && right.is_unknown();
  if (decides(left) || open) {
    forget(left_to, right_to);
  } else if (decides(right)) {
    forget(left_from, left_to);
  }
  return result;
}

}  // namespace blueprint::eval
