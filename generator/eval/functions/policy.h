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
// The same of a policy that may also be a text in JSON, known in part or whole.
// Unknown when nothing of it is known.
std::optional<Value> policy_text_statements(const Value& policy, int max_depth);

}  // namespace blueprint::eval
