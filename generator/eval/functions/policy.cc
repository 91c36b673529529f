#include "eval/functions/policy.h"

#include <map>

#include "eval/functions/json.h"
#include "eval/pieces.h"

namespace blueprint::eval {

namespace {

// Whether what is not known is one text, and no list: by its type, or as the ARN of one thing.
bool is_one_text(const Value& unknown) {
  const std::string_view symbol = unknown.symbol_text();
  return unknown.kind() == TypeKind::String || (symbol.ends_with(".arn") && symbol.find('*') == symbol.npos);
}

// A text or a list of texts as a list; nothing as an empty one.
Value as_list(const Value* value) {
  if (!value || value->is_null()) return Value::tuple({});
  if (value->is_unknown() && !is_one_text(*value)) return Value::unknown(string_list_type());
  if (value->is_sequence()) return Value::tuple({value->items().begin(), value->items().end()});
  return Value::tuple({*value});
}

Value as_text(const Value* value) { return value ? *value : Value::null(Type::string()); }

// "*", or an object of type to one or several.
Value principals(const Value* value) {
  if (!value || value->is_null()) return Value::object({});
  if (value->is_unknown()) return Value::unknown();
  std::vector<Entry> entries;
  if (!value->is_mapping()) {
    entries.emplace_back(value->is_string() ? value->as_string() : std::string("*"), as_list(value));
    return Value::object(std::move(entries));
  }
  for (const Entry& entry : value->entries()) entries.emplace_back(entry.first, as_list(&entry.second));
  return Value::object(std::move(entries));
}

// {StringEquals = {"aws:x" = "y"}} as a list of {test, variable, values}.
Value conditions(const Value* value) {
  if (value && value->is_unknown()) return Value::unknown();
  std::vector<Value> items;
  if (!value || !value->is_mapping()) return Value::tuple({});
  for (const Entry& test : value->entries()) {
    if (test.second.is_unknown()) return Value::unknown();
    if (!test.second.is_mapping()) continue;
    for (const Entry& variable : test.second.entries()) {
      items.push_back(Value::object({{"test", Value::string(test.first)},
                                     {"variable", Value::string(variable.first)},
                                     {"values", as_list(&variable.second)}}));
    }
  }
  return Value::tuple(std::move(items));
}

Value statement(const Value& value) {
  if (!value.is_mapping()) return Value::unknown();
  return Value::object({{"sid", as_text(value.find("Sid"))},
                        {"effect", as_text(value.find("Effect"))},
                        {"actions", as_list(value.find("Action"))},
                        {"not_actions", as_list(value.find("NotAction"))},
                        {"resources", as_list(value.find("Resource"))},
                        {"not_resources", as_list(value.find("NotResource"))},
                        {"principals", principals(value.find("Principal"))},
                        {"not_principals", principals(value.find("NotPrincipal"))},
                        {"conditions", conditions(value.find("Condition"))}});
}

}  // namespace

std::optional<Value> policy_statements(const Value& policy) {
  if (!policy.is_mapping()) return std::nullopt;
  const Value* const found = policy.find("Statement");
  if (!found || found->is_null()) return Value::tuple({});
  if (found->is_unknown()) return Value::unknown();
  std::vector<Value> items;
  if (found->is_mapping()) {
    items.push_back(statement(*found));
  } else if (found->is_sequence()) {
    for (const Value& item : found->items()) {
      if (item.is_known() && !item.is_mapping()) return std::nullopt;
      items.push_back(statement(item));
    }
  } else {
    return std::nullopt;
  }
  return Value::tuple(std::move(items));
}

namespace {

std::optional<Value> read_statements(const Value& policy, int max_depth) {
  std::string why;
  std::optional<Value> parsed;
  // AWS refuses a policy for such a comma, and once it is gone takes what the policy says.
  constexpr auto kCommas = TrailingCommas::Allowed;
  if (policy.is_string()) parsed = parse_json(policy.as_string(), max_depth, why, kCommas);
  if (policy.is_unknown()) {
    if (!policy.pieces().empty()) parsed = parse_json_pieces(policy.pieces(), max_depth, why, kCommas);
    if (!parsed) return Value::unknown();
  }
  return policy_statements(parsed.value_or(policy));
}

// Policies that are remembered at a time, and how long such a text may be.
constexpr std::size_t kMostRemembered = 64;
constexpr std::size_t kLongestRemembered = 64u << 10;

}  // namespace

// Some thirty rules read each policy.
std::optional<Value> policy_text_statements(const Value& policy, int max_depth) {
  const std::optional<std::string> text = readable_text(policy);
  if (!text || text->size() > kLongestRemembered || policy.contains_sensitive())
    return read_statements(policy, max_depth);
  thread_local std::map<std::pair<bool, std::string>, std::optional<Value>> remembered;
  const std::pair key(policy.is_known(), *text);
  if (const auto found = remembered.find(key); found != remembered.end()) return found->second;
  if (remembered.size() >= kMostRemembered) remembered.clear();
  return remembered[key] = read_statements(policy, max_depth);
}

}  // namespace blueprint::eval
