// Addresses of blocks: "aws_vpc.this", "data.aws_region.current", "module.edge".

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fold/fold.h"
#include "hcl/syntax.h"

namespace blueprint::fold {

// The address of a block of type `type` with these labels; empty for blocks
// that nothing refers to by a label of theirs.
std::string block_address(std::string_view type, std::span<const std::string_view> labels);
std::vector<std::string_view> labels_of(const hcl::Block& block);

// True for a block that has an address: resource, data, ephemeral, module.
bool is_addressed(std::string_view block_type);

// The names of a traversal, `aws_vpc.this.id`; empty when `expr` is anything else.
std::vector<std::string_view> traversal(const hcl::Expr& expr);
std::string joined(std::span<const std::string_view> path);

// A block that the beginning of `path` names, and how many names that took.
struct BlockReference {
  const Declared::Block* block = nullptr;
  std::size_t used = 0;
};
std::optional<BlockReference> find_block(const Declared& declared, std::span<const std::string_view> path);

// What a reference to the whole block stands for: a symbol, a list of it, nothing.
eval::Value block_value(const Declared::Block& block);
bool is_removed(const Declared::Block& block);

// The removed block that a chain of `.x` and `[i]` begins with, or nullptr.
const Declared::Block* removed_base(const Declared& declared, const hcl::Expr& expr);

}  // namespace blueprint::fold
