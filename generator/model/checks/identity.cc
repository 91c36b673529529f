#include <algorithm>

#include "model/checks/checks.h"
#include "support/strings.h"

namespace blueprint::checks {
namespace {

// What its role is called stands in Helm values with IRSA.
bool annotates_service_account(const Instance& instance) {
  return instance.type && std::ranges::any_of(instance.type->exports, [](const Export& e) {
           return e.name == "service_account_annotations";
         });
}

}  // namespace

void identity(const Reading& reading, const Blueprint& blueprint) {
  const bool writes_values = std::ranges::find(blueprint.targets, "helm") != blueprint.targets.end();
  if (blueprint.account || !writes_values) return;
  for (const Instance* cluster : instances_of(blueprint, "cluster")) {
    if (text_at(cluster->spec, "identity") != "irsa") continue;
    for (const Instance& instance : blueprint.instances) {
      const std::string* const link = instance.link("cluster");
      if (!link || *link != cluster->key || !annotates_service_account(instance)) continue;
      reading.diags.add(
          {.code = "blueprint/irsa-without-account",
           .message = concat("with `identity: irsa` Helm values hold the ARN of the role of ",
                             shown(instance.key), ", and so the number of the account"),
           .span = value_at(cluster->spec, "identity")->origin(),
           .labels = {{.span = instance.key_span, .text = "needed by this component"}},
           .help = "write `account: \"<12 digits>\"` at the top of the blueprint, or choose `identity: "
                   "pod_identity`, which needs none"});
    }
  }
}

}  // namespace blueprint::checks
