// collection[key] and object.name.

#include <algorithm>

#include "eval/convert.h"
#include "eval/operators.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

Value fail(Context& context, std::string_view code, std::string message, Span at, std::string help = {}) {
  if (context.lenient) return Value::null();
  context.diags.add(
      {.code = std::string(code), .message = std::move(message), .span = at, .help = std::move(help)});
  return Value::unknown();
}

Value spread(const Value& from, const Value& member) {
  return from.is_sensitive() && !member.is_sensitive() ? member.with_sensitive(true) : member;
}

// True when a step can be written behind `text` as it is. Behind a splat it
// would be taken of each element.
bool is_traversal(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted && c == '\\') ++i;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool plain = letter || std::string_view("_.-[]\"").find(c) != std::string_view::npos;
    if (!quoted && !plain && static_cast<unsigned char>(c) < 0x80) return false;
  }
  return true;
}

// The part of an unknown value: a symbol when that is one.
Value part(const Value& from, std::string_view step, Type type) {
  const std::string_view text = from.symbol_text();
  if (text.empty() || step.empty()) return Value::unknown(std::move(type));
  return Value::symbol(is_traversal(text) ? concat(text, step) : concat("(", text, ")", step),
                       std::move(type));
}

std::string quoted_key(std::string_view key) {
  std::string result = "[\"";
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    const bool opens = (c == '$' || c == '%') && i + 1 < key.size() && key[i + 1] == '{';
    if (c == '"' || c == '\\') result += '\\';
    if (opens) result += c;
    if (c == '\n') {
      result += "\\n";
    } else {
      result += c;
    }
  }
  return result + "\"]";
}

std::string step_text(const Value& key) {
  if (key.is_number()) return concat("[", key.as_number().text(), "]");
  if (key.is_string()) return quoted_key(key.as_string());
  return key.symbol_text().empty() ? std::string() : concat("[", key.symbol_text(), "]");
}

// Finding the nearest name is slow where there are many; in lenient contexts
// absence is common, and no error.
std::string suggestion(const Context& context, const Value& object, std::string_view name) {
  if (context.lenient || context.hushed) return {};
  const Type type = object.is_unknown() ? object.type() : Type();
  std::vector<std::string_view> names;
  for (const Entry& entry : object.entries()) names.push_back(entry.first);
  for (const Type::Attribute& attribute : type.attributes()) names.push_back(attribute.name);
  return did_you_mean(name, names);
}

Value index_sequence(Context& context, const Value& collection, const Value& given, Span at) {
  std::string why;
  const std::optional<Value> key = convert(given, Type::number(), why);
  if (!key) return fail(context, "eval/index", concat("this index does not fit: ", why), at);
  const bool tuple = collection.kind() == TypeKind::Tuple;
  if (!key->is_known()) {
    return part(collection, step_text(given), tuple ? Type::dynamic() : collection.element_type());
  }
  const Number& number = key->as_number();
  if (!number.is_whole()) return fail(context, "eval/index", "this index is not a whole number", at);
  if (number.sign() < 0) return fail(context, "eval/index", "this index is negative", at);
  const Type type = collection.is_unknown() ? collection.type() : Type::dynamic();
  if (collection.is_unknown() && !tuple) return part(collection, step_text(*key), type.element());
  const std::size_t size = collection.is_unknown() ? type.elements().size() : collection.size();
  const std::optional<std::int64_t> position = number.as_int64();
  if (!position || static_cast<std::size_t>(*position) >= size) {
    return fail(context, "eval/index",
                size == 0 ? std::string("there are no elements here")
                          : concat("there is no element ", number.text(), ": the last one is ",
                                   std::to_string(size - 1)),
                at);
  }
  const auto i = static_cast<std::size_t>(*position);
  if (collection.is_unknown()) return part(collection, step_text(*key), type.elements()[i]);
  return collection.items()[i];
}

Value index_mapping(Context& context, const Value& collection, const Value& given, Span at) {
  std::string why;
  const std::optional<Value> key = convert(given, Type::string(), why);
  if (!key) return fail(context, "eval/index", concat("this key does not fit: ", why), at);
  const bool map = collection.kind() == TypeKind::Map;
  if (collection.is_unknown() || !key->is_known()) {
    return part(collection, step_text(*key), map ? collection.element_type() : Type::dynamic());
  }
  if (const Value* const found = collection.find(key->as_string())) return *found;
  std::string help = suggestion(context, collection, key->as_string());
  if (!map && given.is_number()) help = "an object has attributes by name, not by number";
  return fail(context, "eval/index", concat("there is no element `", key->as_string(), "`"), at,
              std::move(help));
}

Value index_any(Context& context, const Value& collection, const Value& key, Span at) {
  if (collection.is_null()) return fail(context, "eval/index", "this indexes a value that is null", at);
  if (key.is_null()) return fail(context, "eval/index", "this index is null", at);
  if (collection.kind() == TypeKind::Dynamic) return part(collection, step_text(key), {});
  if (key.kind() == TypeKind::Dynamic) return part(collection, step_text(key), {});
  switch (collection.kind()) {
    case TypeKind::List:
    case TypeKind::Tuple: return index_sequence(context, collection, key, at);
    case TypeKind::Map:
    case TypeKind::Object: return index_mapping(context, collection, key, at);
    case TypeKind::Set:
      return fail(context, "eval/index", "the elements of a set have no index", at,
                  "turn it into a list with `tolist`");
    default: break;
  }
  return fail(context, "eval/index", concat("a ", collection.type().friendly(), " has no elements"), at);
}

Value attribute_of_object(Context& context, const Value& object, std::string_view name, Span at) {
  if (const Value* const found = object.find(name)) return *found;
  const bool map = object.kind() == TypeKind::Map;
  if (object.is_unknown()) {
    const Type type = object.type();
    const std::string step = concat(".", name);
    if (map) return part(object, step, type.element());
    if (const Type::Attribute* const found = type.attribute(name)) return part(object, step, found->type);
  }
  const std::string message = map ? concat("this map has no element `", name, "`")
                                  : concat("this object has no attribute `", name, "`");
  return fail(context, "eval/attribute", message, at, suggestion(context, object, name));
}

Value attribute_any(Context& context, const Value& object, std::string_view name, Span at) {
  if (object.is_null()) {
    return fail(context, "eval/attribute", concat("this takes `", name, "` of a value that is null"), at);
  }
  const TypeKind kind = object.kind();
  if (kind == TypeKind::Dynamic) return part(object, concat(".", name), {});
  if (kind == TypeKind::Object || kind == TypeKind::Map)
    return attribute_of_object(context, object, name, at);
  std::string help;
  const bool sequence = kind == TypeKind::List || kind == TypeKind::Set || kind == TypeKind::Tuple;
  if (sequence) help = concat("write `[*].", name, "` for that of all elements");
  if (kind == TypeKind::List || kind == TypeKind::Tuple)
    help += concat(", or `[0].", name, "` for that of the first");
  return fail(context, "eval/attribute", concat("a ", object.type().friendly(), " has no attributes"), at,
              std::move(help));
}

}  // namespace

Value index(Context& context, const Value& collection, const Value& key, Span at) {
  const Value result = index_any(context, collection, key, at);
  return spread(key, spread(collection, result));
}

Value attribute(Context& context, const Value& object, std::string_view name, Span at) {
  return spread(object, attribute_any(context, object, name, at));
}

}  // namespace blueprint::eval
