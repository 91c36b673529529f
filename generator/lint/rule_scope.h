// The names a rule knows when it looks at one subject.

#pragma once

#include <map>

#include "catalog/files.h"
#include "lint/lint.h"
#include "lint/subject_index.h"

namespace blueprint::lint {

class RuleScope final : public eval::Scope {
 public:
  // All references must outlive it.
  RuleScope(const Subject& subject, const SubjectIndex& index, const Options& options,
            const catalog::Library& library)
      : subject_(subject), index_(index), options_(options), library_(library) {}

  std::optional<Found> find(eval::Context& context, std::span<const std::string_view> path,
                            Span at) const override;

 private:
  Found related(std::span<const std::string_view> path) const;
  eval::Value iam(std::string_view member) const;

  const Subject& subject_;
  const SubjectIndex& index_;
  const Options& options_;
  const catalog::Library& library_;
  mutable std::map<std::string, eval::Value, std::less<>> iam_;  // What has been asked for.
};

}  // namespace blueprint::lint
