// Evaluations whose mistakes are looked at before they are reported.

#pragma once

#include "eval/evaluate.h"

namespace blueprint::fold {

struct Trial {
  eval::Value value{};
  Diagnostics diags{};

  bool failed() const { return diags.has_errors(); }
};

// The work done counts for `context`; its diagnostics stay as they are.
Trial try_evaluate(eval::Context& context, const hcl::Expr& expr, const eval::Scope& scope);

// `context` with other diagnostics.
eval::Context with_diags(const eval::Context& context, Diagnostics& diags);

}  // namespace blueprint::fold
