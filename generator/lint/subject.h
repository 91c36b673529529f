// What rules look at: a Terraform block, a Kubernetes document, a Helm release,
// a component of a blueprint. Each becomes the same thing, a Subject.

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eval/evaluate.h"
#include "lint/rule.h"
#include "terraform/certain_values.h"
#include "terraform/fault.h"

namespace blueprint::lint {

// A secret in the text of a subject.
struct FoundSecret {
  std::string_view check{};  // "github-token"
  std::string_view kind{};   // "GitHub token"
  std::string given{};       // The name it is given to; may be empty.
  std::string shown{};       // As much of it as may be shown.
  Span span{};
};

struct Subject {
  Language language{};
  std::string select{};             // As in Clause: "resource", "kind", …
  std::string type{};               // "aws_db_instance", "Deployment", "cluster-autoscaler", "cluster".
  std::vector<std::string> also{};  // Further types it answers to: "workload".
  std::string address{};
  std::string name{};
  eval::Value self{};
  Span head{};       // Where a finding without a better place goes.
  Span called_at{};  // The call of the module it is in; none in a root.
  // What is wrong with its code: of each block the first subject has them.
  std::vector<terraform::Fault> faults{};
  std::vector<FoundSecret> secrets{};  // Also of each the first.
  const hcl::Block* syntax = nullptr;  // Of a Terraform block that was read from its source.
  // What of it does not depend on the defaults of the root's variables.
  std::shared_ptr<terraform::CertainValues> certain{};
  // The place of a path inside it ("spec.replicas", "ingress[0].cidr_blocks");
  // of the deepest part that exists.
  std::function<Span(std::string_view path)> locate{};
  // More names for its rules: `pod`, `blueprint`.
  std::vector<std::pair<std::string, eval::Value>> names{};
  std::size_t group = 0;  // Subjects of one group (a Terraform root, a folder of documents) are related.
  std::vector<std::size_t> refers_to{};  // Indices of subjects of the same list.
};

}  // namespace blueprint::lint
