// Folds one argument.

#pragma once

#include "fold/body.h"

namespace blueprint::fold {

// Adds the changes that fold `argument`; true when it is to be taken out,
// because it is null now.
bool fold_argument(Folding& folding, const eval::Scope& scope, const hcl::Attribute& argument, BodyKind kind,
                   Changes& changes);

}  // namespace blueprint::fold
