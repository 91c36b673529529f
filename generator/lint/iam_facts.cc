#include "lint/iam_facts.h"

#include <algorithm>
#include <array>
#include <optional>

#include "catalog/iam.h"
#include "eval/functions/policy.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

using eval::Value;

constexpr std::size_t kMost = 20;

// The known texts of a list.
std::vector<std::string_view> texts(const Value* list) {
  std::vector<std::string_view> found;
  if (!list) return found;
  for (const Value& item : list->items()) {
    if (item.is_string()) found.push_back(item.as_string());
  }
  return found;
}

bool is_empty(const Value* list) { return list && list->is_sequence() && list->size() == 0; }

// The part of a policy that no resource and no condition restricts.
class Unconstrained {
 public:
  explicit Unconstrained(const catalog::Library& library) : library_(library) {}

  void add(const Value& statements) {
    for (const Value& statement : statements.items()) add_statement(statement);
  }

  bool allows(std::string_view action) const {
    const auto matches = [&](std::string_view pattern) { return catalog::iam_matches(pattern, action); };
    if (std::ranges::any_of(denied_, matches)) return false;
    if (std::ranges::any_of(allowed_, matches)) return true;
    return std::ranges::any_of(all_but_, [&](const auto& but) { return std::ranges::none_of(but, matches); });
  }

  // Those for which `wanted` is true, each once, in the order of the policy.
  std::vector<Value> actions(std::optional<catalog::AccessLevel> level,
                             const std::function<bool(const catalog::IamAction&)>& wanted) const {
    std::vector<Value> found;
    std::vector<std::string> names;
    const auto visit = [&](const catalog::IamAction& action) {
      if (wanted(action) && allows(action.name) && std::ranges::count(names, action.name) == 0) {
        names.push_back(action.name);
        found.push_back(Value::string(action.name));
      }
      return found.size() < kMost;
    };
    for (const std::string_view pattern : allowed_) catalog::each_iam_action(library_, pattern, visit, level);
    if (!all_but_.empty()) catalog::each_iam_action(library_, "*", visit, level);
    if (found.size() > kMost) found.resize(kMost);
    return found;
  }

 private:
  void add_statement(const Value& statement) {
    // Who is named by a policy gets its resource, whatever `*` says: a key's, a bucket's.
    const Value* const principals = statement.find("principals");
    if (!principals || !principals->is_known() || principals->size() > 0) return;
    const Value* const effect = statement.find("effect");
    if (!effect || !effect->is_string() || !is_empty(statement.find("conditions"))) return;
    const std::vector<std::string_view> resources = texts(statement.find("resources"));
    const bool everywhere =
        std::ranges::count(resources, "*") > 0 || !texts(statement.find("not_resources")).empty();
    if (!everywhere) return;
    const std::vector<std::string_view> actions = texts(statement.find("actions"));
    if (effect->as_string() == "Deny") {
      denied_.insert(denied_.end(), actions.begin(), actions.end());
    } else if (effect->as_string() == "Allow") {
      allowed_.insert(allowed_.end(), actions.begin(), actions.end());
      const Value* const but = statement.find("not_actions");
      if (but && but->wholly_known() && but->size() > 0) all_but_.push_back(texts(but));
    }
  }

  const catalog::Library& library_;
  std::vector<std::string_view> allowed_;
  std::vector<std::string_view> denied_;
  std::vector<std::vector<std::string_view>> all_but_;
};

// The statements of each policy that the subject holds.
std::vector<Value> policies_of(const Subject& subject) {
  std::vector<Value> found;
  const auto add = [&](const Value& policy) {
    constexpr int kDepth = 100;
    if (std::optional<Value> statements = eval::policy_text_statements(policy, kDepth))
      found.push_back(std::move(*statements));
  };
  for (const std::string_view argument : {"json", "policy"}) {
    if (const Value* policy = subject.self.find(argument)) add(*policy);
  }
  // The text of a permission set, the blocks of a role.
  if (const Value* inline_policy = subject.self.find("inline_policy")) {
    if (!inline_policy->is_sequence()) add(*inline_policy);
    for (const Value& each : inline_policy->items()) {
      if (const Value* policy = each.find("policy")) add(*policy);
    }
  }
  return found;
}

std::optional<catalog::AccessLevel> level_of(std::string_view member) {
  constexpr std::array<std::string_view, 5> kLevels = {"list", "read", "tagging", "write", "permissions"};
  const auto found = std::ranges::find(kLevels, member);
  if (found == kLevels.end()) return std::nullopt;
  return catalog::AccessLevel(found - kLevels.begin());
}

// AWS counts some that only look among those that manage permissions: glue:ListEntities.
bool only_looks(std::string_view action) {
  const std::string_view verb = action.substr(action.find(':') + 1);
  return verb.starts_with("List") || verb.starts_with("Describe") || verb.starts_with("Get");
}

// A permissions boundary grants nothing, whatever it allows.
bool is_boundary(const Subject& subject) {
  return subject.type == "aws_iam_policy" && subject.name.find("boundary") != std::string::npos;
}

}  // namespace

Value iam_facts(const catalog::Library& library, const Subject& subject, std::string_view member) {
  const std::vector<Value> policies = policies_of(subject);
  if (policies.empty() || is_boundary(subject)) return Value::unknown();
  Unconstrained policy(library);
  for (const Value& statements : policies) policy.add(statements);
  const std::optional<catalog::AccessLevel> level = level_of(member);
  if (level || member == "restrictable") {
    return Value::tuple(policy.actions(level, [&](const catalog::IamAction& action) {
      if (level == catalog::AccessLevel::Permissions && only_looks(action.name)) return false;
      return action.restrictable;
    }));
  }
  std::vector<Value> found;
  if (member == "credentials" || member == "exfiltration") {
    for (const std::string_view action : catalog::iam_grants(library, member)) {
      if (policy.allows(action)) found.push_back(Value::string(action));
    }
    return Value::tuple(std::move(found));
  }
  if (member != "escalations") return Value::unknown();
  for (const catalog::IamEscalation& way : catalog::iam_escalations(library)) {
    if (!std::ranges::all_of(way.actions, [&](std::string_view action) { return policy.allows(action); }))
      continue;
    std::vector<Value> actions;
    for (const std::string_view action : way.actions) actions.push_back(Value::string(action));
    found.push_back(
        Value::object({{"actions", Value::tuple(std::move(actions))}, {"how", Value::string(way.how)}}));
  }
  return Value::tuple(std::move(found));
}

}  // namespace blueprint::lint
