// Override files: override.tf and *_override.tf change blocks of other files.

#pragma once

#include <vector>

#include "hcl/syntax.h"

namespace blueprint::terraform {

// Merges the blocks of `overriding` into those of `files` as Terraform does:
// its arguments replace those of the same name, its nested blocks all those of
// the same type. A block that overrides none is added. `overriding` is kept
// among `files`, for it owns text of the tree.
void merge_override(std::vector<hcl::File>& files, hcl::File overriding);

}  // namespace blueprint::terraform
