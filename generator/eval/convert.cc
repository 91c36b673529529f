#include "eval/convert.h"

#include <algorithm>

#include "eval/conversion.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

using Converted = std::optional<Value>;

Converted fail(std::string& why, std::string reason) {
  why = std::move(reason);
  return std::nullopt;
}

Converted mismatch(std::string& why, const Value& value, const Type& type) {
  return fail(why, mismatch_message(value.type(), type));
}

Converted to_number(const Value& value, std::string& why) {
  if (value.is_string()) {
    if (const std::optional<Number> number = Number::parse(value.as_string())) return Value::number(*number);
    return fail(why, "a number is required");
  }
  return mismatch(why, value, Type::number());
}

Converted to_bool(const Value& value, std::string& why) {
  if (!value.is_string()) return mismatch(why, value, Type::boolean());
  const std::string& text = value.as_string();
  if (text == "true" || text == "1") return Value::boolean(true);
  if (text == "false" || text == "0") return Value::boolean(false);
  std::string lower = text;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (lower == "true" || lower == "false") {
    return fail(why, concat("a bool is required; to convert from string, use lowercase \"", lower, "\""));
  }
  return fail(why, "a bool is required");
}

Converted to_string(const Value& value, std::string& why) {
  if (value.is_number()) return Value::string(value.as_number().text());
  if (value.is_bool()) return Value::string(value.as_bool() ? "true" : "false");
  return mismatch(why, value, Type::string());
}

bool convert_all(const std::vector<Value*>& parts, const Type& type, std::string& why) {
  for (Value* part : parts) {
    Converted converted = convert(*part, type, why);
    if (!converted) return false;
    *part = std::move(*converted);
  }
  return true;
}

// The one type of the elements of a collection to be, also when the wanted type
// leaves something open.
std::optional<Type> settle(const std::vector<Value*>& parts, const Type& wanted, std::string& why) {
  if (!wanted.has_dynamic()) return wanted.without_optional();
  std::vector<Type> types;
  for (const Value* part : parts) types.push_back(part->type());
  const std::optional<Type> unified = wanted.is_dynamic() ? wanted : unify(types);
  if (!unified) {
    why = "cannot find a common base type for all elements";
    return std::nullopt;
  }
  if (!convert_all(parts, *unified, why)) return std::nullopt;
  const auto typed =
      std::ranges::find_if(parts, [](const Value* part) { return part->kind() != TypeKind::Dynamic; });
  const Type type = typed == parts.end() ? Type::dynamic() : (*typed)->type();
  for (const Value* part : parts) {
    if (part->kind() == TypeKind::Dynamic || conforms(*part, type)) continue;
    why = "element types must all match";
    return std::nullopt;
  }
  if (!convert_all(parts, type, why)) return std::nullopt;
  return type;
}

// The type that the parts of a tuple or object take as elements.
std::optional<Type> common_type(const Value& value, const Type& element) {
  if (!element.is_dynamic()) return element;
  if (value.kind() != TypeKind::Tuple && value.kind() != TypeKind::Object) return value.element_type();
  std::vector<Type> types;
  for (const Value& item : value.items()) types.push_back(item.type());
  for (const Entry& entry : value.entries()) types.push_back(entry.second.type());
  std::optional<Type> type = unify(types);
  const bool tuple = value.kind() == TypeKind::Tuple;
  if (tuple && type && type->is_dynamic() && !std::ranges::all_of(types, &Type::is_dynamic))
    return std::nullopt;
  return type;
}

Converted to_sequence(const Value& value, const Type& type, std::string& why) {
  if (!value.is_sequence()) return mismatch(why, value, type);
  const Type wanted = type.element();
  const bool collection = value.kind() != TypeKind::Tuple;
  std::vector<Value> items;
  Type element = collection && wanted.is_dynamic() ? value.element_type() : wanted.without_optional();
  if (collection && !convertible(value.element_type(), wanted)) return mismatch(why, value, type);
  if (value.size() > 0) {
    const std::optional<Type> common = common_type(value, wanted);
    if (!common) return mismatch(why, value, type);
    items.reserve(value.size());
    for (const Value& item : value.items()) {
      Converted converted = convert(item, *common, why);
      if (!converted) return fail(why, concat("element ", std::to_string(items.size()), ": ", why));
      items.push_back(std::move(*converted));
    }
    std::vector<Value*> parts;
    for (Value& item : items) parts.push_back(&item);
    const std::optional<Type> settled = settle(parts, *common, why);
    if (!settled) return std::nullopt;
    element = *settled;
  }
  return type.kind() == TypeKind::Set ? Value::set(std::move(element), std::move(items))
                                      : Value::list(std::move(element), std::move(items));
}

