// `moved` blocks for components whose key changed (`was:`), so that Terraform
// renames what exists instead of replacing it.

#pragma once

#include "emit/emit.h"

namespace blueprint::emit {

// For every resource of `folded` whose address was another one under the
// instance's former key, a moved block. Empty when the instance has none.
MappedText moved_blocks(Plan& plan, const Instance& instance, const TemplateFile& file,
                        const MappedText& folded);

}  // namespace blueprint::emit
