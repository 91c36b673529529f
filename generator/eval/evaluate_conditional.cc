#include "eval/convert.h"
#include "eval/evaluator.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

bool is_plain_null(const Value& value) { return value.is_null() && value.kind() == TypeKind::Dynamic; }

// The type that the whole conditional has, or nullopt when its sides do not agree.
std::optional<Type> common_type(const Value& if_true, const Value& if_false) {
  if (is_plain_null(if_true)) return if_false.type();
  if (is_plain_null(if_false)) return if_true.type();
  if (if_true.kind() == TypeKind::Dynamic || if_false.kind() == TypeKind::Dynamic) return Type::dynamic();
  Type type = if_true.type();
  return conforms(if_false, type) ? type : unify(type, if_false.type());
}

// What is known of a value that is one of these two, whichever it will be.
Value either(const std::optional<Value>& a, const std::optional<Value>& b, const Type& type) {
  if (!a || !b) return Value::unknown(type);
  if (a->wholly_known() && identical(*a, *b)) return *a;
  const bool lists = a->is_known() && b->is_known() && type.kind() == TypeKind::List;
  if (!lists || a->size() != b->size()) return Value::unknown(type);
  return Value::list(type.element(), std::vector<Value>(a->size(), Value::unknown(type.element())));
}

// The attribute that only one of two objects has; empty when both have the same.
std::string_view absent_from(const Type& object, const Type& other) {
  for (const Type::Attribute& attribute : other.attributes()) {
    if (!object.attribute(attribute.name)) return attribute.name;
  }
  return {};
}

std::string describe(const Type& a, const Type& b) {
  if (a.kind() == TypeKind::Object && b.kind() == TypeKind::Object) {
    if (const std::string_view name = absent_from(b, a); !name.empty())
      return concat("only the first has the attribute `", name, "`");
    if (const std::string_view name = absent_from(a, b); !name.empty())
      return concat("only the second has the attribute `", name, "`");
    for (const Type::Attribute& attribute : a.attributes()) {
      const Type& other = b.attribute(attribute.name)->type;
      if (!unify(attribute.type, other))
        return concat("in `", attribute.name, "`, ", describe(attribute.type, other));
    }
  }
  const std::string first = a.friendly();
  const std::string second = b.friendly();
  if (first == second) return concat("two values of type ", first, " that do not agree inside");
  return concat(first, " and ", second);
}

}  // namespace

Value Evaluator::conditional(const hcl::Conditional& expr, const Scope& scope) {
  const Value condition = evaluate(*expr.condition, scope);
  const std::size_t true_from = mark();
  const Value if_true = evaluate(*expr.if_true, scope);
  const std::size_t false_from = mark();
  const Value if_false = evaluate(*expr.if_false, scope);
  const std::size_t end = mark();
  const Value result = choose(expr, condition, if_true, if_false);
  // Only the side that is chosen may complain. Forget the later ones first.
  std::string why;
  const std::optional<Value> chosen = convert(condition, Type::boolean(), why);
  if (!chosen || !chosen->is_bool() || chosen->as_bool()) forget(false_from, end);
  if (!chosen || !chosen->is_bool() || !chosen->as_bool()) forget(true_from, false_from);
  return condition.is_sensitive() || if_true.is_sensitive() || if_false.is_sensitive()
             ? result.with_sensitive(true)
             : result;
}

Value Evaluator::choose(const hcl::Conditional& expr, const Value& condition, const Value& if_true,
                        const Value& if_false) {
  if (context_.any_shape && condition.is_bool()) return condition.as_bool() ? if_true : if_false;
  const std::optional<Type> type = common_type(if_true, if_false);
  if (!type) {
    return fail("eval/results",
                concat("the two results of this conditional are of different types: ",
                       describe(if_true.type(), if_false.type())),
                join(expr.if_true->span, expr.if_false->span), "make both results the same type");
  }
  const std::optional<Value> chosen = as_condition(condition, "condition", expr.condition->span);
  if (!chosen) return Value::unknown(*type);
  std::string why;
  if (chosen->is_null()) {
    const std::optional<Value> first = convert(if_true, *type, why);
    const std::optional<Value> second = convert(if_false, *type, why);
    return either(first, second, *type);
  }
  const Value& value = chosen->as_bool() ? if_true : if_false;
  if (std::optional<Value> result = convert(value, *type, why)) return std::move(*result);
  const Span at = chosen->as_bool() ? expr.if_true->span : expr.if_false->span;
  return fail("eval/condition", concat("this result of the conditional has the wrong type: ", why), at, {},
              *type);
}

std::optional<Value> Evaluator::as_condition(const Value& value, std::string_view what, Span at) {
  if (value.is_bool()) return value;
  if (value.is_null()) {
    fail("eval/condition", concat("the ", what, " is null"), at, "make it either true or false");
    return std::nullopt;
  }
  std::string why;
  const std::optional<Value> converted = convert(value, Type::boolean(), why);
  if (!converted) {
    fail("eval/condition", concat("the ", what, " is not a bool: ", why), at);
    return std::nullopt;
  }
  return converted->is_known() ? *converted : Value::null();
}

}  // namespace blueprint::eval
