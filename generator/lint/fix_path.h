// The paths that fixes name, in syntax trees of HCL and of its JSON form.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "hcl/syntax.h"

namespace blueprint::lint {

// One part of "ingress[1].cidr_blocks".
struct PathStep {
  std::string_view name{};
  std::size_t index = 0;
};

std::optional<std::vector<PathStep>> steps_of(std::string_view path);

// The block that the step means, or nullptr.
const hcl::Block* nth(const hcl::Body& body, PathStep step);

// Are blocks of this type made by a `dynamic` block?
bool is_dynamic(const hcl::Body& body, std::string_view type);

// Written out, so that nobody can have meant something else elsewhere.
bool is_literal(const hcl::Expr& expr);

}  // namespace blueprint::lint
