// Statements of a resource policy that are for everybody.

#pragma once

#include "eval/value.h"

namespace blueprint::eval {

// Whether a statement, in the shape of policy_statements(), is known to allow
// something to everybody: its principal is anybody, and no condition says who
// they must be or where they come from.
bool admits_everybody(const Value& statement);

}  // namespace blueprint::eval
