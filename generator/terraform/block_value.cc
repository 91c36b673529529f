#include "terraform/block_value.h"

#include <algorithm>

namespace blueprint::terraform {
namespace {

using eval::Entry;
using eval::Value;

// How many blocks the `dynamic` ones of a block may make: ten of each of ten of
// each of ten is what a short text can ask for, so there must be an end.
constexpr std::size_t kMostDynamic = 10'000;

// The nested blocks of one type, gathered from plain and dynamic blocks.
struct Nested {
  std::string_view type;
  std::vector<Value> items;
  bool unknown = false;
};

Value body_value(eval::Context& context, const hcl::Body& body, const eval::Scope& scope, std::size_t& left);

Nested& of_type(std::vector<Nested>& all, std::string_view type) {
  const auto found = std::ranges::find(all, type, &Nested::type);
  return found != all.end() ? *found : all.emplace_back(Nested{.type = type, .items = {}});
}

void expand_dynamic(eval::Context& context, Nested& into, const hcl::Block& block, const eval::Scope& scope,
                    std::size_t& left) {
  const hcl::Attribute* for_each = block.body.attribute("for_each");
  const hcl::Block* content = block.body.block("content");
  if (!for_each || !content) return;
  const Value elements = eval::evaluate(context, *for_each->value, scope);
  const hcl::Attribute* iterator = block.body.attribute("iterator");
  const auto* renamed = iterator ? hcl::as<hcl::Name>(iterator->value) : nullptr;
  const std::string_view name = renamed ? renamed->name : block.label(0);
  const auto one = [&](Value key, Value value) {
    if (left == 0) return void(into.unknown = true);
    --left;
    eval::LocalScope with_iterator(&scope);
    with_iterator.set(name, Value::object({{"key", std::move(key)}, {"value", std::move(value)}}));
    into.items.push_back(body_value(context, content->body, with_iterator, left));
  };
  if (elements.is_mapping()) {
    for (const Entry* entry : elements.sorted_entries()) one(Value::string(entry->first), entry->second);
  } else if (elements.is_sequence()) {
    const bool set = elements.kind() == eval::TypeKind::Set;
    std::size_t i = 0;
    for (const Value& item : elements.items()) one(set ? item : Value::number(i), item), ++i;
  } else if (elements.is_unknown()) {
    one(Value::unknown(), Value::unknown());
  }
}

Value body_value(eval::Context& context, const hcl::Body& body, const eval::Scope& scope, std::size_t& left) {
  std::vector<Entry> entries;
  for (const hcl::Attribute& attribute : body.attributes) {
    if (attribute.name == "count" || attribute.name == "for_each") continue;
    entries.emplace_back(attribute.name, eval::evaluate(context, *attribute.value, scope));
  }
  std::vector<Nested> nested;
  for (const hcl::Block& block : body.blocks) {
    if (block.type == "dynamic") {
      expand_dynamic(context, of_type(nested, block.label(0)), block, scope, left);
    } else {
      of_type(nested, block.type).items.push_back(body_value(context, block.body, scope, left));
    }
  }
  for (Nested& group : nested) {
    entries.emplace_back(group.type, group.unknown ? Value::unknown() : Value::tuple(std::move(group.items)));
  }
  return Value::object(std::move(entries));
}

}  // namespace

Value block_value(eval::Context& context, const hcl::Body& body, const eval::Scope& scope) {
  std::size_t left = kMostDynamic;
  return body_value(context, body, scope, left);
}

}  // namespace blueprint::terraform
