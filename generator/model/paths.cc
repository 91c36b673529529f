#include "model/paths.h"

#include <algorithm>
#include <charconv>

#include "model/settings.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Value;

const Value* element_at(const Value& list, std::string_view step) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  if (error != std::errc{} || end != step.data() + step.size() || index >= list.size()) return nullptr;
  return &list.items()[index];
}

const Instance* part_at(const Blueprint& blueprint, const Instance* whole, std::string_view step) {
  if (!whole) return nullptr;
  const auto found = std::ranges::find_if(blueprint.instances, [&](const Instance& part) {
    return part.type && part.part_of == whole->key && part.type->name == step;
  });
  return found == blueprint.instances.end() ? nullptr : &*found;
}

void enter(PathTarget& target, const Instance& instance) {
  target.instance = &instance;
  target.value = instance.spec;
  target.schema = instance.type ? &instance.type->spec : nullptr;
}

void add_known(const Blueprint& blueprint, PathTarget& target, const Instance* whole) {
  if (target.value.is_mapping()) {
    for (const auto& [name, value] : target.value.entries()) target.known.push_back(name);
  }
  for (const Instance& part : blueprint.instances) {
    if (whole && part.type && part.part_of == whole->key) target.known.push_back(part.type->name);
  }
}

// One step down from what `target` is at; `whole` is an instance at its root, else nullptr.
bool step_into(const Blueprint& blueprint, PathTarget& target, const Instance*& whole,
               std::string_view step) {
  if (const Instance* part = part_at(blueprint, whole, step)) {
    enter(target, *part);
    whole = part;
    return true;
  }
  const Value* next = nullptr;
  if (target.value.is_mapping()) next = target.value.find(step);
  if (target.value.is_sequence()) {
    next = element_at(target.value, step);
    target.in_list = true;
  }
  if (!next) {
    target.wrong_step = step;
    add_known(blueprint, target, whole);
    return false;
  }
  const Schema* const attribute = target.schema ? target.schema->attribute(step) : nullptr;
  const Schema* const elements = target.schema ? target.schema->elements.get() : nullptr;
  target.schema = attribute ? attribute : elements;
  const Value copy = *next;  // `next` is a part of what is replaced.
  target.value = copy;
  whole = nullptr;
  return true;
}

bool enter_first(const Blueprint& blueprint, const Schema& blueprint_schema, PathTarget& target,
                 std::string_view step) {
  if (const Value* setting = blueprint.settings.is_mapping() ? blueprint.settings.find(step) : nullptr) {
    const Value copy = *setting;
    target.value = copy;
    target.schema = blueprint_schema.attribute(step);
    return true;
  }
  const Instance* const instance = blueprint.instance(step);
  if (instance && instance->part_of.empty()) {
    enter(target, *instance);
    return true;
  }
  target.wrong_step = step;
  for (const auto& [name, attribute] : blueprint_schema.attributes) {
    if (is_setting(name)) target.known.push_back(name);
  }
  for (const Instance& other : blueprint.instances) {
    if (other.part_of.empty()) target.known.push_back(other.key);
  }
  return false;
}

}  // namespace

PathTarget find_path(const Blueprint& blueprint, const Schema& blueprint_schema, std::string_view path) {
  const std::vector<std::string_view> steps = split(path, '.');
  PathTarget target;
  if (!enter_first(blueprint, blueprint_schema, target, steps.front())) return target;
  const Instance* whole = target.instance;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (!step_into(blueprint, target, whole, steps[i])) return target;
  }
  target.found = true;
  return target;
}

}  // namespace blueprint
