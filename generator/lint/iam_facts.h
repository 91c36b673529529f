// What an IAM policy lets its holder do everywhere: what rules know as `iam`.
//
// A policy is a set of actions × resources × conditions. What matters here is
// the part without constraint: allowed on every resource, under no condition,
// and not denied in the same way. A statement that is not known adds nothing.

#pragma once

#include <string_view>

#include "catalog/files.h"
#include "lint/subject.h"

namespace blueprint::lint {

// `iam.MEMBER` of the policies that a resource or policy document holds, each a
// list that stops at twenty:
//   write, permissions, tagging, read, list  actions of this access level that could be restricted to
//   resources restrictable   the same, of any level credentials, exfiltration   actions that give these away
//   escalations    ways to more rights, each { actions, how }
// Unknown when `subject` holds no policy, or `member` is none of these.
eval::Value iam_facts(const catalog::Library& library, const Subject& subject, std::string_view member);

}  // namespace blueprint::lint
