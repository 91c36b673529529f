#include "model/schema.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "model/formats.h"
#include "model/settings.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using Json = nlohmann::ordered_json;
using Type = Schema::Type;

// A blueprint states what it must; an overlay only what differs.
enum class Form { Whole, Overlay };

Json number_json(double number) {
  constexpr double kExact = 1LL << 53;  // Up to here a double tells whole numbers apart.
  const bool is_whole = std::abs(number) <= kExact && std::trunc(number) == number;
  return is_whole ? Json(static_cast<long long>(number)) : Json(number);
}

Json value_json(const eval::Value& value) {
  if (value.is_string()) return value.as_string();
  if (value.is_number()) return number_json(value.as_number().as_double());
  if (value.is_bool()) return value.as_bool();
  if (value.is_sequence()) {
    Json items = Json::array();
    for (const eval::Value& item : value.items()) items.push_back(value_json(item));
    return items;
  }
  if (value.is_mapping()) {
    Json entries = Json::object();
    for (const auto& [name, entry] : value.entries()) entries[name] = value_json(entry);
    return entries;
  }
  return nullptr;
}

std::string_view json_type(Type type) {
  switch (type) {
    case Type::Any: return "";
    case Type::String: return "string";
    case Type::Number: return "number";
    case Type::Bool: return "boolean";
    case Type::List: return "array";
    case Type::Map:
    case Type::Object: return "object";
  }
  return "";
}

std::string anchored(std::string_view pattern) {
  constexpr std::string_view kDotMatchesAll = "(?s)";  // RE2's; a search without anchors needs none.
  if (pattern.starts_with(kDotMatchesAll)) return "\\S";
  return concat("^(?:", pattern, ")$");
}

class SchemaWriter {
 public:
  SchemaWriter(ComponentTypes& types, Form form) : types_(types), form_(form) {}

  Json schema(const Schema& schema) const;
  Json component(const ComponentType& type) const;
  Json components() const;
  std::string reference(std::string_view type) const {
    return concat("#/$defs/", form_ == Form::Overlay ? "overlay." : "", type);
  }

 private:
  void add_format(const Schema& schema, Json& json) const;
  void add_object(const Schema& schema, Json& json) const;
  bool may_be_null(const Schema& schema) const {
    return form_ == Form::Overlay || (schema.nullable && !schema.required);
  }

  ComponentTypes& types_;
  Form form_;
};

void SchemaWriter::add_format(const Schema& schema, Json& json) const {
  const catalog::Library& library = types_.library();
  const auto allow = [&](const std::vector<std::string_view>& names) {
    json["enum"] = names;
    if (may_be_null(schema)) json["enum"].push_back(nullptr);
  };
  if (schema.format == "region") allow(region_names(library));
  if (schema.format == "kubernetes-version") allow(kubernetes_version_names(library));
  if (schema.format == "chart") allow(chart_names(library));
  if (schema.format == "cidr") json["pattern"] = "^[0-9a-fA-F.:]+/[0-9]{1,3}$";
  const Format* const format = find_format(schema.format);
  if (format && !format->pattern.empty() && schema.type == Type::String)
    json["pattern"] = anchored(format->pattern);
}

void SchemaWriter::add_object(const Schema& schema, Json& json) const {
  Json required = Json::array();
  json["properties"] = Json::object();
  for (const auto& [name, attribute] : schema.attributes) {
    json["properties"][name] = this->schema(attribute);
    if (attribute.required && form_ == Form::Whole) required.push_back(name);
  }
  if (!required.empty()) json["required"] = std::move(required);
  json["additionalProperties"] = false;
}

