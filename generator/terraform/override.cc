#include "terraform/override.h"

#include <algorithm>

namespace blueprint::terraform {
namespace {

bool same_header(const hcl::Block& a, const hcl::Block& b) {
  return a.type == b.type &&
         std::ranges::equal(a.labels, b.labels, {}, &hcl::BlockLabel::text, &hcl::BlockLabel::text);
}

hcl::Body merged(Arena& arena, const hcl::Body& base, const hcl::Body& over) {
  std::vector<hcl::Attribute> attributes(base.attributes.begin(), base.attributes.end());
  for (const hcl::Attribute& attribute : over.attributes) {
    const auto same = std::ranges::find(attributes, attribute.name, &hcl::Attribute::name);
    if (same == attributes.end()) {
      attributes.push_back(attribute);
    } else {
      *same = attribute;
    }
  }
  std::vector<hcl::Block> blocks;
  for (const hcl::Block& block : base.blocks) {
    if (!over.block(block.type)) blocks.push_back(block);
  }
  blocks.insert(blocks.end(), over.blocks.begin(), over.blocks.end());
  return {.attributes = arena.copy(attributes), .blocks = arena.copy(blocks), .span = base.span};
}

// The file and place of the block that `over` changes; nullptr when there is none.
const hcl::Block* overridden(const hcl::File& file, const hcl::Block& over) {
  const auto found = std::ranges::find_if(file.body.blocks,
                                          [&](const hcl::Block& block) { return same_header(block, over); });
  return found == file.body.blocks.end() ? nullptr : &*found;
}

}  // namespace

void merge_override(std::vector<hcl::File>& files, hcl::File overriding) {
  std::vector<hcl::Block> added;
  for (const hcl::Block& over : overriding.body.blocks) {
    const auto file = std::ranges::find_if(
        files, [&](const hcl::File& candidate) { return overridden(candidate, over) != nullptr; });
    if (file == files.end()) {
      added.push_back(over);
      continue;
    }
    std::vector<hcl::Block> blocks(file->body.blocks.begin(), file->body.blocks.end());
    hcl::Block& block = blocks[std::size_t(overridden(*file, over) - file->body.blocks.data())];
    block.body = merged(*file->arena, block.body, over.body);
    file->body.blocks = file->arena->copy(blocks);
  }
  overriding.body.blocks = overriding.arena->copy(added);
  files.push_back(std::move(overriding));
}

}  // namespace blueprint::terraform
