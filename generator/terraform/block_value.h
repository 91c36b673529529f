// The body of a block as a value.

#pragma once

#include "eval/evaluate.h"
#include "hcl/syntax.h"

namespace blueprint::terraform {

// Arguments by name, nested blocks as lists of objects by type, `dynamic`
// blocks expanded. A `dynamic` over an unknown collection makes one block, of
// which all that its content says by itself is known. Meta-arguments (`count`, `for_each`) are left out.
eval::Value block_value(eval::Context& context, const hcl::Body& body, const eval::Scope& scope);

}  // namespace blueprint::terraform
