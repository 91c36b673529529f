#include "eval/evaluate.h"

#include <algorithm>

#include "eval/evaluator.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// The variables of a template.
class VariableScope final : public Scope {
 public:
  explicit VariableScope(const Value& variables) : variables_(variables) {}

  std::optional<Found> find(Context&, std::span<const std::string_view> path, Span) const override {
    const Value* const value = variables_.find(path[0]);
    if (!value) return std::nullopt;
    return Found{.value = *value};
  }

 private:
  const Value& variables_;
};

}  // namespace

Value evaluate(Context& context, const hcl::Expr& expr, const Scope& scope) {
  return Evaluator(context).evaluate(expr, scope);
}

Value evaluate_template(Context& context, Span text, const Value& vars,
                        bool (*allowed)(std::string_view function)) {
  const hcl::Fragment fragment = hcl::parse_template(context.diags, context.sources, text);
  if (fragment.has_errors) return Value::unknown();
  return Evaluator(context, allowed).evaluate(*fragment.expr, VariableScope(vars));
}

void LocalScope::set(std::string_view name, Value value) {
  for (auto& [known, old] : names_) {
    if (known == name) {
      old = std::move(value);
      return;
    }
  }
  names_.emplace_back(name, std::move(value));
}

std::optional<Scope::Found> LocalScope::find(Context& context, std::span<const std::string_view> path,
                                             Span at) const {
  for (const auto& [name, value] : names_) {
    if (name == path[0]) return Found{.value = value};
  }
  return outer_ ? outer_->find(context, path, at) : std::nullopt;
}

Value Evaluator::evaluate(const hcl::Expr& expr, const Scope& scope) {
  if (!spend(1, expr.span)) return Value::unknown();
  if (context_.depth >= context_.limits.depth) {
    return limit(concat("this is nested more than ", std::to_string(context_.limits.depth), " levels deep"),
                 expr.span);
  }
  ++context_.depth;
  Value result = visit(expr, scope);
  --context_.depth;
  return result;
}

Value Evaluator::visit(const hcl::Expr& expr, const Scope& scope) {
  using hcl::ExprKind;
  switch (expr.kind) {
    case ExprKind::Invalid: return Value::unknown();
    case ExprKind::Null: return Value::null();
    case ExprKind::Bool: return Value::boolean(static_cast<const hcl::Bool&>(expr).value);
    case ExprKind::Number: return number(static_cast<const hcl::Number&>(expr));
    case ExprKind::Template: return template_value(static_cast<const hcl::Template&>(expr), scope);
    case ExprKind::Name:
    case ExprKind::Attr:
    case ExprKind::Index: return traversal(expr, scope);
    case ExprKind::Splat: return splat(static_cast<const hcl::Splat&>(expr), scope);
    case ExprKind::SplatItem: return item_ ? *item_ : Value::unknown();
    case ExprKind::Call: return call(static_cast<const hcl::Call&>(expr), scope);
    case ExprKind::Unary: return unary(static_cast<const hcl::Unary&>(expr), scope);
    case ExprKind::Binary: return binary(static_cast<const hcl::Binary&>(expr), scope);
    case ExprKind::Conditional: return conditional(static_cast<const hcl::Conditional&>(expr), scope);
    case ExprKind::Tuple: return tuple(static_cast<const hcl::Tuple&>(expr), scope);
    case ExprKind::Object: return object(static_cast<const hcl::Object&>(expr), scope);
    case ExprKind::For: return for_value(static_cast<const hcl::For&>(expr), scope);
    case ExprKind::Paren: return evaluate(*static_cast<const hcl::Paren&>(expr).inner, scope);
  }
  return Value::unknown();
}

Value Evaluator::number(const hcl::Number& expr) {
  if (std::optional<Number> number = Number::parse(expr.text)) return Value::number(std::move(*number));
  limit("this number is out of the range that is supported", expr.span);
  return Value::unknown(Type::number());
}

bool Evaluator::spend(std::size_t steps, Span at) {
  const bool was_within = context_.steps <= context_.limits.steps;
  context_.steps += steps;
  if (context_.steps <= context_.limits.steps) return true;
  if (was_within) {
    limit(concat("evaluation took more than ", std::to_string(context_.limits.steps), " steps"), at);
  }
  return false;
}

Value Evaluator::checked(Value value, Span at) {
  if (value.depth() <= static_cast<std::size_t>(context_.limits.depth)) return value;
  return limit(
      concat("this value is nested more than ", std::to_string(context_.limits.depth), " levels deep"), at);
}

Value Evaluator::limit(std::string message, Span at) { return fail("eval/limit", std::move(message), at); }

Value Evaluator::fail(std::string_view code, std::string message, Span at, std::string help, Type result) {
  context_.diags.add(
      {.code = std::string(code), .message = std::move(message), .span = at, .help = std::move(help)});
  return Value::unknown(std::move(result));
}

bool Evaluator::failed_since(std::size_t mark) const {
  const std::vector<Diagnostic>& all = context_.diags.all();
  return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(mark), all.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

void Evaluator::forget(std::size_t from, std::size_t to) {
  if (from == to) return;
  std::vector<Diagnostic>& all = context_.diags.all();
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(from);
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(to);
  const auto kept = std::remove_if(begin, end, [](const Diagnostic& d) { return d.code != "eval/limit"; });
  all.erase(kept, end);
}

}  // namespace blueprint::eval
