// A `dynamic` block whose elements are known, as the blocks it stands for.

#pragma once

#include "fold/dynamic.h"
#include "fold/folding.h"

namespace blueprint::fold {

// Adds the change that puts the blocks in place of `block`; true when there
// are none, and it is to be taken out.
bool unroll(Folding& folding, const eval::Scope& scope, const hcl::Block& block, const Dynamic& dynamic,
            const eval::Value& collection, Changes& changes);

}  // namespace blueprint::fold
