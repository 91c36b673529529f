// What is certain of the blocks of a root: with nothing taken for known that
// somebody else may set.

#pragma once

#include <map>
#include <memory>
#include <vector>

#include "terraform/module.h"

namespace blueprint::terraform {

// Evaluates the root when it is asked for the first time, which is seldom: only
// what looks wrong with the defaults of its variables is looked at again.
class CertainValues {
 public:
  // All must outlive it.
  CertainValues(const Sources& sources, Folders& folders, const Folder& root)
      : sources_(sources), folders_(folders), root_(root) {}

  // The values of all instances of `block`, in all calls of its module.
  std::vector<eval::Value> of(const hcl::Block& block);

 private:
  void collect(const Module& module);

  const Sources& sources_;
  Folders& folders_;
  const Folder& root_;
  Diagnostics ignored_{};  // They have been told.
  std::unique_ptr<Module> module_{};
  std::multimap<const hcl::Block*, eval::Value> values_{};
};

}  // namespace blueprint::terraform
