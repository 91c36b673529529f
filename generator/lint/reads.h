// What a clause reads of the things it looks at, as far as its text tells: so that
// what was found out about one instance of a block need not be found out again
// about others that are like it in all that was read.

#pragma once

#include <string_view>
#include <vector>

#include "hcl/syntax.h"

namespace blueprint::lint {

struct Reads {
  // Everything that decides whether and where the clause finds something is listed
  // here. Otherwise it reads more than its text tells, such as all of `self`.
  bool is_complete = false;
  std::vector<std::string_view> of_self{};  // Arguments.
  bool all_of_self = false;                 // Every one of them.
  // The types of `related.A.related.B`, for each of these.
  std::vector<std::vector<std::string_view>> related{};
  std::vector<std::string_view> of_related{};  // Arguments of what is related.
  bool compares = false;      // With all others of a type: what is alike in two modules is not the same then.
  bool names_itself = false;  // By its address.
};

// Of the expressions of a clause: where it looks, when it finds something, and at which place.
// All may be null. The views point into the expressions.
Reads reads_of(const hcl::Expr* each, const hcl::Expr* when, const hcl::Expr* at);

}  // namespace blueprint::lint
