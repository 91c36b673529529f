// Evaluates the `file` and `release` blocks of components' .hcl files.

#pragma once

#include <functional>
#include <string_view>

#include "hcl/syntax.h"
#include "plan/plan.h"

namespace blueprint::emit {

// One use of a block: with `for_each`, one per element.
struct BlockUse {
  Plan& plan;
  const Instance& instance;
  const hcl::Block& block;
  const eval::Scope& scope;  // Knows `each` when the block has a for_each.

  // The value of an argument; null when the block has none.
  eval::Value value(std::string_view argument) const;
  // The same of an argument that must be text; empty when it is not (reported).
  std::string text(std::string_view argument) const;
  // The same, wholly known: a part known only after apply is an error that
  // names this place and the export it came from, and makes the result null.
  eval::Value known(std::string_view argument) const;
};

// Calls `use` for every block of type `type` in the files below `folder` ("kubernetes/").
void for_each_block(Plan& plan, std::string_view folder, std::string_view type,
                    const std::function<void(const BlockUse&)>& use);

}  // namespace blueprint::emit
