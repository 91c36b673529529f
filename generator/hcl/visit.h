// Walks over syntax trees.

#pragma once

#include <functional>

#include "hcl/syntax.h"

namespace blueprint::hcl {

// Calls `visit` for every expression of `body`, with all its nested blocks: each
// before the expressions inside it.
void each_expression(const Body& body, const std::function<void(const Expr&)>& visit);
// The same for `expr` itself and all inside it.
void each_expression(const Expr& expr, const std::function<void(const Expr&)>& visit);

}  // namespace blueprint::hcl
