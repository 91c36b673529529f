#include <algorithm>
#include <array>
#include <ranges>

#include "eval/evaluator.h"
#include "eval/operators.h"
#include "support/short_list.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// More names of one traversal than these are looked up one by one.
constexpr std::size_t kMostNames = 16;

}  // namespace

Value Evaluator::traversal(const hcl::Expr& expr, const Scope& scope) {
  ShortList<const hcl::Expr*, kMostNames> backwards;
  const hcl::Expr* root = &expr;
  while (root->kind == hcl::ExprKind::Attr || root->kind == hcl::ExprKind::Index) {
    backwards.push_back(root);
    root = root->kind == hcl::ExprKind::Attr ? static_cast<const hcl::Attr*>(root)->object
                                             : static_cast<const hcl::Index*>(root)->collection;
  }
  ShortList<const hcl::Expr*, kMostNames> steps;
  for (const hcl::Expr* next : backwards.items() | std::views::reverse) steps.push_back(next);
  std::size_t used = 0;
  const auto* name = hcl::as<hcl::Name>(root);
  Value value = name ? root_value(*name, steps.items(), scope, used) : evaluate(*root, scope);
  for (const hcl::Expr* next : steps.items().subspan(used)) value = step(value, *next, scope);
  return value;
}

// The value of the longest part of the traversal that the scope knows; `used`
// becomes the number of steps behind the root in it.
Value Evaluator::root_value(const hcl::Name& root, std::span<const hcl::Expr* const> steps,
                            const Scope& scope, std::size_t& used) {
  std::array<std::string_view, kMostNames> names;
  names[0] = root.name;
  std::size_t count = 1;
  Span at = root.span;
  for (const hcl::Expr* next : steps) {
    const auto* attr = hcl::as<hcl::Attr>(next);
    if (!attr || count == kMostNames) break;
    names[count++] = attr->name;
    at.end = attr->name_span.end;
  }
  const std::size_t before = mark();
  std::optional<Scope::Found> found = scope.find(context_, std::span(names).first(count), at);
  if (!found) {
    if (failed_since(before)) return Value::unknown();
    return fail("eval/unknown-name", concat("`", root.name, "` is not defined here"), root.span);
  }
  used = std::clamp<std::size_t>(found->used, 1, count) - 1;
  return std::move(found->value);
}

Value Evaluator::step(const Value& from, const hcl::Expr& expr, const Scope& scope) {
  if (const auto* attr = hcl::as<hcl::Attr>(&expr))
    return attribute(context_, from, attr->name, attr->name_span);
  const auto& by_key = static_cast<const hcl::Index&>(expr);
  return index(context_, from, evaluate(*by_key.key, scope), by_key.key->span);
}

}  // namespace blueprint::eval
