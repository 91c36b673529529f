// Habits of Terraform's users, and what its own style guide asks for.

#pragma once

#include <vector>

#include "terraform/fault.h"

namespace blueprint::terraform {

// Checks: "not-snake-case" (the name of a declaration), "unused-provider" (of
// required_providers), "remote-workspace" (terraform.workspace beside a backend
// "remote"), "old-lookup" (lookup() without a default), "no-validation" (a variable that takes any text).
std::vector<FaultOfBlock> convention_faults(const Folder& folder);

}  // namespace blueprint::terraform
