// What an expression of a template is, as far as that is known now.

#pragma once

#include "fold/folding.h"
#include "fold/trial.h"

namespace blueprint::fold {

// The value of `expr` as text may show it: locals that stay are references,
// unless seeing through them makes the value wholly known.
Trial known_value(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr);

// The value of `expr` for decisions: locals stand for their values.
Trial decided_value(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr);

// True when `value` may be written in place of what gives it.
bool is_printable(const eval::Value& value);

// Reports the mistakes of evaluating `expr`. Those of a reference to a block
// that was removed say so.
void report(Folding& folding, const hcl::Expr& expr, const Diagnostics& mistakes);
void report_removed(Diagnostics& diags, Span at, const Declared::Block& block);

}  // namespace blueprint::fold
