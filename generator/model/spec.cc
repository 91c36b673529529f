#include "model/spec.h"

#include <algorithm>

#include "model/formats.h"
#include "model/scalars.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Entry;
using eval::Value;
using Type = Schema::Type;

constexpr std::string_view kTypeNames[] = {"any", "string", "number", "bool", "list", "map", "object"};
// Names of things become labels in Terraform: any other text would need `keys`.
constexpr std::string_view kKeysOfObjects = "identifier";

std::string_view wanted_words(Type type) {
  switch (type) {
    case Type::Any: return "a value";
    case Type::String: return "a string";
    case Type::Number: return "a number";
    case Type::Bool: return "`true` or `false`";
    case Type::List: return "a list";
    case Type::Map:
    case Type::Object: return "a mapping";
  }
  return "";
}

Value wrong_type(const Reading& reading, const Schema& schema, const yaml::Node& node,
                 const SpecPlace& place) {
  std::string is(kind_words(node.kind));
  if (node.kind == yaml::Kind::Number) is = concat("the number ", node.text);
  if (node.kind == yaml::Kind::Bool) is = concat("the bool ", node.text);
  Diagnostic diagnostic{
      .code = concat(reading.subject, "/wrong-type"),
      .message = concat(shown(place.name), " is ", is, ", ", wanted_words(schema.type), " is expected"),
      .span = node.span};
  suggest_conversion(reading, schema.type, node, diagnostic);
  reading.diags.add(std::move(diagnostic));
  return Value::unknown();
}

Value absent(const Reading& reading, const Schema& schema, const SpecPlace& place);

Value list_of(const Reading& reading, const Schema& schema, const yaml::Node& node, const SpecPlace& place) {
  std::vector<Value> items;
  for (const yaml::Node& item : node.items) {
    const std::string item_name = concat(place.name, "[", std::to_string(items.size()), "]");
    items.push_back(schema.elements
                        ? read_spec(reading, *schema.elements, &item, {.name = item_name, .span = item.span})
                        : read_any(reading, item));
  }
  return Value::tuple(std::move(items)).with_origin(node.span);
}

void check_key(const Reading& reading, const Schema& schema, const yaml::Pair& pair) {
  std::string_view wanted = schema.keys;
  if (wanted.empty() && schema.elements && schema.elements->type == Type::Object) wanted = kKeysOfObjects;
  const Format* const format = wanted.empty() ? nullptr : find_format(wanted);
  if (!format) return;
  if (const auto problem = format_problem(reading, *format, pair.key)) {
    reading.error(problem->problem, problem->message, pair.key_span, problem->help);
  }
}

// `gp3:` with nothing behind it is a gp3 with all defaults.
Value element_of(const Reading& reading, const Schema& elements, const yaml::Pair& pair) {
  const SpecPlace place{.name = pair.key, .span = pair.key_span};
  if (!pair.value.is_null() || elements.type != Type::Object)
    return read_spec(reading, elements, &pair.value, place);
  return read_object(reading, elements, {.kind = yaml::Kind::Mapping, .span = pair.value.span}, place, {});
}

Value map_of(const Reading& reading, const Schema& schema, const yaml::Node& node) {
  std::vector<Entry> entries;
  for (const yaml::Pair& pair : node.pairs) {
    check_key(reading, schema, pair);
    entries.emplace_back(pair.key, schema.elements ? element_of(reading, *schema.elements, pair)
                                                   : read_any(reading, pair.value));
  }
  return Value::object(std::move(entries)).with_origin(node.span);
}

Value filled_object(const Reading& reading, const Schema& schema, const SpecPlace& place) {
  std::vector<Entry> entries;
  for (const auto& [name, attribute] : schema.attributes) {
    entries.emplace_back(name, absent(reading, attribute, {.name = name, .span = place.span}));
  }
  return Value::object(std::move(entries)).with_origin(schema.span);
}

// `under` is empty at the top of a file.
void report_missing(const Reading& reading, std::string_view name, const SpecPlace& under) {
  reading.error("missing-key",
                under.name.empty() ? concat(shown(name), " is missing")
                                   : concat(shown(name), " is missing in ", shown(under.name)),
                under.span,
                under.name.empty() ? concat("add `", name, ":`")
                                   : concat("add `", name, ":` under ", shown(under.name)));
}

