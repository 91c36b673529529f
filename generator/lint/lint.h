// Runs rules over subjects.

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "lint/rule.h"
#include "lint/subject.h"
#include "support/diagnostic.h"

namespace blueprint::lint {

// The rules there are, found by what they look at. Reading is lazy: a rule is
// parsed when a subject of a type it selects is first seen.
class RuleSet {
 public:
  RuleSet(Diagnostics& diags, Sources& sources, const catalog::Library& library);
  ~RuleSet();

  std::vector<std::string> ids() const;  // Sorted.
  // Every part of one rule, or nullptr.
  const Rule* find(std::string_view id);
  // By an alias such as CKV_AWS_17, or the id itself.
  const Rule* find_by_alias(std::string_view alias);
  // The clauses that look at this kind of thing, with their rules.
  struct Match {
    const Rule* rule = nullptr;
    const Clause* clause = nullptr;
  };
  std::vector<Match> matching(const Subject& subject);

 private:
  const Rule& read(const std::string& id);

  Diagnostics& diags_;
  Sources& sources_;
  const catalog::Library& library_;
  std::map<std::string, std::unique_ptr<Rule>, std::less<>> read_;
  std::vector<std::string> ids_;
};

struct Options {
  std::string today{};                // "2026-11-20"; empty: rules that need a date find nothing.
  std::vector<std::string> only{};    // Ids or aliases; empty: all.
  std::vector<std::string> skip{};
  std::function<eval::Value(std::string_view member)> catalog{};  // What `catalog.<member>` is.
};

// Adds a Diagnostic, with the rule's id as its code, for every finding.
void lint(Diagnostics& diags, Sources& sources, RuleSet& rules, std::span<const Subject> subjects,
          const Options& options);

}  // namespace blueprint::lint
