#include "model/schema_reader.h"

#include <algorithm>
#include <cmath>

#include "eval/number.h"
#include "model/formats.h"
#include "model/spec.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using Type = Schema::Type;

constexpr std::string_view kKeys[] = {"type",       "doc",    "default", "required", "elements",
                                      "attributes", "one_of", "minimum", "maximum",  "pattern",
                                      "nullable",   "format", "keys"};

// Which types a key makes sense for.
struct Applies {
  std::string_view key;
  std::initializer_list<Type> types;
};

bool applies(std::string_view key, Type type) {
  const Applies kRows[] = {
      {"elements", {Type::List, Type::Map}},
      {"attributes", {Type::Object}},
      {"one_of", {Type::String, Type::Number}},
      {"minimum", {Type::Number}},
      {"maximum", {Type::Number}},
      {"pattern", {Type::String}},
      {"format", {Type::String, Type::Number}},
      {"keys", {Type::Map}},
  };
  for (const Applies& row : kRows) {
    if (row.key == key) return std::ranges::find(row.types, type) != row.types.end();
  }
  return true;
}

void wrong(const Reading& reading, std::string_view key, const yaml::Node& node, std::string_view wanted) {
  reading.error("wrong-type", concat(shown(key), " is ", kind_words(node.kind), ", ", wanted, " is expected"),
                node.span);
}

void read_text(const Reading& reading, const yaml::Node& node, std::string_view key, std::string& text) {
  if (!node.is_string()) return wrong(reading, key, node, "a string");
  text = node.text;
}

void read_flag(const Reading& reading, const yaml::Node& node, std::string_view key, bool& flag) {
  if (node.kind != yaml::Kind::Bool) return wrong(reading, key, node, "`true` or `false`");
  flag = node.boolean;
}

void read_limit(const Reading& reading, const yaml::Node& node, std::string_view key,
                std::optional<double>& limit) {
  const auto number = node.kind == yaml::Kind::Number ? eval::Number::parse(node.text) : std::nullopt;
  if (!number) return wrong(reading, key, node, "a number");
  const double value = number->as_double();
  if (std::isfinite(value)) {
    limit = value;
  } else {
    reading.error("invalid-number", concat(shown(key), " is no number that can be used"), node.span);
  }
}

void read_one_of(const Reading& reading, const yaml::Node& node, std::vector<std::string>& values) {
  if (!node.is_sequence()) return wrong(reading, "one_of", node, "a list");
  for (const yaml::Node& item : node.items) {
    if (item.is_scalar() && !item.is_null()) {
      values.push_back(item.text);
    } else {
      wrong(reading, "one_of", item, "a string");
    }
  }
}

void read_attributes(const Reading& reading, const yaml::Node& node, Schema& schema) {
  if (!node.is_mapping()) return wrong(reading, "attributes", node, "a mapping");
  for (const yaml::Pair& pair : node.pairs) {
    schema.attributes.emplace_back(pair.key, read_schema(reading, pair.value, pair.key));
  }
}

void read_type(const Reading& reading, const yaml::Node& node, std::string_view name, Schema& schema) {
  const yaml::Node* const type = node.find("type");
  if (!type) {
    if (node.find("attributes")) {
      schema.type = Type::Object;
    } else {
      reading.error("missing-key", concat("`type` is missing in ", shown(name)), node.span,
                    concat("add one of ", listed(schema_type_names())));
    }
    return;
  }
  const auto known = type->is_string() ? schema_type(type->text) : std::nullopt;
  if (known) {
    schema.type = *known;
  } else {
    reading.error("unknown-type", concat(shown(type->text), " is not a type"), type->span,
                  suggestion(type->text, schema_type_names()));
  }
}

void read_format(const Reading& reading, const yaml::Node& node, std::string_view key, std::string& format) {
  read_text(reading, node, key, format);
  if (format.empty() || find_format(format)) return;
  std::vector<std::string_view> names;
  for (const Format& row : formats()) names.push_back(row.name);
  reading.error("unknown-format", concat(shown(format), " is not a format"), node.span,
                suggestion(format, names));
  format.clear();
}

void read_pattern(const Reading& reading, const yaml::Node& node, std::string& pattern) {
  read_text(reading, node, "pattern", pattern);
  if (pattern.empty()) return;
  if (const std::string why = pattern_error(pattern); !why.empty()) {
    reading.error("wrong-pattern", concat(shown(pattern), " is no regular expression: ", why), node.span);
    pattern.clear();
  }
}

void read_key(const Reading& reading, const yaml::Pair& pair, Schema& schema) {
  const yaml::Node& node = pair.value;
  if (!applies(pair.key, schema.type)) {
    reading.error("misplaced-key", concat(shown(pair.key), " means nothing for a ", name(schema.type)),
                  pair.key_span, "remove it");
    return;
  }
  if (pair.key == "doc") read_text(reading, node, pair.key, schema.doc);
  if (pair.key == "required") read_flag(reading, node, pair.key, schema.required);
  if (pair.key == "nullable") read_flag(reading, node, pair.key, schema.nullable);
  if (pair.key == "minimum") read_limit(reading, node, pair.key, schema.minimum);
  if (pair.key == "maximum") read_limit(reading, node, pair.key, schema.maximum);
  if (pair.key == "one_of") read_one_of(reading, node, schema.one_of);
  if (pair.key == "pattern") read_pattern(reading, node, schema.pattern);
  if (pair.key == "format") read_format(reading, node, pair.key, schema.format);
  if (pair.key == "keys") read_format(reading, node, pair.key, schema.keys);
  if (pair.key == "attributes") read_attributes(reading, node, schema);
  if (pair.key == "elements")
    schema.elements = std::make_shared<const Schema>(read_schema(reading, node, "elements"));
}

// A default is held to the schema that it belongs to, which must be complete.
void read_default(const Reading& reading, const yaml::Node& node, std::string_view name, Schema& schema) {
  const yaml::Node* const stated = node.find("default");
  if (!stated) return;
  if (schema.required) {
    reading.error("misplaced-key", concat(shown(name), " is required and has a default"), stated->span,
                  "remove one of the two");
  }
  schema.default_value = read_spec(reading, schema, stated, {.name = name, .span = stated->span});
  schema.has_default = true;
}

}  // namespace

Schema read_schema(const Reading& reading, const yaml::Node& node, std::string_view name) {
  Schema schema{.span = node.span};
  if (!node.is_mapping()) {
    wrong(reading, name, node, "a mapping that describes it");
    return schema;
  }
  check_keys(reading, node, kKeys, concat("the schema of ", shown(name)));
  read_type(reading, node, name, schema);
  for (const yaml::Pair& pair : node.pairs) read_key(reading, pair, schema);
  read_default(reading, node, name, schema);
  return schema;
}

}  // namespace blueprint
