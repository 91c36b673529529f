#include "lint/subject_index.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint::lint {
namespace {

using eval::Value;

// A data source reads what another root made; it is not one more of the resources that rules ask for.
std::string key(const Subject& subject) {
  return subject.select == "data" ? concat("data ", subject.type) : subject.type;
}

std::vector<std::size_t> without_repeats(std::vector<std::size_t> all) {
  std::ranges::sort(all);
  const auto repeated = std::ranges::unique(all);
  all.erase(repeated.begin(), repeated.end());
  return all;
}

}  // namespace

SubjectIndex::SubjectIndex(std::span<const Subject> group, std::size_t first)
    : group_(group), referred_by_(group.size()), neighbours_(group.size()) {
  for (std::size_t i = 0; i < group.size(); ++i) {
    by_type_[key(group[i])].push_back(i);
    for (const std::size_t to : group[i].refers_to) {
      referred_by_[to - first].push_back(i);
      neighbours_[i].push_back(to - first);
      neighbours_[to - first].push_back(i);
    }
  }
  for (std::vector<std::size_t>& near : neighbours_) near = without_repeats(std::move(near));
}

Value SubjectIndex::all(std::string_view type) const { return values(of_type(type)); }

Value SubjectIndex::related(const Subject& of, std::span<const std::string_view> types) const {
  return values(related_places(of, types));
}

std::vector<std::size_t> SubjectIndex::related_places(const Subject& of,
                                                      std::span<const std::string_view> types) const {
  std::vector<std::size_t> at = {place(of)};
  for (const std::string_view type : types) {
    std::vector<std::size_t> next;
    for (const std::size_t i : at) {
      for (const std::size_t j : near(i, type)) next.push_back(j);
    }
    at = without_repeats(std::move(next));
  }
  return at;
}

std::vector<std::string> SubjectIndex::related_addresses(const Subject& of) const {
  std::vector<std::string> found;
  if (of.language != Language::Terraform) return found;
  const std::size_t self = place(of);
  std::vector<std::size_t> at = neighbours(self);
  for (std::size_t i = 0, direct = at.size(); i < direct; ++i) {
    const std::string& type = group_[at[i]].type;
    if (!type.ends_with("_attachment") && !type.ends_with("_association")) continue;
    for (const std::size_t j : neighbours(at[i])) {
      if (j != self) at.push_back(j);
    }
  }
  for (const std::size_t i : without_repeats(std::move(at))) found.push_back(group_[i].address);
  return found;
}

const Subject* SubjectIndex::document(const Subject& of, std::string_view name) const {
  for (const std::size_t i : neighbours(place(of))) {
    const Subject& near = group_[i];
    if (near.select == "data" && near.type == kPolicyDocument && near.name == name) return &near;
  }
  return nullptr;
}

Value SubjectIndex::referrers(const Subject& of) const {
  std::vector<Value> found;
  for (const std::size_t i : without_repeats(referred_by_[place(of)])) {
    found.push_back(Value::string(group_[i].address));
  }
  return Value::tuple(std::move(found));
}

std::vector<std::size_t> SubjectIndex::of_type(std::string_view type) const {
  const auto found = by_type_.find(type);
  return found == by_type_.end() ? std::vector<std::size_t>() : found->second;
}

// Documents are related when they are in one input, blocks when one refers to the other.
std::vector<std::size_t> SubjectIndex::near(std::size_t i, std::string_view type) const {
  if (group_[i].language != Language::Terraform) return of_type(type);
  std::vector<std::size_t> found;
  for (const std::size_t j : neighbours(i)) {
    if (group_[j].type == type) found.push_back(j);
  }
  return found;
}

Value SubjectIndex::values(const std::vector<std::size_t>& which) const {
  std::vector<Value> found;
  for (const std::size_t i : which) found.push_back(group_[i].self);
  return Value::tuple(std::move(found));
}

}  // namespace blueprint::lint
