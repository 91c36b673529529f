// Folds one block, with its label and its fate.

#pragma once

#include "fold/body.h"

namespace blueprint::fold {

// Adds the changes that fold `block`, which stands in a body of kind `parent`;
// true when it is to be taken out.
bool fold_block(Folding& folding, const eval::Scope& scope, const hcl::Block& block, BodyKind parent,
                Changes& changes);

}  // namespace blueprint::fold
