#include "model/checks/checks.h"

#include "support/strings.h"

namespace blueprint {
namespace {

constexpr void (*kChecks[])(const Reading&, const Blueprint&) = {
    checks::capacity,        checks::identity, checks::network,   checks::node_groups,
    checks::storage_classes, checks::taints,   checks::workloads,
};

}  // namespace

void run_checks(const Reading& reading, const Blueprint& blueprint) {
  for (const auto check : kChecks) check(reading, blueprint);
}

namespace checks {

using eval::Entry;
using eval::Value;

std::vector<const Instance*> instances_of(const Blueprint& blueprint, std::string_view type) {
  std::vector<const Instance*> result;
  for (const Instance& instance : blueprint.instances) {
    if (instance.type && instance.type->name == type) result.push_back(&instance);
  }
  return result;
}

const Value* value_at(const Value& value, std::string_view path) {
  const Value* at = &value;
  if (!path.empty()) {
    for (const std::string_view step : split(path, '.')) {
      at = at->is_mapping() ? at->find(step) : nullptr;
      if (!at) return nullptr;
    }
  }
  return at->is_known() ? at : nullptr;
}

std::optional<std::int64_t> number_at(const Value& value, std::string_view path) {
  const Value* const at = value_at(value, path);
  return at && at->is_number() ? at->as_number().as_int64() : std::nullopt;
}

std::string_view text_at(const Value& value, std::string_view path) {
  const Value* const at = value_at(value, path);
  return at && at->is_string() ? std::string_view(at->as_string()) : std::string_view();
}

std::span<const Entry> entries_at(const Value& value, std::string_view path) {
  const Value* const at = value_at(value, path);
  return at && at->is_mapping() ? at->entries() : std::span<const Entry>();
}

std::span<const Value> items_at(const Value& value, std::string_view path) {
  const Value* const at = value_at(value, path);
  return at && at->is_sequence() ? at->items() : std::span<const Value>();
}

}  // namespace checks
}  // namespace blueprint
