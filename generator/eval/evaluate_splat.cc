#include <algorithm>

#include "eval/convert.h"
#include "eval/evaluator.h"

namespace blueprint::eval {

Value Evaluator::splat(const hcl::Splat& expr, const Scope& scope) {
  const std::size_t before = mark();
  const Value source = evaluate(*expr.source, scope);
  if (failed_since(before)) return Value::unknown();
  const TypeKind kind = source.kind();
  const bool sequence = kind == TypeKind::Tuple || kind == TypeKind::List || kind == TypeKind::Set;
  if (source.is_null() && sequence && !context_.lenient) {
    return fail("eval/splat", "this sequence is null, so it has no elements", expr.source->span);
  }
  Value result;
  if (source.is_null()) {
    result = Value::tuple({});
  } else if (source.is_unknown()) {
    result = splat_unknown(expr, source, scope);
  } else {
    result = splat_known(expr, source, sequence ? source.items() : std::span(&source, 1), scope);
  }
  return source.is_sensitive() ? result.with_sensitive(true) : result;
}

Value Evaluator::each_of(const hcl::Splat& expr, const Value& item, const Scope& scope) {
  const Value* const outer = item_;
  item_ = &item;
  Value result = evaluate(*expr.each, scope);
  item_ = outer;
  return result;
}

Value Evaluator::splat_known(const hcl::Splat& expr, const Value& source, std::span<const Value> items,
                             const Scope& scope) {
  const bool list = source.kind() == TypeKind::List || source.kind() == TypeKind::Set;
  std::vector<Value> results;
  results.reserve(items.size());
  for (const Value& item : items) {
    const std::size_t before = mark();
    results.push_back(each_of(expr, item, scope));
    if (failed_since(before) || !spend(1, expr.span)) return Value::unknown();
  }
  if (!list) return checked(Value::tuple(std::move(results)), expr.span);
  if (results.empty()) {
    return Value::list(each_of(expr, Value::unknown(source.element_type()), scope).type(), {});
  }
  const Type type = results.front().type();
  if (!std::ranges::all_of(results, [&](const Value& value) { return conforms(value, type); })) {
    return fail("eval/splat", "this splat gives elements of different types", expr.span,
                "use a `for` expression instead");
  }
  return checked(Value::list(type, std::move(results)), expr.span);
}

// The type of the result may be known, and mistakes in it can be found.
Value Evaluator::splat_unknown(const hcl::Splat& expr, const Value& source, const Scope& scope) {
  const Type type = source.type();
  switch (type.kind()) {
    case TypeKind::Dynamic: return Value::unknown();
    case TypeKind::List:
    case TypeKind::Set:
      return Value::unknown(Type::list(each_of(expr, Value::unknown(type.element()), scope).type()));
    case TypeKind::Tuple: {
      std::vector<Type> types;
      for (const Type& element : type.elements()) {
        types.push_back(each_of(expr, Value::unknown(element), scope).type());
      }
      return Value::unknown(Type::tuple(std::move(types)));
    }
    default: break;
  }
  // It may turn out to be null, which makes an empty tuple.
  each_of(expr, source, scope);
  return Value::unknown();
}

}  // namespace blueprint::eval
