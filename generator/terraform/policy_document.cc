#include "terraform/policy_document.h"

#include <algorithm>

#include "eval/functions/json.h"
#include "eval/pieces.h"
#include "support/strings.h"

namespace blueprint::terraform {
namespace {

using eval::Entry;
using eval::Value;

constexpr std::size_t kMostBytes = 1u << 20;  // IAM takes 10 kB at most.

// In a policy document &{aws:username} is IAM's ${aws:username}.
Value with_variables(const Value& value) {
  if (value.is_string()) {
    std::string text = value.as_string();
    for (std::size_t at = text.find("&{"); at != std::string::npos; at = text.find("&{", at)) text[at] = '$';
    return Value::string(std::move(text));
  }
  if (!value.is_sequence()) return value;
  std::vector<Value> items;
  for (const Value& item : value.items()) items.push_back(with_variables(item));
  return Value::tuple(std::move(items));
}

// One value stands for itself, several are a list.
Value one_or_list(const Value& list) {
  if (list.is_sequence() && list.size() == 1) return with_variables(list.items().front());
  return with_variables(list);
}

void add(std::vector<Entry>& to, std::string_view name, const Value* value) {
  if (value && !value->is_null() && !(value->is_sequence() && value->size() == 0)) {
    to.emplace_back(name, one_or_list(*value));
  }
}

const Value* member(const Value& of, std::string_view name) {
  const Value* const found = of.find(name);
  return found && !found->is_null() ? found : nullptr;
}

// `principals` blocks as IAM writes them: "*", or lists by type.
Value principals(const Value& blocks) {
  if (!blocks.is_sequence()) return blocks;
  std::vector<Entry> by_type;
  for (const Value& block : blocks.items()) {
    const Value* const type = member(block, "type");
    const Value* const identifiers = member(block, "identifiers");
    if (!type || !identifiers || !type->is_string()) return Value::unknown();
    if (type->as_string() == "*") return Value::string("*");
    const auto same = std::ranges::find(by_type, type->as_string(), &Entry::first);
    if (same == by_type.end()) {
      by_type.emplace_back(type->as_string(), one_or_list(*identifiers));
      continue;
    }
    std::vector<Value> both;
    for (const Value* part : std::initializer_list<const Value*>{&same->second, identifiers}) {
      if (part->is_sequence()) {
        both.insert(both.end(), part->items().begin(), part->items().end());
      } else {
        both.push_back(*part);
      }
    }
    same->second = Value::tuple(std::move(both));
  }
  return Value::object(std::move(by_type));
}

Value conditions(const Value& blocks) {
  if (!blocks.is_sequence()) return blocks;
  std::vector<std::pair<std::string, std::vector<Entry>>> by_test;
  for (const Value& block : blocks.items()) {
    const Value* const test = member(block, "test");
    const Value* const variable = member(block, "variable");
    const Value* const values = member(block, "values");
    const auto key = variable ? eval::readable_text(*variable) : std::nullopt;
    if (!test || !test->is_string() || !key || !values) return Value::unknown();
    auto same = std::ranges::find(by_test, test->as_string(), &decltype(by_test)::value_type::first);
    if (same == by_test.end()) same = by_test.insert(by_test.end(), {test->as_string(), {}});
    same->second.emplace_back(*key, one_or_list(*values));
  }
  std::vector<Entry> entries;
  for (auto& [test, variables] : by_test) entries.emplace_back(test, Value::object(std::move(variables)));
  return Value::object(std::move(entries));
}

Value statement(const Value& block) {
  if (!block.is_mapping()) return block;
  std::vector<Entry> entries;
  add(entries, "Sid", member(block, "sid"));
  const Value* const effect = member(block, "effect");
  entries.emplace_back("Effect", effect ? *effect : Value::string("Allow"));
  add(entries, "Action", member(block, "actions"));
  add(entries, "NotAction", member(block, "not_actions"));
  add(entries, "Resource", member(block, "resources"));
  add(entries, "NotResource", member(block, "not_resources"));
  if (const Value* who = member(block, "principals")) entries.emplace_back("Principal", principals(*who));
  if (const Value* who = member(block, "not_principals"))
    entries.emplace_back("NotPrincipal", principals(*who));
  if (const Value* when = member(block, "condition")) entries.emplace_back("Condition", conditions(*when));
  return Value::object(std::move(entries));
}

// The statements of a whole list of documents, in their order.
void add_statements(std::vector<Value>& to, const Value* documents) {
  if (!documents) return;
  if (documents->kind() == eval::TypeKind::String) {
    const Value alone = Value::tuple({*documents});
    return add_statements(to, &alone);
  }
  if (!documents->is_sequence()) return to.push_back(Value::unknown());
  for (const Value& document : documents->items()) {
    std::string why;
    std::optional<Value> parsed;
    if (document.is_string()) parsed = eval::parse_json(document.as_string(), 100, why);
    if (!document.pieces().empty()) parsed = eval::parse_json_pieces(document.pieces(), 100, why);
    if (document.is_null() || (document.is_string() && document.as_string().empty())) continue;
    const Value* const found = parsed && parsed->is_mapping() ? parsed->find("Statement") : nullptr;
    if (!found || found->is_unknown()) {
      to.push_back(Value::unknown());
    } else if (found->is_sequence()) {
      to.insert(to.end(), found->items().begin(), found->items().end());
    } else {
      to.push_back(*found);
    }
  }
}

// A statement of an override document takes the place of the one with its sid.
void override_statements(std::vector<Value>& statements, const Value* documents) {
  std::vector<Value> over;
  add_statements(over, documents);
  for (Value& statement : over) {
    const Value* const sid = statement.find("Sid");
    const auto same = std::ranges::find_if(statements, [&](const Value& other) {
      const Value* const its = other.find("Sid");
      return sid && its && sid->is_string() && its->is_string() && sid->as_string() == its->as_string();
    });
    if (same == statements.end()) {
      statements.push_back(std::move(statement));
    } else {
      *same = std::move(statement);
    }
  }
}

}  // namespace

Value policy_document(const Value& block) {
  std::vector<Value> statements;
  // source_json and override_json are the names of old providers.
  add_statements(statements, member(block, "source_json"));
  add_statements(statements, member(block, "source_policy_documents"));
  Value all;
  if (const Value* own = member(block, "statement"); own && own->is_sequence()) {
    for (const Value& item : own->items()) statements.push_back(statement(item));
  } else if (own) {
    all = *own;
  }
  override_statements(statements, member(block, "override_json"));
  override_statements(statements, member(block, "override_policy_documents"));
  const Value* const version = member(block, "version");
  if (!all.is_unknown()) all = Value::tuple(std::move(statements));
  return eval::json_string(
      Value::object({{"Version", version ? *version : Value::string("2012-10-17")}, {"Statement", all}}),
      kMostBytes);
}

}  // namespace blueprint::terraform
