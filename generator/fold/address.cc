#include "fold/address.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;

namespace {

std::size_t address_length(std::string_view root) { return root == "data" || root == "ephemeral" ? 3 : 2; }

}  // namespace

bool is_addressed(std::string_view block_type) {
  return block_type == "resource" || block_type == "data" || block_type == "ephemeral" ||
         block_type == "module";
}

std::string block_address(std::string_view type, std::span<const std::string_view> labels) {
  if (!is_addressed(type) || labels.size() != (type == "module" ? 1u : 2u)) return {};
  std::vector<std::string_view> path(labels.begin(), labels.end());
  if (type != "resource") path.insert(path.begin(), type);
  return joined(path);
}

std::vector<std::string_view> labels_of(const hcl::Block& block) {
  std::vector<std::string_view> result;
  for (const hcl::BlockLabel& label : block.labels) result.push_back(label.text);
  return result;
}

std::vector<std::string_view> traversal(const hcl::Expr& expr) {
  std::vector<std::string_view> path;
  const hcl::Expr* at = &expr;
  while (const auto* attr = hcl::as<hcl::Attr>(at)) {
    path.push_back(attr->name);
    at = attr->object;
  }
  const auto* name = hcl::as<hcl::Name>(at);
  if (!name) return {};
  path.push_back(name->name);
  std::ranges::reverse(path);
  return path;
}

std::string joined(std::span<const std::string_view> path) {
  std::string result;
  for (const std::string_view name : path) {
    if (!result.empty()) result += '.';
    result += name;
  }
  return result;
}

std::optional<BlockReference> find_block(const Declared& declared, std::span<const std::string_view> path) {
  if (path.empty()) return std::nullopt;
  const std::size_t length = address_length(path[0]);
  if (path.size() < length) return std::nullopt;
  const auto found = declared.blocks.find(joined(path.first(length)));
  if (found == declared.blocks.end()) return std::nullopt;
  return BlockReference{&found->second, length};
}

Value block_value(const Declared::Block& block) {
  switch (block.fate) {
    case Declared::Fate::Kept: return Value::symbol(block.renamed);
    case Declared::Fate::Single: return Value::tuple({Value::symbol(block.renamed)});
    case Declared::Fate::RemovedList: return Value::tuple({});
    case Declared::Fate::RemovedMap: return Value::object({});
  }
  return {};
}

bool is_removed(const Declared::Block& block) {
  return block.fate == Declared::Fate::RemovedList || block.fate == Declared::Fate::RemovedMap;
}

const Declared::Block* removed_base(const Declared& declared, const hcl::Expr& expr) {
  const hcl::Expr* at = &expr;
  while (true) {
    const auto found = find_block(declared, traversal(*at));
    if (found) return is_removed(*found->block) ? found->block : nullptr;
    if (const auto* index = hcl::as<hcl::Index>(at)) {
      at = index->collection;
    } else if (const auto* attr = hcl::as<hcl::Attr>(at)) {
      at = attr->object;
    } else {
      return nullptr;
    }
  }
}

}  // namespace blueprint::fold
