// `dynamic` blocks: what they say, and their elements once they are known.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/evaluate.h"
#include "hcl/syntax.h"

namespace blueprint::fold {

struct Dynamic {
  std::string_view type{};      // Of the blocks it makes.
  std::string_view iterator{};  // The name that stands for the element.
  const hcl::Attribute* for_each = nullptr;
  const hcl::Attribute* labels = nullptr;  // May be absent.
  const hcl::Block* content = nullptr;
};

// nullopt, and an error, when `block` lacks one of its parts.
std::optional<Dynamic> read_dynamic(Diagnostics& diags, const hcl::Block& block);

// What the iterator stands for, once per element: `{ key, value }`.
std::vector<eval::Value> dynamic_elements(const eval::Value& collection);

// The labels that one element gives; nullopt when they are not known text.
std::optional<std::vector<std::string>> dynamic_labels(eval::Context& context, const Dynamic& dynamic,
                                                       const eval::Scope& scope);

}  // namespace blueprint::fold