Value absent(const Reading& reading, const Schema& schema, const SpecPlace& place) {
  if (schema.has_default) return schema.default_value;
  if (fills_itself(schema)) return filled_object(reading, schema, place);
  return Value::null().with_origin(schema.span);
}

Value null_value(const Reading& reading, const Schema& schema, const yaml::Node& node,
                 const SpecPlace& place) {
  if (schema.type != Type::Any && (schema.required || !schema.nullable))
    return wrong_type(reading, schema, node, place);
  return Value::null().with_origin(node.span);
}

}  // namespace

Value read_spec(const Reading& reading, const Schema& schema, const yaml::Node* node,
                const SpecPlace& place) {
  if (!node) return absent(reading, schema, place);
  if (node->is_null()) return null_value(reading, schema, *node, place);
  switch (schema.type) {
    case Type::Any: return read_any(reading, *node);
    case Type::String:
    case Type::Number:
    case Type::Bool:
      if (fits_scalar(schema, *node)) return read_scalar(reading, schema, *node, place.name);
      break;
    case Type::List:
      if (node->is_sequence()) return list_of(reading, schema, *node, place);
      break;
    case Type::Map:
      if (node->is_mapping()) return map_of(reading, schema, *node);
      break;
    case Type::Object:
      if (node->is_mapping()) return read_object(reading, schema, *node, place, {});
      break;
  }
  return wrong_type(reading, schema, *node, place);
}

Value read_object(const Reading& reading, const Schema& schema, const yaml::Node& node,
                  const SpecPlace& place, std::span<const std::string_view> also_known) {
  std::vector<std::string_view> known;
  for (const auto& [name, attribute] : schema.attributes) known.push_back(name);
  known.insert(known.end(), also_known.begin(), also_known.end());
  check_keys(reading, node, known, place.name.empty() ? concat("a ", reading.subject) : shown(place.name));

  std::vector<Entry> entries;
  for (const auto& [name, attribute] : schema.attributes) {
    const auto pair = std::ranges::find(node.pairs, name, &yaml::Pair::key);
    if (pair == node.pairs.end()) {
      if (attribute.required) report_missing(reading, name, place);
      entries.emplace_back(name, attribute.required
                                     ? Value::unknown()
                                     : absent(reading, attribute, {.name = name, .span = place.span}));
    } else {
      entries.emplace_back(
          name, read_spec(reading, attribute, &pair->value, {.name = name, .span = pair->key_span}));
    }
  }
  return Value::object(std::move(entries)).with_origin(node.span);
}

Value read_any(const Reading& reading, const yaml::Node& node) {
  std::vector<Value> items;
  std::vector<Entry> entries;
  switch (node.kind) {
    case yaml::Kind::Null: return Value::null().with_origin(node.span);
    case yaml::Kind::Bool: return Value::boolean(node.boolean).with_origin(node.span);
    case yaml::Kind::Number: return read_number(reading, node);
    case yaml::Kind::String: return Value::string(node.text).with_origin(node.span);
    case yaml::Kind::Sequence:
      for (const yaml::Node& item : node.items) items.push_back(read_any(reading, item));
      return Value::tuple(std::move(items)).with_origin(node.span);
    case yaml::Kind::Mapping:
      for (const yaml::Pair& pair : node.pairs) entries.emplace_back(pair.key, read_any(reading, pair.value));
      return Value::object(std::move(entries)).with_origin(node.span);
  }
  return {};
}

bool fills_itself(const Schema& schema) {
  if (schema.has_default) return !schema.default_value.is_null();
  if (schema.type != Type::Object || schema.required) return false;
  return std::ranges::all_of(schema.attributes, [](const auto& attribute) {
    return attribute.second.has_default || fills_itself(attribute.second);
  });
}

std::string_view name(Type type) { return kTypeNames[std::size_t(type)]; }

std::optional<Type> schema_type(std::string_view name) {
  const auto* const found = std::ranges::find(kTypeNames, name);
  if (found == std::end(kTypeNames)) return {};
  return Type(found - std::begin(kTypeNames));
}

std::span<const std::string_view> schema_type_names() { return kTypeNames; }

}  // namespace blueprint
