#include "fold/trial.h"

namespace blueprint::fold {

eval::Context with_diags(const eval::Context& context, Diagnostics& diags) {
  return {.diags = diags,
          .sources = context.sources,
          .module_dir = context.module_dir,
          .limits = context.limits,
          .lenient = context.lenient,
          .any_shape = context.any_shape,
          .hushed = context.hushed,
          .steps = context.steps,
          .depth = context.depth};
}

Trial try_evaluate(eval::Context& context, const hcl::Expr& expr, const eval::Scope& scope) {
  Trial result;
  eval::Context trial = with_diags(context, result.diags);
  result.value = evaluate(trial, expr, scope);
  context.steps = trial.steps;
  return result;
}

}  // namespace blueprint::fold