Json SchemaWriter::schema(const Schema& schema) const {
  Json json = Json::object();
  if (!schema.doc.empty()) json["description"] = trim(schema.doc);
  if (schema.type != Type::Any) {
    const std::string_view type = json_type(schema.type);
    json["type"] = type;
    if (may_be_null(schema)) json["type"] = {type, "null"};
    if (schema.format == "account-id") json["type"] = {type, "integer", "null"};
  }
  if (!schema.one_of.empty()) {
    for (const std::string& value : schema.one_of) {
      const auto number = schema.type == Type::Number ? eval::Number::parse(value) : std::nullopt;
      json["enum"].push_back(number ? number_json(number->as_double()) : Json(value));
    }
    if (may_be_null(schema)) json["enum"].push_back(nullptr);
  }
  if (schema.minimum) json["minimum"] = number_json(*schema.minimum);
  if (schema.maximum) json["maximum"] = number_json(*schema.maximum);
  if (!schema.pattern.empty()) json["pattern"] = anchored(schema.pattern);
  add_format(schema, json);
  if (schema.elements && schema.type == Type::List) json["items"] = this->schema(*schema.elements);
  if (schema.elements && schema.type == Type::Map)
    json["additionalProperties"] = this->schema(*schema.elements);
  if (schema.type == Type::Object) add_object(schema, json);
  if (schema.has_default) json["default"] = value_json(schema.default_value);
  return json;
}

Json SchemaWriter::component(const ComponentType& type) const {
  Json json = schema(type.spec);
  json["title"] = type.title;
  json["description"] = trim(type.doc);
  if (type.spec.type != Type::Object && type.spec.type != Type::Map) return json;
  json["type"] = {"object", "null"};
  Json& properties = json["properties"];
  if (type.part_of.empty()) {
    properties["type"] = {{"type", "string"}, {"description", "The component type; the key unless stated."}};
    properties["was"] = {{"type", "string"},
                         {"description", "The key this component had before it was renamed."}};
    for (const Need& need : type.needs) {
      properties[need.name] = {
          {"type", "string"},
          {"description", concat("Which `", need.type, "` it uses, where there are several.")}};
    }
  }
  for (const ComponentType* part : types_.parts_of(type.name))
    properties[part->name] = {{"$ref", reference(part->name)}};
  return json;
}

// A single validation need not be a list.
void allow_single_validation(Json& top) {
  Json& validation = top["properties"]["parameters"]["additionalProperties"]["properties"]["validation"];
  const Json list = std::exchange(validation, Json::object());
  validation["anyOf"] = {list, list["items"]};
}

// A component whose key is no type says its type.
Json SchemaWriter::components() const {
  Json json = {{"type", "object"}};
  Json names = Json::array();
  Json by_type = Json::array();
  for (const ComponentType* type : types_.all()) {
    if (!type->part_of.empty()) continue;
    json["properties"][type->name] = {{"$ref", reference(type->name)}};
    names.push_back(type->name);
    by_type.push_back({{"if", {{"properties", {{"type", {{"const", type->name}}}}}, {"required", {"type"}}}},
                       {"then", {{"$ref", reference(type->name)}}}});
  }
  Json other = {{"type", form_ == Form::Whole ? Json("object") : Json({"object", "null"})}};
  if (form_ == Form::Whole) other["required"] = {"type"};
  other["properties"]["type"]["enum"] = std::move(names);
  other["allOf"] = std::move(by_type);
  json["additionalProperties"] = std::move(other);
  return json;
}

}  // namespace

std::string json_schema(ComponentTypes& types) {
  const SchemaWriter whole(types, Form::Whole);
  const SchemaWriter overlay(types, Form::Overlay);
  const Schema& top = types.blueprint_schema();

  Json json = whole.schema(top);
  allow_single_validation(json);
  json["properties"]["components"] = whole.components();
  Json in_environment = overlay.schema(top);
  allow_single_validation(in_environment);
  for (const char* key : {"blueprint", "environments"}) in_environment["properties"].erase(key);
  in_environment["properties"]["components"] = overlay.components();
  json["properties"]["environments"]["additionalProperties"] = std::move(in_environment);

  Json result = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Blueprint"}};
  result.update(json);
  for (const ComponentType* type : types.all()) {
    result["$defs"][type->name] = whole.component(*type);
    result["$defs"][concat("overlay.", type->name)] = overlay.component(*type);
  }
  return result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace blueprint
