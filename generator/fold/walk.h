// Visits the parts of an expression.

#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "hcl/syntax.h"

namespace blueprint::fold {

// One direct part of an expression.
struct Part {
  const hcl::Expr& expr;
  std::vector<std::string_view> names{};  // What `for`s around it, inside of the whole, bind.
};

// Calls `visit` for every direct part of `expr`, in source order, and of its
// template parts. A bare word that is the key of an object is no part.
void for_each_part(const hcl::Expr& expr, const std::function<void(const Part&)>& visit);

}  // namespace blueprint::fold
