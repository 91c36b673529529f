// Instances of one block, compared: by `count`, by `for_each`, or by calls of one module.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/reads.h"
#include "lint/subject_index.h"

namespace blueprint::lint {

class Twins {
 public:
  // `index` must outlive it.
  explicit Twins(const SubjectIndex& index) : index_(index) {}

  // Whether all that `reads` lists is of `subject` as it is of `model`, so that a
  // clause says the same of both. They are instances of one block.
  bool alike(const Reads& reads, const Subject& model, const Subject& subject);

 private:
  // Where resources are named, each of its own module: so that only what compares them could tell the
  // difference.
  enum class Likeness { Different, SameInItsModule, Same };
  using Known = std::unordered_map<std::string_view, Likeness>;

  static Likeness likeness(const eval::Value& a, const eval::Value& b, std::string_view module_of_a,
                           std::string_view module_of_b, int& left);
  static Likeness all_arguments(Known& known, const Subject& a, const Subject& b);
  static Likeness argument(Known& known, const Subject& a, const Subject& b, std::string_view name);
  const std::vector<std::size_t>& related(const Subject& of, const std::vector<std::string_view>& types);

  const SubjectIndex& index_;
  std::map<std::pair<const Subject*, const Subject*>, Known> known_;
  std::map<std::pair<const Subject*, std::vector<std::string_view>>, std::vector<std::size_t>> related_;
};

}  // namespace blueprint::lint
