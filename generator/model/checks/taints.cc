#include <algorithm>

#include "model/checks/checks.h"
#include "support/strings.h"

namespace blueprint::checks {
namespace {

using eval::Value;

struct Taint {
  std::string_view key{};
  std::string_view value{};
  std::string_view effect{};
  std::string_view group{};
  Span span{};
};

struct Toleration {
  std::string_view key{};  // Empty: any taint.
  std::string_view value{};
  std::string_view effect{};  // Empty: any effect.
  bool exists = false;        // Any value.
  Span span{};
};

// Everything in the specs that says where pods may run.
struct Placement {
  std::vector<Taint> taints{};
  std::vector<Toleration> tolerations{};
  std::vector<const Value*> groups_named{};  // Values of `node_group`.
  bool has_workloads = false;
};

// Kubernetes and its controllers set these themselves.
bool is_set_elsewhere(std::string_view key) {
  constexpr std::string_view kPrefixes[] = {
      "node.kubernetes.io/", "node-role.kubernetes.io/", "node.cloudprovider.kubernetes.io/",
      "karpenter.sh/",       "ebs.csi.aws.com/",         "nvidia.com/",
      "CriticalAddonsOnly"};
  return std::ranges::any_of(kPrefixes, [&](std::string_view prefix) { return key.starts_with(prefix); });
}

void add_taints(const Value& list, std::string_view group, Placement& placement) {
  for (const Value& taint : list.is_sequence() ? list.items() : std::span<const Value>()) {
    if (text_at(taint, "key").empty()) continue;
    placement.taints.push_back(
        {text_at(taint, "key"), text_at(taint, "value"), text_at(taint, "effect"), group, taint.origin()});
  }
}

void add_tolerations(const Value& list, Placement& placement) {
  for (const Value& toleration : list.is_sequence() ? list.items() : std::span<const Value>()) {
    if (!toleration.is_mapping()) continue;
    placement.tolerations.push_back({.key = text_at(toleration, "key"),
                                     .value = text_at(toleration, "value"),
                                     .effect = text_at(toleration, "effect"),
                                     .exists = text_at(toleration, "operator") == "Exists",
                                     .span = toleration.origin()});
  }
}

// `name` is the key that `value` stands at: that of the node group, for its taints.
void collect(const Value& value, std::string_view name, Placement& placement) {
  if (value.is_sequence()) {
    for (const Value& item : value.items()) collect(item, name, placement);
  }
  if (!value.is_mapping()) return;
  for (const auto& [key, entry] : value.entries()) {
    if (key == "taints") {
      add_taints(entry, name, placement);
    } else if (key == "tolerations") {
      add_tolerations(entry, placement);
    } else if (key == "node_group" && entry.is_string()) {
      placement.groups_named.push_back(&entry);
    } else {
      collect(entry, key, placement);
    }
  }
}

std::string_view effect_in_kubernetes(std::string_view effect) {
  if (effect == "NO_SCHEDULE") return "NoSchedule";
  if (effect == "NO_EXECUTE") return "NoExecute";
  return effect == "PREFER_NO_SCHEDULE" ? "PreferNoSchedule" : effect;
}

bool tolerates(const Toleration& toleration, const Taint& taint) {
  const std::string_view effect = effect_in_kubernetes(toleration.effect);
  if (!effect.empty() && effect != effect_in_kubernetes(taint.effect)) return false;
  if (toleration.key.empty()) return toleration.exists;
  return toleration.key == taint.key && (toleration.exists || toleration.value == taint.value);
}

std::string words(std::string_view key, std::string_view value, std::string_view effect) {
  return shown(concat(key, value.empty() ? "" : "=", value, effect.empty() ? "" : ":", effect));
}

void check_taints(const Reading& reading, const Placement& placement) {
  for (const Taint& taint : placement.taints) {
    const bool tolerated =
        std::ranges::any_of(placement.tolerations, [&](const Toleration& t) { return tolerates(t, taint); });
    const bool chosen = std::ranges::any_of(
        placement.groups_named, [&](const Value* group) { return group->as_string() == taint.group; });
    // A taint that only prefers keeps nobody away.
    if (tolerated || chosen || effect_in_kubernetes(taint.effect) == "PreferNoSchedule") continue;
    const std::string message =
        concat("nothing tolerates the taint ", words(taint.key, taint.value, taint.effect),
               ", so these nodes stay empty");
    constexpr std::string_view kHelp = "give a workload the toleration, or remove the taint";
    if (placement.has_workloads) {
      reading.error("untolerated-taint", message, taint.span, std::string(kHelp));
    } else {
      // Workloads may come from elsewhere: this blueprint has none.
      reading.warning("untolerated-taint", message, taint.span, std::string(kHelp));
    }
  }
}

void check_tolerations(const Reading& reading, const Placement& placement) {
  for (const Toleration& toleration : placement.tolerations) {
    const bool needed = std::ranges::any_of(placement.taints,
                                            [&](const Taint& taint) { return tolerates(toleration, taint); });
    if (needed || toleration.key.empty() || is_set_elsewhere(toleration.key)) continue;
    const bool same_key = std::ranges::any_of(
        placement.taints, [&](const Taint& taint) { return taint.key == toleration.key; });
    reading.warning(
        "toleration-without-taint",
        concat("no node has the taint that ", words(toleration.key, toleration.value, toleration.effect),
               " tolerates"),
        toleration.span,
        same_key ? "compare its value and effect with the taint's" : "remove it, or taint a node group");
  }
}

void check_groups(const Reading& reading, const Blueprint& blueprint, const Placement& placement) {
  std::vector<std::string_view> known;
  for (const Instance* groups : instances_of(blueprint, "node_groups")) {
    for (const auto& [name, group] : entries_at(groups->spec, "")) known.push_back(name);
  }
  for (const Value* group : placement.groups_named) {
    if (std::ranges::find(known, group->as_string()) != known.end()) continue;
    reading.error("unknown-node-group", concat("there is no node group ", shown(group->as_string())),
                  group->origin(), suggestion(group->as_string(), known));
  }
}

}  // namespace

void taints(const Reading& reading, const Blueprint& blueprint) {
  Placement placement;
  for (const Instance& instance : blueprint.instances) {
    collect(instance.spec, instance.key, placement);
    if (instance.type && instance.type->name == "workloads") placement.has_workloads = true;
  }
  check_taints(reading, placement);
  check_tolerations(reading, placement);
  check_groups(reading, blueprint, placement);
}

}  // namespace blueprint::checks
