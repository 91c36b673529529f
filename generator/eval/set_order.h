// The order in which Terraform iterates sets.

#pragma once

#include <vector>

#include "eval/value.h"

namespace blueprint::eval {

// Sorts the elements of a set and drops repeated ones. Strings are in the order
// of their bytes, numbers by value, false before true; anything else by the text
// that Terraform hashes. Unknown elements come last and are never repetitions,
// unless they are the same symbol.
void order_set(std::vector<Value>& items);

}  // namespace blueprint::eval
