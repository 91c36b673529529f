// The names of a module, checked as Terraform checks them: what refers to
// nothing, what nothing refers to, what is said twice.
//
// Not every folder is a module by itself: some hold fragments that people, or
// programs such as Terragrunt, complete. They are told as such, once, instead of
// each name that they miss.

#pragma once

#include <vector>

#include "terraform/fault.h"
#include "terraform/folder.h"

namespace blueprint::terraform {

// Checks: "undeclared": a reference to what nothing declares; `why` is "dynamic" in
// the content of a dynamic block, which Terraform reads when it makes one. "fragment": a folder
// that something else completes; `name` lists what it refers to and does not
// declare. "unused": a variable, local or data source that nothing refers to.
// "duplicate": a second declaration. "unknown-input", "missing-input",
// "unknown-output": of a call of a module that is on the disk. "missing-key",
// "unexpected-key": a reference to one of several without saying which, and to
// the only one as if it were several.
std::vector<FaultOfBlock> name_faults(Folders& folders, const Folder& folder, bool is_called);

// What `block` declares, by address; `locals` declare several.
std::vector<std::pair<std::string, Span>> declared_by(const hcl::Block& block);

}  // namespace blueprint::terraform
