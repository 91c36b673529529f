// Fixes of Terraform's JSON form.

#pragma once

#include <optional>
#include <span>

#include "lint/fix.h"

namespace blueprint::lint {

// As fix_block(), of a block of a .tf.json file. What is added is laid out as the
// object around it is; nothing else is formatted.
std::optional<Fix> fix_json(const Sources& sources, const hcl::Block& block, std::span<const FixStep> steps);

}  // namespace blueprint::lint
