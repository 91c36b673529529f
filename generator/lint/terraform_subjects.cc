#include "lint/terraform_subjects.h"

#include <map>

#include "lint/name_relations.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

// "aws_subnet.private["a"]" is an instance of "aws_subnet.private".
std::string_view without_key(std::string_view address) { return address.substr(0, address.find('[')); }

std::string_view selector_of(const terraform::Block& block) {
  return block.kind == "resource" || block.kind == "data" ? std::string_view(block.kind) : "block";
}

}  // namespace

void add_subjects(std::vector<Subject>& subjects, const terraform::Module& module, std::size_t group) {
  const std::size_t first = subjects.size();
  std::multimap<std::string_view, std::size_t> by_address;
  for (const terraform::Block& block : module.blocks()) {
    by_address.emplace(without_key(block.address), subjects.size());
    const bool typed = block.kind == "resource" || block.kind == "data";
    subjects.push_back({.language = Language::Terraform,
                        .select = std::string(selector_of(block)),
                        .type = typed ? block.type : block.kind,
                        .address = block.address,
                        .name = block.name,
                        .self = block.value,
                        .head = block.syntax->header,
                        .syntax = block.syntax,
                        .locate = [syntax = block.syntax](
                                      std::string_view path) { return terraform::locate(*syntax, path); },
                        .group = group});
  }
  std::size_t i = first;
  for (const terraform::Block& block : module.blocks()) {
    for (const std::string& reference : block.references) {
      const auto [begin, end] = by_address.equal_range(reference);
      for (auto it = begin; it != end; ++it) subjects[i].refers_to.push_back(it->second);
    }
    ++i;
  }
  relate_by_name(subjects, first);
}

}  // namespace blueprint::lint
