// Folds template strings: their known parts become text.

#pragma once

#include "fold/folding.h"

namespace blueprint::fold {

// Adds the changes that fold `text`. Quoted strings stay quoted strings and
// heredocs heredocs.
void fold_template(Folding& folding, const eval::Scope& scope, const hcl::Template& text, Changes& changes);

}  // namespace blueprint::fold
