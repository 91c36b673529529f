// What an expression or block refers to.

#pragma once

#include <set>
#include <string>

#include "hcl/syntax.h"

namespace blueprint::terraform {

// Adds the addresses ("aws_vpc.this", "data.aws_region.current", "var.cidr",
// "local.zones", "module.vpc.id") that `body`, with all its nested blocks, names.
void collect_references(std::set<std::string>& found, const hcl::Body& body);
void collect_references(std::set<std::string>& found, const hcl::Expr& expr);

}  // namespace blueprint::terraform
