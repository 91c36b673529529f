#include <algorithm>

#include "emit/emit.h"
#include "emit/helm.h"
#include "emit/kubernetes.h"
#include "emit/overrides.h"
#include "emit/terraform.h"

namespace blueprint::emit {
namespace {

constexpr Target kTargets[] = {
    {.name = "kubernetes", .summary = "Kubernetes YAML, with a kustomization", .emit = kubernetes},
    {.name = "helm", .summary = "Helm values, with a helmfile", .emit = helm},
    {.name = "terraform", .summary = "Terraform roots, with their scripts and documents", .emit = terraform},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

Emission emit(Plan& plan) {
  Emission emission;
  for (const Target& target : targets()) {
    if (std::ranges::count(plan.blueprint().targets, target.name) > 0) target.emit(plan, emission);
  }
  report_unmatched_overrides(plan, emission);
  std::ranges::sort(emission.files, {}, &OutputFile::path);
  for (OutputFile& file : emission.files) {
    if (file.id == FileId{}) file.id = plan.sources().add(file.path, file.text.text());
  }
  return emission;
}

}  // namespace blueprint::emit
