// Security groups and network ACLs: what they let through, in one shape.

#pragma once

#include <span>
#include <string_view>

#include "eval/value.h"

namespace blueprint::eval {

// The rules of a Terraform resource of this type, or ("module") of a call of the public
// module terraform-aws-modules/security-group, each an object of:
// direction ("ingress", "egress"), allow, number (of an ACL's rule, else null),
// protocol ("tcp", "udp", "icmp", "icmpv6", "all" or as written), from and to
// (ports; 0 and 65535 where there is no limit), services (names of those at the
// ports that are not made for strangers: "SSH", "PostgreSQL"), cidrs (a list of
// text), open (whether one of them is every address) and at (their path).
// Parts that are unknown stay so; a type without rules has an empty list.
Value traffic_rules(std::string_view type, const Value& resource);

// The arguments of resources that it looks at, whatever their type; of a module's call it looks at all.
std::span<const std::string_view> traffic_arguments();

}  // namespace blueprint::eval
