#include "fold/known.h"

#include "fold/address.h"
#include "fold/walk.h"
#include "support/strings.h"

namespace blueprint::fold {

namespace {

struct Removed {
  Span span{};
  const Declared::Block* block = nullptr;
};

bool overlap(Span a, Span b) { return a.file == b.file && a.begin < b.end && b.begin < a.end; }

// The longest chain of `.x` and `[i]` on a removed block that touches `at`.
std::optional<Removed> find_removed(const Declared& declared, const hcl::Expr& expr, Span at) {
  const bool chain = expr.kind == hcl::ExprKind::Attr || expr.kind == hcl::ExprKind::Index;
  if (chain && overlap(expr.span, at)) {
    if (const Declared::Block* block = removed_base(declared, expr)) return Removed{expr.span, block};
  }
  std::optional<Removed> result;
  for_each_part(expr, [&](const Part& part) {
    if (!result) result = find_removed(declared, part.expr, at);
  });
  return result;
}

}  // namespace

Trial decided_value(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr) {
  folding.text_scope.see_through_locals = true;
  Trial result = try_evaluate(folding.context(), expr, scope);
  folding.text_scope.see_through_locals = false;
  return result;
}

Trial known_value(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr) {
  Trial result = try_evaluate(folding.context(), expr, scope);
  if (result.failed() || is_printable(result.value)) return result;
  Trial decided = decided_value(folding, scope, expr);
  return !decided.failed() && decided.value.wholly_known() ? decided : result;
}

bool is_printable(const eval::Value& value) { return value.wholly_printable() && !value.is_sensitive(); }

void report(Folding& folding, const hcl::Expr& expr, const Diagnostics& mistakes) {
  for (const Diagnostic& mistake : mistakes.all()) {
    const auto removed =
        folding.declared ? find_removed(*folding.declared, expr, mistake.span) : std::nullopt;
    if (removed) {
      report_removed(folding.context().diags, removed->span, *removed->block);
    } else {
      folding.context().diags.add(mistake);
    }
  }
}

void report_removed(Diagnostics& diags, Span at, const Declared::Block& block) {
  const bool list = block.fate == Declared::Fate::RemovedList;
  diags.add(
      {.code = "fold/removed-reference",
       .message = concat("this refers to `", block.address, "`, which is not there"),
       .span = at,
       .labels = {{.span = block.span, .text = list ? "its `count` is 0" : "its `for_each` has no elements"}},
       .help = concat("refer to it only under its own condition, or with `one(", block.address, "[*].…)`")});
}

}  // namespace blueprint::fold
