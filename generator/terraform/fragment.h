// Folders that are no modules by themselves.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/fault.h"
#include "terraform/folder.h"

namespace blueprint::terraform {

// A reference to what its folder does not declare.
struct Missing {
  const hcl::Block* block = nullptr;
  Fault fault{};
  // Whether the folder itself must have meant to declare it: it declares
  // something of nearly that name or, of resources and data sources, any other one.
  bool is_own = false;
};

// Whether a folder is called like one that holds what is copied into others.
bool holds_templates(std::string_view path);

// What `missing`, the undeclared references of `folder`, comes to: each as it
// is, or one fault "fragment" for those that are not to be declared here.
//
// `found` says how many names it uses that it does declare.
//
// A reference is not, when the same file stands in another folder that declares
// the name: this one holds the template of it. And none is, when nothing says
// that Terraform is ever run in the folder or that it is called (no `terraform`,
// `provider` or `variable` block, no values, no lock), unless it is its own and
// no more is missing than is there; nor in a folder called `templates` or the like.
std::vector<FaultOfBlock> judge_missing(Folders& folders, const Folder& folder, bool is_called,
                                        std::vector<Missing> missing, std::size_t found);

}  // namespace blueprint::terraform
