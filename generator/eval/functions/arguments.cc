#include "eval/functions/arguments.h"

#include "eval/convert.h"
#include "eval/functions/json.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

void report_limit(const Call& call, std::string message) {
  call.context.diags.add({.code = "eval/limit", .message = std::move(message), .span = call.at});
}

}  // namespace

std::optional<std::int64_t> whole_argument(const Call& call, std::size_t i) {
  const std::optional<std::int64_t> result = call.args[i].as_number().as_int64();
  if (!result) {
    call.fail(i,
              "value must be a whole number, between -9223372036854775808 and 9223372036854775807 inclusive");
  }
  return result;
}

bool fits_text(const Call& call, std::size_t bytes) {
  const std::size_t limit = call.context.limits.text_bytes;
  if (bytes <= limit) return true;
  report_limit(call,
               concat("`", call.name, "` would give a text of more than ", std::to_string(limit), " bytes"));
  return false;
}

bool fits_collection(const Call& call, std::size_t size) {
  const std::size_t limit = call.context.limits.collection_size;
  if (size <= limit) return true;
  report_limit(call, concat("`", call.name, "` would give a collection of more than ", std::to_string(limit),
                            " elements"));
  return false;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return json_quoted(text);
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return json_quoted(concat(text.substr(0, end), "…"));
}

std::string quoted_argument(const Call& call, std::size_t i) {
  const Value& value = call.args[i];
  if (value.is_sensitive()) return "(sensitive value)";
  return value.is_string() ? in_quotes(value.as_string()) : std::string("(value)");
}

bool is_list_like(const Value& value) {
  return value.kind() == TypeKind::List || value.kind() == TypeKind::Tuple;
}

bool is_sequence_type(const Value& value) { return is_list_like(value) || value.kind() == TypeKind::Set; }

bool is_mapping_type(const Value& value) {
  return value.kind() == TypeKind::Map || value.kind() == TypeKind::Object;
}

std::optional<Type> unify_all(const std::vector<Type>& types) {
  std::optional<Type> result;
  for (const Type& type : types) {
    if (type.is_dynamic()) continue;
    if (!result) {
      result = type;
    } else if (!(*result == type)) {
      result = unify(*result, type);
      if (!result) return std::nullopt;
    }
  }
  return result ? *result : Type::dynamic();
}

Value converted(const Value& value, const Type& type) {
  if (type.is_dynamic()) return value;
  std::string why;
  return convert(value, type, why).value_or(value);
}

std::string identity_text(const Value& value) {
  if (value.is_string()) return value.as_string();
  if (value.is_null()) return std::string("\0null", 5);
  return json_text(value);
}

Value strings(std::vector<std::string> texts) {
  std::vector<Value> items;
  items.reserve(texts.size());
  for (std::string& text : texts) items.push_back(Value::string(std::move(text)));
  return Value::list(Type::string(), std::move(items));
}

Type string_set_type() { return Type::set(Type::string()); }
Type number_list_type() { return Type::list(Type::number()); }
Type any_set_type() { return Type::set(Type::dynamic()); }

}  // namespace blueprint::eval
