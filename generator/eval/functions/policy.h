// IAM policies: their statements in one shape, however they were written.

#pragma once

#include <optional>

#include "eval/value.h"

namespace blueprint::eval {

// The statements of a policy given as a value, each an object of: sid, effect,
// actions, not_actions, resources, not_resources (lists of text), principals,
// not_principals (objects of type to list; "*" is {"*" = ["*"]}) and
// conditions (a list of {test, variable, values}). nullopt when `policy` is no
// policy. Parts that are unknown stay so.
std::optional<Value> policy_statements(const Value& policy);

}  // namespace blueprint::eval
