// What is wrong with the code of a module whatever its values are: names that
// nothing declares or nothing uses, and syntax that nobody should write any more.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "support/edit.h"
#include "terraform/folder.h"

namespace blueprint::terraform {

struct Fault {
  std::string_view check{};  // Rules select faults by it; the headers that find them say which there are.
  Span span{};
  std::string name{};         // "var.x", "local.y", "aws_vpc.z", "size"
  std::string in{};           // Inputs and outputs: which module.
  std::string near{};         // The name that is probably meant; may be empty.
  std::string why{};          // Where the check alone does not tell it.
  std::vector<Edit> edits{};  // What mends it for certain; may be none.
};

// The faults of a folder, each with the top-level block it is in.
struct FaultOfBlock {
  const hcl::Block* block = nullptr;
  Fault fault{};
};

// Whether anybody wants to know of what a check finds.
using Asked = std::function<bool(std::string_view check)>;

// All faults of a folder's blocks. `is_called`: as a module, by another one.
std::vector<FaultOfBlock> find_faults(const Sources& sources, Folders& folders, const Folder& folder,
                                      bool is_called);

}  // namespace blueprint::terraform
