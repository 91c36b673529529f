#include "terraform/fragment.h"

#include <algorithm>
#include <array>
#include <set>

#include "support/strings.h"
#include "terraform/names.h"

namespace blueprint::terraform {
namespace {

constexpr std::size_t kMostNamed = 3;
constexpr std::size_t kManyMissing = 3;

bool declares(const Folder& folder, std::string_view address) {
  return std::ranges::any_of(folder.files, [&](const hcl::File& file) {
    return std::ranges::any_of(file.body.blocks, [&](const hcl::Block& block) {
      return std::ranges::any_of(declared_by(block), [&](const auto& one) { return one.first == address; });
    });
  });
}

template <typename Says>
bool says(const Folder& folder, Says block_says) {
  return !folder.values.empty() || folder.has_encrypted_values || !folder.locks.empty() ||
         std::ranges::any_of(folder.files, [&](const hcl::File& file) {
           return std::ranges::any_of(file.body.blocks, block_says);
         });
}

// Whether something says that Terraform is run in the folder, or that it is to be called.
bool is_run(const Folder& folder) {
  return says(folder, [](const hcl::Block& block) {
    return block.type == "terraform" || block.type == "provider" || block.type == "variable";
  });
}

// The same of more than the versions that it needs.
bool is_configured(const Folder& folder) {
  return says(folder, [](const hcl::Block& block) {
    return block.type == "provider" || block.type == "variable" ||
           (block.type == "terraform" && (block.body.block("backend") || block.body.block("cloud")));
  });
}

// "`var.a`, `var.b`, `var.c` and 2 more"
std::string listed(std::span<const Missing> missing) {
  std::vector<std::string_view> names;
  for (const Missing& one : missing) {
    if (!std::ranges::count(names, one.fault.name)) names.push_back(one.fault.name);
  }
  const std::size_t shown = names.size() > kMostNamed + 1 ? kMostNamed : names.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == names.size();
    text += concat(i == 0 ? "" : is_last ? " and " : ", ", "`", names[i], "`");
  }
  return shown < names.size() ? concat(text, " and ", std::to_string(names.size() - shown), " more") : text;
}

}  // namespace

bool holds_templates(std::string_view path) {
  constexpr std::array<std::string_view, 8> kWords = {"mixin",   "mixins",      "template", "templates",
                                                      "snippet", "boilerplate", "skeleton", "scaffold"};
  const auto is_word = [&](std::string_view name) {
    return std::ranges::count(kWords, name) > 0 || name.ends_with("-templates") ||
           name.ends_with("_templates");
  };
  return std::ranges::any_of(split(path, '/'), is_word);
}

std::vector<FaultOfBlock> judge_missing(Folders& folders, const Folder& folder, bool is_called,
                                        std::vector<Missing> missing, std::size_t found) {
  const auto is_elsewhere = [&](const Missing& one) {
    return std::ranges::any_of(folders.with_copy_of(folder, one.fault.span.file),
                               [&](const Folder* other) { return declares(*other, one.fault.name); });
  };
  std::set<std::string_view> names;
  for (const Missing& one : missing) names.insert(one.fault.name);
  const bool is_little_of_it = names.size() >= kManyMissing && names.size() > found;
  const auto is_own = [](const Missing& one) { return one.is_own; };
  const bool is_fragment =
      !is_called && (holds_templates(folder.path) || (is_little_of_it && !is_configured(folder)) ||
                     (!is_run(folder) && std::ranges::none_of(missing, is_own)));
  const auto first = is_fragment
                         ? missing.begin()
                         : std::stable_partition(missing.begin(), missing.end(),
                                                 [&](const Missing& one) { return !is_elsewhere(one); });
  std::vector<FaultOfBlock> faults;
  for (auto one = missing.begin(); one != first; ++one) {
    faults.push_back({.block = one->block, .fault = std::move(one->fault)});
  }
  if (first == missing.end()) return faults;
  faults.push_back(
      {.block = first->block,
       .fault = {.check = "fragment", .span = first->fault.span, .name = listed({first, missing.end()})}});
  return faults;
}

}  // namespace blueprint::terraform
