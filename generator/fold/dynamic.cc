#include "fold/dynamic.h"

#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;

std::optional<Dynamic> read_dynamic(Diagnostics& diags, const hcl::Block& block) {
  Dynamic result{.type = block.label(0),
                 .iterator = block.label(0),
                 .for_each = block.body.attribute("for_each"),
                 .labels = block.body.attribute("labels"),
                 .content = block.body.block("content")};
  const auto fail = [&](std::string_view what, std::string_view help) {
    diags.add({.code = "fold/dynamic",
               .message = concat("this `dynamic` block has no ", what),
               .span = block.header,
               .help = std::string(help)});
    return std::nullopt;
  };
  if (block.labels.size() != 1) return fail("type", "write the type of the blocks it makes, in quotes");
  if (!result.for_each) return fail("`for_each`", "add a `for_each`");
  if (!result.content) return fail("`content`", "put what the blocks contain into a `content` block");
  if (const hcl::Attribute* iterator = block.body.attribute("iterator")) {
    const auto* name = hcl::as<hcl::Name>(iterator->value);
    if (!name) return fail("usable `iterator`", "write the iterator as a bare word");
    result.iterator = name->name;
  }
  return result;
}

std::vector<Value> dynamic_elements(const Value& collection) {
  std::vector<Value> result;
  const auto add = [&](Value key, const Value& value) {
    result.push_back(Value::object({{"key", key.with_origin(value.origin())}, {"value", value}}));
  };
  if (collection.is_mapping()) {
    for (const eval::Entry* entry : collection.sorted_entries()) {
      add(Value::string(entry->first), entry->second);
    }
  } else if (collection.is_sequence()) {
    std::size_t i = 0;
    for (const Value& item : collection.items()) {
      add(collection.kind() == eval::TypeKind::Set ? item : Value::number(i), item);
      ++i;
    }
  }
  return result;
}

std::optional<std::vector<std::string>> dynamic_labels(eval::Context& context, const Dynamic& dynamic,
                                                       const eval::Scope& scope) {
  std::vector<std::string> result;
  if (!dynamic.labels) return result;
  const Value labels = evaluate(context, *dynamic.labels->value, scope);
  if (!labels.is_sequence()) return std::nullopt;
  for (const Value& label : labels.items()) {
    if (label.is_string()) {
      result.push_back(label.as_string());
    } else if (label.is_number()) {
      result.push_back(label.as_number().text());
    } else {
      return std::nullopt;
    }
  }
  return result;
}

}  // namespace blueprint::fold
