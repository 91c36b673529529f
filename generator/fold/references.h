// Arguments that hold references rather than values: depends_on and the like.

#pragma once

#include "fold/folding.h"

namespace blueprint::fold {

// Adds the changes that fold a list of references: those to blocks that were
// removed go away. True when none is left.
bool fold_references(Folding& folding, const eval::Scope& scope, const hcl::Expr& list, Changes& changes);

// The same for one reference, which stays.
void fold_reference(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr, Changes& changes);

}  // namespace blueprint::fold
