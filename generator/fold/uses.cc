#include "fold/uses.h"

#include <algorithm>

#include "fold/address.h"
#include "fold/trial.h"
#include "fold/walk.h"

namespace blueprint::fold {

using eval::Value;

namespace {

// A symbol that begins with the same name is the same reference.
Use use_of(const eval::Scope::Found& found, std::span<const std::string_view> path) {
  const std::string_view text = found.value.symbol_text();
  if (text.empty()) return Use::Known;
  if (text == joined(path.first(std::min(found.used, path.size())))) return Use::Foreign;
  return text.starts_with(path[0]) && text.substr(path[0].size()).starts_with(".") ? Use::Renamed
                                                                                   : Use::Known;
}

void add_uses(Uses& uses, eval::Context& context, const eval::Scope& scope, const hcl::Expr& expr) {
  if (expr.kind == hcl::ExprKind::SplatItem) uses.splat_item = true;
  if (const auto path = traversal(expr); !path.empty()) {
    const std::size_t before = context.diags.size();
    const auto found = scope.find(context, path, expr.span);
    // A name that nothing is called is reported, and left alone.
    if (found && context.diags.size() == before) uses.use = std::max(uses.use, use_of(*found, path));
    return;
  }
  const bool is_splat = expr.kind == hcl::ExprKind::Splat;
  const bool outer_item = uses.splat_item;
  for_each_part(expr, [&](const Part& part) {
    eval::LocalScope inner(&scope);
    shadow(inner, part.names);
    add_uses(uses, context, part.names.empty() ? scope : inner, part.expr);
  });
  // The items of a splat inside of `expr` are its own affair.
  if (is_splat) uses.splat_item = outer_item;
}

}  // namespace

Uses find_uses(Folding& folding, Diagnostics& diags, const eval::Scope& scope, const hcl::Expr& expr) {
  Uses uses;
  eval::Context context = with_diags(folding.context(), diags);
  add_uses(uses, context, scope, expr);
  folding.context().steps = context.steps;
  return uses;
}

Span first_origin(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr) {
  if (const auto path = traversal(expr); !path.empty()) {
    Diagnostics ignored;
    if (find_uses(folding, ignored, scope, expr).use != Use::Known) return {};
    return try_evaluate(folding.context(), expr, scope).value.origin();
  }
  Span result{};
  for_each_part(expr, [&](const Part& part) {
    if (result) return;
    eval::LocalScope inner(&scope);
    shadow(inner, part.names);
    result = first_origin(folding, part.names.empty() ? scope : inner, part.expr);
  });
  return result;
}

void shadow(eval::LocalScope& scope, std::span<const std::string_view> names) {
  for (const std::string_view name : names) scope.set(name, Value::symbol(std::string(name)));
}

}  // namespace blueprint::fold
