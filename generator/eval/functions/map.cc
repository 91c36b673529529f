// Functions on maps and objects.

#include <algorithm>
#include <map>

#include "eval/convert.h"
#include "eval/functions/arguments.h"
#include "eval/functions/collection.h"
#include "support/strings.h"

namespace blueprint::eval::collection {

namespace {

bool is_untyped(const Value& value) { return value.is_unknown() && value.kind() == TypeKind::Dynamic; }

Value lookup_unknown(const Call& call) {
  const Value& map = call.args[0];
  if (map.kind() == TypeKind::Map) return Value::unknown(map.type().element());
  if (!call.args[1].is_known()) return Value::unknown();
  const Type type = map.type();
  const Type::Attribute* const attribute = type.attribute(call.args[1].as_string());
  return Value::unknown(attribute ? attribute->type : Type::dynamic());
}

}  // namespace

Value call_keys(const Call& call) {
  const Value& map = call.args[0];
  if (is_untyped(map)) return Value::unknown();
  if (!is_mapping_type(map)) return call.fail(0, "must have map or object type");
  std::vector<Value> keys;
  if (map.is_unknown()) {
    if (map.kind() == TypeKind::Map) return Value::unknown(string_list_type());
    const Type type = map.type();
    for (const Type::Attribute& attribute : type.attributes()) keys.push_back(Value::string(attribute.name));
    return Value::tuple(std::move(keys));
  }
  for (const Entry* entry : map.sorted_entries()) keys.push_back(Value::string(entry->first));
  return map.kind() == TypeKind::Map ? Value::list(Type::string(), std::move(keys))
                                     : Value::tuple(std::move(keys));
}

Value call_lookup(const Call& call) {
  const Value& map = call.args[0];
  if (call.args.size() > 3) {
    return call.fail(concat("lookup() takes two or three arguments, got ", std::to_string(call.args.size())));
  }
  if (is_untyped(map)) return Value::unknown();
  if (!is_mapping_type(map)) return call.fail(0, "lookup() requires a map as the first argument");
  const bool typed = map.kind() == TypeKind::Map;
  const bool has_default = call.args.size() == 3;
  std::optional<Value> otherwise;
  if (has_default) {
    std::string why;
    otherwise = typed ? convert(call.args[2], map.type().element(), why) : call.args[2];
    if (!otherwise) return call.fail(2, "the default value must have the same type as the map elements");
  }
  if (!map.is_known() || !call.args[1].is_known()) return lookup_unknown(call);
  const std::string& key = call.args[1].as_string();
  if (const Value* const found = map.find(key)) return *found;
  if (otherwise) return *otherwise;
  if (typed) return call.fail(concat("lookup failed to find key ", quoted_argument(call, 1)));
  return call.fail(0, concat("the given object has no attribute ", quoted_argument(call, 1)));
}

Value call_merge(const Call& call) {
  if (call.args.empty()) return Value::object({});
  bool matching = true;
  bool unknown_map = false;
  bool unknown_object = false;
  std::size_t size = 0;
  const Type first = call.args[0].type();
  for (const Value& arg : call.args) {
    if (arg.kind() == TypeKind::Dynamic) {
      if (arg.is_unknown()) return Value::unknown();
      continue;  // A plain null adds nothing.
    }
    if (!is_mapping_type(arg)) {
      return call.fail(concat("arguments must be maps or objects, got ", in_quotes(arg.type().friendly())));
    }
    matching = matching && arg.type() == first;
    unknown_map = unknown_map || (arg.is_unknown() && arg.kind() == TypeKind::Map);
    unknown_object = unknown_object || (arg.is_unknown() && arg.kind() == TypeKind::Object);
    if (arg.is_known()) size += arg.size();
  }
  if (unknown_map) return Value::unknown(matching ? first : Type::dynamic());
  if (unknown_object && matching) return Value::unknown(first);
  if (!fits_collection(call, size)) return Value::unknown();
  std::vector<Entry> entries;
  for (const Value& arg : call.args) {
    if (arg.is_known()) entries.insert(entries.end(), arg.entries().begin(), arg.entries().end());
    if (!arg.is_unknown()) continue;
    const Type type = arg.type();
    for (const Type::Attribute& attribute : type.attributes()) {
      entries.emplace_back(attribute.name, Value::unknown(attribute.type));
    }
  }
  const bool typed = matching && first.kind() == TypeKind::Map;
  return typed ? Value::map(first.element(), std::move(entries)) : Value::object(std::move(entries));
}

Value call_transpose(const Call& call) {
  const Value& map = call.args[0];
  const Type list = string_list_type();
  if (!map.wholly_known()) return Value::unknown(Type::map(list));
  std::map<std::string, std::vector<std::string>> result;
  for (const Entry* entry : map.sorted_entries()) {
    if (entry->second.is_null()) return call.fail("input must not contain null list");
    for (const Value& item : entry->second.items()) {
      if (item.is_null()) return call.fail("input list must not contain null string");
      result[item.as_string()].push_back(entry->first);
    }
  }
  std::vector<Entry> entries;
  for (auto& [key, keys] : result) entries.emplace_back(key, strings(std::move(keys)));
  return Value::map(list, std::move(entries));
}

Value call_values(const Call& call) {
  const Value& map = call.args[0];
  if (is_untyped(map)) return Value::unknown();
  if (!is_mapping_type(map)) return call.fail("values() requires a map as the first argument");
  const bool typed = map.kind() == TypeKind::Map;
  std::vector<Value> values;
  if (map.is_unknown()) {
    if (typed) return Value::unknown(Type::list(map.type().element()));
    const Type type = map.type();
    for (const Type::Attribute& attribute : type.attributes())
      values.push_back(Value::unknown(attribute.type));
    return Value::tuple(std::move(values));
  }
  for (const Entry* entry : map.sorted_entries()) values.push_back(entry->second);
  return typed ? Value::list(map.type().element(), std::move(values)) : Value::tuple(std::move(values));
}

Value call_zipmap(const Call& call) {
  const Value& keys = call.args[0];
  const Value& values = call.args[1];
  if (is_untyped(values)) return Value::unknown();
  if (!is_list_like(values)) return call.fail("values argument must be a list or tuple value");
  const bool typed = values.kind() == TypeKind::List;
  const Type type = typed ? Type::map(values.type().element()) : Type::dynamic();
  if (!keys.wholly_known() || !values.is_known()) return Value::unknown(type);
  if (keys.size() != values.size()) {
    return call.fail(concat("number of keys (", std::to_string(keys.size()),
                            ") does not match number of values (", std::to_string(values.size()), ")"));
  }
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Value& key = keys.items()[i];
    if (key.is_null()) return call.fail(concat("keys list has null value at index ", std::to_string(i)));
    entries.emplace_back(key.as_string(), values.items()[i]);
  }
  return typed ? Value::map(type.element(), std::move(entries)) : Value::object(std::move(entries));
}

}  // namespace blueprint::eval::collection
