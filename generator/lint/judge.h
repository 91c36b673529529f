// Asks one clause of a rule about one subject. What a rule gets wrong is not the
// user's: an expression that cannot be evaluated is unknown, and unknown finds nothing.

#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "eval/evaluate.h"
#include "lint/rule_set.h"
#include "lint/subject_index.h"
#include "schema/fault.h"

namespace blueprint::lint {

// One clause or, in policy documents, one rule at one place: what instances of one
// block and calls of one module have in common is one finding.
using Kind = std::tuple<const Clause*, const Rule*, Span>;

// That a clause is true of a subject.
struct Hit {
  Kind kind{};
  const Subject* subject = nullptr;
  std::optional<Diagnostic> finding{};  // Of the first instance of its block that is of this kind.
};

// Looks at the subjects of one group.
class Judge {
 public:
  // Both must outlive it.
  Judge(const Sources& sources, const SubjectIndex& index) : sources_(sources), index_(index) {}

  void look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope);
  // For what the program itself found wrong in `subject`.
  void look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
            const schema::Fault& fault);
  void look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
            const terraform::Fault& fault);
  void look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
            const FoundSecret& secret);

  // What was found of another instance of the same block is true of `subject`, too.
  void repeat(const Kind& kind, const Subject& subject) {
    hits_.push_back({.kind = kind, .subject = &subject});
  }

  // In the order in which they were found.
  const std::vector<Hit>& hits() const { return hits_; }
  std::vector<Hit> take() { return std::move(hits_); }

 private:
  // What the program found may come with a fix.
  void ask(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope, Span place = {},
           std::optional<Fix> certain = {});
  Diagnostic finding(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
                     Span place) const;
  std::optional<Fix> fix(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope) const;
  const Subject* document_at(const Subject& subject, Span place) const;
  eval::Value value(const hcl::Expr& expr, const eval::Scope& scope) const;
  std::string text(const hcl::Fragment& fragment, const eval::Scope& scope) const;

  const Sources& sources_;
  const SubjectIndex& index_;
  std::map<std::pair<Kind, const hcl::Block*>, const Subject*> first_;
  std::vector<Hit> hits_;
};

}  // namespace blueprint::lint
