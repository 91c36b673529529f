// Names and counts: what can be told without evaluating anything.

#pragma once

#include <vector>

#include "hcl/syntax.h"
#include "schema/bodies.h"
#include "schema/fault.h"

namespace blueprint::schema {

// Adds a fault for every argument and nested block of `block` that `body` does
// not have or not in this form, that is missing, and of which there are too many.
void check_structure(std::vector<Fault>& faults, Bodies& bodies, const Body& body, const hcl::Block& block);

// What `block` itself means to Terraform, whatever its provider says: `count`, `lifecycle`.
bool is_meta_argument(const hcl::Block& block, std::string_view name);
bool is_meta_block(const hcl::Block& block, std::string_view name);

// Whether `typed` is `meant` but for a few letters in one place.
bool is_misspelt(std::string_view typed, std::string_view meant);

// A nested block as the provider sees it: a `dynamic` one is its content.
struct Nested {
  std::string_view type{};
  const hcl::Body* body = nullptr;  // nullptr: a `dynamic` without content.
  bool is_dynamic = false;
};

Nested nested(const hcl::Block& block);

}  // namespace blueprint::schema
