#include "terraform/certain_values.h"

namespace blueprint::terraform {

std::vector<eval::Value> CertainValues::of(const hcl::Block& block) {
  if (!module_) {
    module_ = std::make_unique<Module>(ignored_, sources_, folders_, root_, Variables::OnlyCertain);
    collect(*module_);
  }
  std::vector<eval::Value> values;
  const auto [first, last] = values_.equal_range(&block);
  for (auto value = first; value != last; ++value) values.push_back(value->second);
  return values;
}

void CertainValues::collect(const Module& module) {
  for (const Block& block : module.blocks()) values_.emplace(block.syntax, block.value);
  for (const Module* called : module.calls()) collect(*called);
}

}  // namespace blueprint::terraform
