// The names of a module, checked as Terraform checks them: what refers to
// nothing, what nothing refers to, what is said twice.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "terraform/folder.h"

namespace blueprint::terraform {

// What is wrong; rules select it by `check`:
// "undeclared": a reference to what nothing declares. "unused": a variable,
// local or data source that nothing refers to. "duplicate": a second declaration.
// "unknown-input", "missing-input", "unknown-output": of a call of a module that
// is on the disk. And those of old_syntax.h.
struct NameFault {
  // "undeclared": a reference to what nothing declares. "unused": a variable,
  // local or data source that nothing refers to. "duplicate": a second
  // declaration. "unknown-input", "missing-input", "unknown-output": of a call
  // of a module that is on the disk.
  std::string_view check{};
  Span span{};
  std::string name{};  // "var.x", "local.y", "aws_vpc.z", "size"
  std::string in{};    // Inputs and outputs: which module.
  std::string near{};  // The name that is probably meant; may be empty.
};

// The faults of a folder, each with the top-level block it is in.
struct FaultOfBlock {
  const hcl::Block* block = nullptr;
  NameFault fault{};
};
std::vector<FaultOfBlock> name_faults(Folders& folders, const Folder& folder);

}  // namespace blueprint::terraform
