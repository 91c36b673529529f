// Resources, data sources and providers against the schemas of their providers:
// what `terraform validate` says after an `init`, without one.
//
// A schema is of one version. Code that must run with a later one is not told
// that a name is unknown; code that must run with an earlier major version is
// told only of names that look misspelt.

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "catalog/files.h"
#include "catalog/provider_changes.h"
#include "eval/value.h"
#include "hcl/syntax.h"
#include "schema/bodies.h"
#include "schema/fault.h"
#include "schema/limits.h"
#include "schema/requirements.h"
#include "support/source.h"

namespace blueprint::schema {

// The values of all instances of a block as far as nobody else may set them.
using CertainValues = std::function<std::vector<eval::Value>()>;

// Blocks are of trees: what one module of a tree requires of a provider binds the others.
class Checker {
 public:
  // Both must outlive it.
  Checker(const catalog::Library& library, const Sources& sources)
      : library_(library), sources_(sources), changes_(library), limits_(library) {}

  // Reads what `block`, a `terraform` or `provider` block, requires. To be told
  // of all of them before anything is checked.
  void require(std::size_t tree, const hcl::Block& block);

  // The faults of a `resource`, `data`, `ephemeral` or `provider` block; none of
  // any other. `value` is one instance of it after evaluation: faults that do
  // not depend on it, or that another instance had, are reported once. What is
  // wrong with the type of a value must be wrong with one of those that `certain` gives, too.
  // That AWS does not take a value is said of every instance.
  std::vector<Fault> check(std::size_t tree, const hcl::Block& block, const eval::Value& value,
                           const CertainValues& certain = {});

 private:
  Bodies* bodies(const std::string& source);
  std::string folder(const hcl::Block& block) const;
  void find_faults(std::vector<Fault>& faults, Bodies& bodies, std::size_t tree, const hcl::Block& block,
                   const eval::Value& value, const CertainValues& certain);
  void look_up_changes(std::vector<Fault>& faults, const hcl::Block& block) const;

  const catalog::Library& library_;
  const Sources& sources_;
  catalog::ProviderChanges changes_;
  Limits limits_;
  std::map<std::size_t, Requirements> trees_;
  std::map<std::string, std::unique_ptr<Bodies>, std::less<>> providers_;
  std::set<std::pair<std::size_t, const hcl::Block*>> checked_;
  std::map<std::size_t, std::vector<const hcl::Attribute*>> mistyped_;  // By tree.
};

}  // namespace blueprint::schema