Converted to_map(const Value& value, const Type& type, std::string& why) {
  if (!value.is_mapping()) return mismatch(why, value, type);
  const Type wanted = type.element();
  const bool collection = value.kind() == TypeKind::Map;
  if (collection && !convertible(value.element_type(), wanted)) return mismatch(why, value, type);
  if (value.size() == 0) {
    return Value::map(collection && wanted.is_dynamic() ? value.element_type() : wanted.without_optional(),
                      {});
  }
  const std::optional<Type> common = common_type(value, wanted);
  if (!common) return mismatch(why, value, type);
  std::vector<Entry> entries;
  entries.reserve(value.size());
  for (const Entry& entry : value.entries()) {
    Converted converted = convert(entry.second, *common, why);
    if (!converted) return fail(why, concat("element \"", entry.first, "\": ", why));
    entries.emplace_back(entry.first, std::move(*converted));
  }
  std::vector<Value*> parts;
  for (Entry& entry : entries) parts.push_back(&entry.second);
  const std::optional<Type> element = settle(parts, *common, why);
  if (!element) return std::nullopt;
  return Value::map(*element, std::move(entries));
}

Converted to_tuple(const Value& value, const Type& type, std::string& why) {
  if (value.kind() != TypeKind::Tuple || value.size() != type.elements().size())
    return mismatch(why, value, type);
  std::vector<Value> items;
  for (std::size_t i = 0; i < value.size(); ++i) {
    Converted converted = convert(value.items()[i], type.elements()[i], why);
    if (!converted) return fail(why, concat("element ", std::to_string(i), ": ", why));
    items.push_back(std::move(*converted));
  }
  return Value::tuple(std::move(items));
}

Converted to_object(const Value& value, const Type& type, std::string& why) {
  if (!value.is_mapping()) return mismatch(why, value, type);
  const bool map = value.kind() == TypeKind::Map;
  std::vector<Entry> entries;
  for (const Entry& entry : value.entries()) {
    const Type::Attribute* const wanted = type.attribute(entry.first);
    if (!wanted) continue;
    Converted converted = convert(entry.second, wanted->type, why);
    if (!converted) return fail(why, concat("attribute \"", entry.first, "\": ", why));
    entries.emplace_back(entry.first, std::move(*converted));
  }
  for (const Type::Attribute& wanted : type.attributes()) {
    if (value.find(wanted.name)) continue;
    if (!wanted.optional && map) {
      return fail(why, concat("map has no element for required attribute \"", wanted.name, "\""));
    }
    if (!wanted.optional) return mismatch(why, value, type);
    entries.emplace_back(wanted.name, Value::null(wanted.type.without_optional()));
  }
  return Value::object(std::move(entries));
}

Converted convert_known(const Value& value, const Type& type, std::string& why) {
  switch (type.kind()) {
    case TypeKind::Dynamic: return value;
    case TypeKind::Bool: return to_bool(value, why);
    case TypeKind::Number: return to_number(value, why);
    case TypeKind::String: return to_string(value, why);
    case TypeKind::List:
    case TypeKind::Set: return to_sequence(value, type, why);
    case TypeKind::Map: return to_map(value, type, why);
    case TypeKind::Tuple: return to_tuple(value, type, why);
    case TypeKind::Object: return to_object(value, type, why);
  }
  return value;
}

Converted convert_unknown(const Value& value, const Type& type, std::string& why) {
  const Type from = value.type();
  if (!convertible(from, type)) return fail(why, mismatch_message(from, type));
  Type to = filled_in(from, type);
  if (value.is_null()) return Value::null(std::move(to));
  if (!value.pieces().empty() && value.kind() == to.kind()) return value;
  if (value.symbol_text().empty()) return Value::unknown(std::move(to));
  return Value::symbol(std::string(value.symbol_text()), std::move(to));
}

}  // namespace

bool conforms(const Value& value, const Type& type) {
  if (value.kind() != type.kind()) return false;
  if (type.is_primitive()) return true;
  if (!value.is_known()) return value.type() == type;
  switch (type.kind()) {
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Map: return value.element_type() == type.element();
    case TypeKind::Tuple: return std::ranges::equal(value.items(), type.elements(), conforms);
    default: break;
  }
  return value.size() == type.attributes().size() &&
         std::ranges::all_of(type.attributes(), [&](const Type::Attribute& attribute) {
           const Value* const member = value.find(attribute.name);
           return member && conforms(*member, attribute.type);
         });
}

std::optional<Value> convert(const Value& value, const Type& type, std::string& why) {
  if (type.is_dynamic() || conforms(value, type)) return value;
  Converted result = value.is_known() ? convert_known(value, type, why) : convert_unknown(value, type, why);
  if (!result) return result;
  const bool sensitive = value.is_sensitive() || result->is_sensitive();
  return result->with_sensitive(sensitive).with_origin(value.origin());
}

}  // namespace blueprint::eval
