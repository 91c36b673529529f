// What `count` and `for_each` make of a block.

#include <algorithm>

#include "fold/print.h"
#include "support/strings.h"
#include "terraform/module_state.h"

namespace blueprint::terraform {
namespace {

using eval::Entry;
using eval::Value;
using Key = Module::State::Instances::Key;

Key counted(Value index, std::string suffix) {
  return {.key = index,
          .suffix = std::move(suffix),
          .name = "count",
          .value = Value::object({{"index", std::move(index)}})};
}

Key keyed(Value key, Value value) {
  std::string suffix = key.is_string() ? concat("[", fold::quote(key.as_string()), "]") : std::string();
  Value each = Value::object({{"key", key}, {"value", std::move(value)}});
  return {.key = std::move(key), .suffix = std::move(suffix), .name = "each", .value = std::move(each)};
}

}  // namespace

eval::LocalScope Module::State::Instances::Key::scope(const eval::Scope& outer) const {
  eval::LocalScope with_key(&outer);
  if (!name.empty()) with_key.set(name, value);
  return with_key;
}

Module::State::Instances Module::State::instances_of(const hcl::Block& block) const {
  const hcl::Attribute* const count = block.body.attribute("count");
  const hcl::Attribute* const for_each = block.body.attribute("for_each");
  Instances result{.known = true, .several = count || for_each};
  if (!result.several) {
    result.keys.push_back({});
    return result;
  }
  context.steps = 0;
  const Value asked = eval::evaluate(context, *(count ? count : for_each)->value, *this);
  if (count) {
    const std::int64_t times = asked.is_number() ? asked.as_number().as_int64().value_or(-1) : 0;
    result.known = asked.is_number() && times <= std::int64_t(tree.instances);
    for (std::int64_t i = 0; result.known && i < times; ++i) {
      result.keys.push_back(counted(Value::number(i), concat("[", std::to_string(i), "]")));
    }
    if (!result.known) result.keys.push_back(counted(Value::unknown(eval::Type::number()), ""));
    return result;
  }
  const bool is_set = asked.is_sequence() && asked.wholly_known();
  result.known = (asked.is_mapping() || is_set) && asked.size() <= tree.instances;
  if (!result.known) {
    result.keys.push_back(keyed(Value::unknown(eval::Type::string()), Value::unknown()));
    return result;
  }
  for (const Entry* entry : asked.sorted_entries()) {
    result.keys.push_back(keyed(Value::string(entry->first), entry->second));
  }
  for (const Value& item : asked.items()) {
    if (item.is_string()) result.keys.push_back(keyed(item, item));
  }
  return result;
}

}  // namespace blueprint::terraform
