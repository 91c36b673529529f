// Calls that stay calls: their result would be less readable than they are.

#pragma once

#include <string_view>

#include "hcl/syntax.h"

namespace blueprint::fold {

// jsonencode, templatefile and the like.
bool is_kept_call(std::string_view function);
// True when `expr` has such a call anywhere inside.
bool has_kept_call(const hcl::Expr& expr);

}  // namespace blueprint::fold
