// Values: whether what is known of an argument can be of its type, and whether
// it is for the code to set.

#pragma once

#include <vector>

#include "eval/value.h"
#include "hcl/syntax.h"
#include "schema/bodies.h"
#include "schema/fault.h"
#include "schema/limits.h"

namespace blueprint::schema {

// Adds a fault for every argument of `block`, at any depth, whose value or, where
// that is unknown, whose type Terraform could not convert to the argument's type,
// and for every known value of an attribute that only the provider sets. `value`
// is the block after evaluation; arguments in `seen` are passed over, and those
// found added.
void check_values(std::vector<Fault>& faults, Bodies& bodies, const Body& body, const hcl::Block& block,
                  const eval::Value& value, std::vector<const hcl::Attribute*>& seen);

// The same, and adds to `refused` a fault for every known text that `limits` do not allow.
void check_values(std::vector<Fault>& faults, std::vector<Fault>& refused, Bodies& bodies, Limits& limits,
                  const Body& body, const hcl::Block& block, const eval::Value& value,
                  std::vector<const hcl::Attribute*>& seen);

}  // namespace blueprint::schema
