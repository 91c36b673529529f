// `moved`, `removed` and `import` blocks that Terraform refuses.

#pragma once

#include <vector>

#include "terraform/fault.h"

namespace blueprint::terraform {

// Checks: "move-without-effect" (a `moved` or `removed` block of what is still
// declared, or that moves a thing to itself; `why` says which), "move-twice" (a
// second move of the same thing elsewhere), "import-without-target" (`name` is
// declared nowhere).
std::vector<FaultOfBlock> move_faults(const Folder& folder);

}  // namespace blueprint::terraform
