#include "fold/argument.h"

#include <algorithm>
#include <array>

#include "fold/calls.h"
#include "fold/expression.h"
#include "fold/known.h"
#include "fold/references.h"
#include "fold/uses.h"

namespace blueprint::fold {

using eval::Value;

namespace {

// How the expression of an argument is read.
enum class Reading : std::uint8_t {
  Value,
  Reference,  // A list of references: each item is one, not its value.
  Words,      // Names that are no references, such as providers and types.
  Untouched,
};

struct Row {
  BodyKind kind;
  std::string_view name;  // Empty: every argument.
  Reading reading;
};

constexpr std::array kRows = {
    Row{BodyKind::Resource, "depends_on", Reading::Reference},
    Row{BodyKind::Output, "depends_on", Reading::Reference},
    Row{BodyKind::Resource, "provider", Reading::Words},
    Row{BodyKind::Resource, "providers", Reading::Words},
    Row{BodyKind::Variable, "type", Reading::Words},
    Row{BodyKind::Address, "from", Reading::Words},
    Row{BodyKind::Address, "to", Reading::Words},
    Row{BodyKind::Address, "provider", Reading::Words},
    Row{BodyKind::Providers, "", Reading::Words},
    Row{BodyKind::Lifecycle, "ignore_changes", Reading::Untouched},
    Row{BodyKind::Lifecycle, "replace_triggered_by", Reading::Reference},
};

Reading reading_of(BodyKind kind, std::string_view name) {
  const auto row = std::ranges::find_if(
      kRows, [&](const Row& r) { return r.kind == kind && (r.name.empty() || r.name == name); });
  return row == kRows.end() ? Reading::Value : row->reading;
}

// `type = spec.type`, `from = move.from`: text that is known is the word itself.
void fold_words(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr, BodyKind kind,
                Changes& changes) {
  Diagnostics ignored;
  const Uses uses = find_uses(folding, ignored, scope, expr);
  if (uses.use == Use::Foreign) return;
  if (uses.use == Use::Renamed) return fold_reference(folding, scope, expr, changes);
  const Trial trial = known_value(folding, scope, expr);
  // In a body of `provider = …` and the like a string is never right.
  if (kind == BodyKind::Providers || trial.failed() || !trial.value.is_string()) {
    return kind == BodyKind::Address ? fold_reference(folding, scope, expr, changes)
                                     : fold_expression(folding, scope, expr, Place::Argument, changes);
  }
  MappedText text;
  text.put(trial.value.as_string(), {.copied = expr.span, .value = first_origin(folding, scope, expr)});
  changes.push_back({expr.span, std::move(text)});
}

// What `expr` comes down to once its known conditions are decided.
const hcl::Expr& chosen(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr) {
  const hcl::Expr* at = &expr;
  while (true) {
    if (const auto* paren = hcl::as<hcl::Paren>(at)) {
      at = paren->inner;
      continue;
    }
    const auto* choice = hcl::as<hcl::Conditional>(at);
    const Trial condition = choice ? known_value(folding, scope, *choice->condition) : Trial{};
    if (condition.failed() || !condition.value.is_bool()) return *at;
    at = condition.value.as_bool() ? choice->if_true : choice->if_false;
  }
}

// True when the argument has no value any more. Mistakes are left to folding.
bool becomes_null(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr) {
  const hcl::Expr& rest = chosen(folding, scope, expr);
  const bool literal = rest.kind == hcl::ExprKind::Object || rest.kind == hcl::ExprKind::Tuple;
  if (literal) return false;
  const Trial trial = known_value(folding, scope, rest);
  return !trial.failed() && trial.value.is_null();
}

bool fold_value_argument(Folding& folding, const eval::Scope& scope, const hcl::Attribute& argument,
                         BodyKind kind, Changes& changes) {
  const hcl::Expr& expr = *argument.value;
  const Uses uses = find_uses(folding, folding.context().diags, scope, expr);
  if (uses.use == Use::Foreign) return false;
  // An output must have a value, and may be null.
  const bool must_stay = kind == BodyKind::Output && argument.name == "value";
  if (uses.use == Use::Known && !must_stay && becomes_null(folding, scope, expr)) return true;
  fold_expression(folding, scope, expr, Place::Argument, changes);
  return false;
}

}  // namespace

bool fold_argument(Folding& folding, const eval::Scope& scope, const hcl::Attribute& argument, BodyKind kind,
                   Changes& changes) {
  switch (reading_of(kind, argument.name)) {
    case Reading::Untouched: return false;
    case Reading::Reference: return fold_references(folding, scope, *argument.value, changes);
    case Reading::Words: fold_words(folding, scope, *argument.value, kind, changes); return false;
    case Reading::Value: break;
  }
  return fold_value_argument(folding, scope, argument, kind, changes);
}

}  // namespace blueprint::fold
