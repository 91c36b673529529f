// Conditionals whose two results no type fits: Terraform refuses them, whatever
// the condition is.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "terraform/fault.h"
#include "terraform/module.h"

namespace blueprint::terraform {

// Checks: "results-disagree", in these folders of a root. Only what no value of
// a variable can mend, and what does not hang on the type of an attribute that
// its provider knows better than the code.
std::vector<FaultOfBlock> conditional_faults(const Sources& sources, const Module& root,
                                             const std::set<std::string>& of);

}  // namespace blueprint::terraform
