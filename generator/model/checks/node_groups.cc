#include <algorithm>

#include "catalog/instance_types.h"
#include "model/checks/checks.h"
#include "support/strings.h"

namespace blueprint::checks {
namespace {

using eval::Value;

void check_order(const Reading& reading, const Value& scaling, std::string_view low, std::string_view high) {
  const auto low_number = number_at(scaling, low);
  const auto high_number = number_at(scaling, high);
  if (!low_number || !high_number || *low_number <= *high_number) return;
  const Span low_span = value_at(scaling, low)->origin();
  const Span high_span = value_at(scaling, high)->origin();
  reading.diags.add({.code = "blueprint/scaling-order",
                     .message = concat("`", low, "` is ", std::to_string(*low_number), ", more than `", high,
                                       "`, which is ", std::to_string(*high_number)),
                     .span = low_span,
                     .labels = {{.span = high_span, .text = concat("`", high, "` is here")}},
                     .help = "order them as min ≤ desired ≤ max"});
}

void check_scaling(const Reading& reading, const Value& group) {
  const Value* const scaling = value_at(group, "scaling");
  if (!scaling) return;
  if (number_at(*scaling, "desired")) {
    check_order(reading, *scaling, "min", "desired");
    check_order(reading, *scaling, "desired", "max");
  } else {
    check_order(reading, *scaling, "min", "max");
  }
  if (const auto max = number_at(*scaling, "max"); max && *max < 1) {
    reading.error("scaling-order", "`max` is 0, and EKS wants room for one node",
                  value_at(*scaling, "max")->origin(), "write 1 or more");
  }
}

// True when the autoscaler, which looks at one type of a group, may take one for the other.
bool alike(int a, int b) { return std::abs(a - b) * 20 <= std::max(a, b); }

std::string size_words(const catalog::InstanceType& type) {
  const int tenths = (type.memory_mib * 10 + 512) / 1024;
  const std::string fraction = tenths % 10 == 0 ? std::string() : concat(".", std::to_string(tenths % 10));
  return concat(std::to_string(type.vcpu), " vCPU and ", std::to_string(tenths / 10), fraction, " GiB");
}

void check_offer(const Reading& reading, const Blueprint& blueprint, const Value& item) {
  if (catalog::is_offered(reading.library, item.as_string(), blueprint.region).value_or(true)) return;
  reading.warning("instance-type-not-offered",
                  concat(shown(blueprint.region), " does not offer ", shown(item.as_string())), item.origin(),
                  "choose another type, or another region");
}

void check_types(const Reading& reading, const Blueprint& blueprint, const Value& group) {
  std::optional<catalog::InstanceType> first;
  Span first_span{};
  for (const Value& item : items_at(group, "instance_types")) {
    if (!item.is_string()) continue;
    const auto type = catalog::find_instance_type(reading.library, item.as_string());
    if (!type) continue;
    check_offer(reading, blueprint, item);
    if (!first) {
      first = type;
      first_span = item.origin();
    } else if (type->architecture != first->architecture) {
      reading.diags.add(
          {.code = "blueprint/mixed-architectures",
           .message = concat(shown(type->name), " is ", type->architecture, " and ", shown(first->name),
                             " is ", first->architecture, ", and the nodes of one group share one image"),
           .span = item.origin(),
           .labels = {{.span = first_span, .text = concat(shown(first->name), " is here")}},
           .help = "make a group for each architecture"});
    } else if (!alike(type->vcpu, first->vcpu) || !alike(type->memory_mib, first->memory_mib)) {
      reading.diags.add(
          {.severity = Severity::Warning,
           .code = "blueprint/mixed-sizes",
           .message = concat(shown(type->name), " has ", size_words(*type), " and ", shown(first->name),
                             " has ", size_words(*first), ": the autoscaler takes them for the same"),
           .span = item.origin(),
           .labels = {{.span = first_span, .text = concat(shown(first->name), " is here")}},
           .help = "choose types of one size, or make a group for each"});
    }
  }
}

}  // namespace

void node_groups(const Reading& reading, const Blueprint& blueprint) {
  for (const Instance* instance : instances_of(blueprint, "node_groups")) {
    for (const auto& [name, group] : entries_at(instance->spec, "")) {
      check_scaling(reading, group);
      check_types(reading, blueprint, group);
    }
  }
}

}  // namespace blueprint::checks
