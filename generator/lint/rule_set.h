// The rules there are, found by what they look at.

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "catalog/rule_heads.h"
#include "catalog/table.h"
#include "hcl/syntax.h"
#include "lint/reads.h"
#include "lint/rule.h"
#include "lint/subject.h"

namespace blueprint::lint {

// A clause with its expressions parsed.
struct ReadyClause {
  const Rule* rule = nullptr;
  const Clause* clause = nullptr;
  hcl::Fragment when{};
  hcl::Fragment each{};
  hcl::Fragment at{};
  hcl::Fragment message{};
  hcl::Fragment help{};
  std::vector<hcl::Fragment> fix_paths{};
  Reads reads{};
};

// A rule file is read when a subject of a type that it selects is first seen,
// so that linting a small file does not read all rules; and only as far as it says
// what the rule does. Which file that is, catalog/rule_heads.h knows.
class RuleSet {
 public:
  // All references must outlive it. Mistakes in rule files go to `diags`.
  RuleSet(Diagnostics& diags, Sources& sources, const catalog::Library& library);
  ~RuleSet();

  const std::vector<std::string>& ids() const;  // Sorted.
  const Rule* find(std::string_view id);        // nullptr when there is none.
  // By an id or an alias such as CKV_AWS_17.
  const Rule* find_by_alias(std::string_view alias);
  // All that are meant by it: another tool's check may be several rules here, and
  // may be known by several names (AVD-AWS-0088, aws-s3-enable-bucket-encryption).
  std::vector<const Rule*> all_called(std::string_view name);
  // Those that rules hold as their ids or aliases; the name itself when it is no other.
  std::vector<std::string> known_names(std::string_view name) const;
  // True for what another tool calls single findings of a rule that has an alias with stars.
  bool names_single_findings(std::string_view name) const;
  // From here on rules that only find what is less severe than `min` are not
  // even read, but for those that `even` names.
  void leave_out(Severity min, std::span<const std::string> even);
  // The clauses that look at this kind of thing. Threads may ask at once.
  const std::vector<const ReadyClause*>& matching(const Subject& subject);
  // The clauses for what the program finds by itself, such as "unknown-argument".
  const std::vector<const ReadyClause*>& checking(Language language, std::string_view check);

  const catalog::Library& library() const { return library_; }

 private:
  struct Entry;
  const Entry& ready(const std::string& id);
  void read(Entry& entry, const std::string& id, Diagnostics& mistakes);
  bool exists(std::string_view id) const;
  bool is_severe(std::string_view id) const;
  std::vector<const ReadyClause*> find_matching(const Subject& subject);

  Diagnostics& diags_;
  Sources& sources_;
  const catalog::Library& library_;
  catalog::Table heads_;  // Of the program's own rules: see catalog/rule_heads.h.
  catalog::Table keys_;
  std::map<std::string, catalog::RuleHead, std::less<>> added_;        // Rules laid over these.
  std::multimap<std::string, std::string, std::less<>> added_by_key_;  // "resource aws_vpc" → id.
  mutable std::vector<std::string> ids_;                               // Made when it is asked for.
  std::map<std::string, Entry, std::less<>> ready_;                    // What lint needs of them.
  std::map<std::string, std::unique_ptr<Rule>, std::less<>> whole_;    // For who asks by name.
  std::set<std::string> even_;
  Severity min_ = Severity::Info;
  std::mutex reading_;
  std::map<std::string, std::vector<const ReadyClause*>> matching_;  // By what the subject is.
};

}  // namespace blueprint::lint
