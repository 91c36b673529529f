#include <algorithm>

#include "emit/emit.h"
#include "emit/helm.h"
#include "emit/kubernetes.h"
#include "emit/overrides.h"
#include "emit/terraform.h"
#include "support/strings.h"

namespace blueprint::emit {
namespace {

constexpr Target kTargets[] = {
    {.name = "kubernetes", .summary = "Kubernetes YAML, with a kustomization", .emit = kubernetes},
    {.name = "helm", .summary = "Helm values, with a helmfile", .emit = helm},
    {.name = "terraform", .summary = "Terraform roots, with their scripts and documents", .emit = terraform},
};

// Two instances of a component bring the same scripts and policies: one copy is
// enough. Different texts for one path have no right answer.
void merge_repeated(Plan& plan, Emission& emission) {
  std::vector<OutputFile> kept;
  for (OutputFile& file : emission.files) {
    if (kept.empty() || kept.back().path != file.path) {
      kept.push_back(std::move(file));
    } else if (kept.back().text.text() != file.text.text()) {
      plan.diags().add({.code = "template/path-conflict",
                        .message = concat("two components write different texts to `", file.path, "`"),
                        .span = file.text.origin(0).copied,
                        .labels = {{.span = kept.back().text.origin(0).copied, .text = "the other"}}});
    }
  }
  emission.files = std::move(kept);
}

}  // namespace

std::span<const Target> targets() { return kTargets; }

Emission emit(Plan& plan) {
  Emission emission;
  for (const Target& target : targets()) {
    if (std::ranges::count(plan.blueprint().targets, target.name) > 0) target.emit(plan, emission);
  }
  report_unmatched_overrides(plan, emission);
  std::ranges::stable_sort(emission.files, {}, &OutputFile::path);
  merge_repeated(plan, emission);
  for (OutputFile& file : emission.files) {
    if (file.id == FileId{}) file.id = plan.sources().add(file.path, file.text.text());
  }
  return emission;
}

}  // namespace blueprint::emit
