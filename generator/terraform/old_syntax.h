// Expressions that Terraform takes and nobody should write any more, or that
// are certainly a mistake.

#pragma once

#include <vector>

#include "terraform/fault.h"

namespace blueprint::terraform {

// Checks: "old-interpolation" ("${x}" for x), "old-index" (x.0 for x[0]),
// "duplicate-key" (of an object), "empty-comparison" (x == [], which is never
// true of a list), "quoted-type" (type = "string").
std::vector<Fault> syntax_faults(const hcl::Block& block);

}  // namespace blueprint::terraform
