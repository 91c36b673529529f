// What the things of one group are to each other: what `all`, `related` and
// `referrers` look up.

#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/subject.h"

namespace blueprint::lint {

inline constexpr std::string_view kPolicyDocument = "aws_iam_policy_document";

class SubjectIndex {
 public:
  // `group` are the subjects of one group, which begin at `first` of the whole list: `refers_to` counts
  // there.
  SubjectIndex(std::span<const Subject> group, std::size_t first);

  eval::Value all(std::string_view type) const;
  // What `related.TYPE` is or, with several types, what is related to what is related…
  eval::Value related(const Subject& of, std::span<const std::string_view> types) const;
  // The same as places in the group.
  std::vector<std::size_t> related_places(const Subject& of, std::span<const std::string_view> types) const;
  const Subject& at(std::size_t place) const { return group_[place]; }
  // The addresses of all that `of` is related to, and of what attachments and associations join to it.
  std::vector<std::string> related_addresses(const Subject& of) const;
  // The policy document of this name that `of` refers to; nullptr when it is not in the run.
  const Subject* document(const Subject& of, std::string_view name) const;
  // The addresses of all that refers to `of`.
  eval::Value referrers(const Subject& of) const;

 private:
  std::size_t place(const Subject& of) const { return std::size_t(&of - group_.data()); }
  const std::vector<std::size_t>& neighbours(std::size_t i) const { return neighbours_[i]; }
  std::vector<std::size_t> of_type(std::string_view type) const;
  std::vector<std::size_t> near(std::size_t i, std::string_view type) const;
  eval::Value values(const std::vector<std::size_t>& which) const;

  std::span<const Subject> group_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_type_;
  std::vector<std::vector<std::size_t>> referred_by_;
  std::vector<std::vector<std::size_t>> neighbours_;  // Sorted, each once.
};

}  // namespace blueprint::lint
