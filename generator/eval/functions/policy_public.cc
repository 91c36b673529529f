#include "eval/functions/policy_public.h"

#include <algorithm>
#include <array>

#include "support/strings.h"

namespace blueprint::eval {

namespace {

using namespace std::string_view_literals;

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  return result;
}

bool only_stars(std::string_view text) { return text.find_first_not_of('*') == std::string_view::npos; }

// An ARN of whatever account. Buckets have no account in their ARN: their name alone is one of a kind.
bool of_any_account(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, ':');
  if (parts.size() < 5 || parts[0] != "arn" || !parts[4].starts_with('*')) return false;
  return parts[2] != "s3" || only_stars(parts.back());
}

bool is_everybody(const Value& principal) {
  if (!principal.is_string()) return false;
  const std::string& text = principal.as_string();
  return text == "*" || of_any_account(text);
}

bool any_principal(const Value* principals) {
  if (!principals || !principals->is_mapping()) return false;
  return std::ranges::any_of(principals->entries(), [](const Entry& entry) {
    if (entry.first != "*" && entry.first != "AWS") return false;
    return entry.second.is_sequence() && std::ranges::any_of(entry.second.items(), is_everybody);
  });
}

// Operators that hold only when the key is there and is one of the values.
constexpr std::array kPositive = {
    "stringequals"sv, "stringequalsignorecase"sv, "stringlike"sv, "arnequals"sv, "arnlike"sv, "ipaddress"sv,
    "bool"sv};

// Keys that say who asks or where from, and that the asker cannot choose; of a
// subscription, who is sent the messages, whoever asks for it.
constexpr std::array kRestricting = {"aws:ec2instancesourcevpc"sv,
                                     "aws:principalaccount"sv,
                                     "aws:principalarn"sv,
                                     "aws:principalisawsservice"sv,
                                     "aws:principalorgid"sv,
                                     "aws:principalorgpath"sv,
                                     "aws:principalorgpaths"sv,
                                     "aws:principalservicename"sv,
                                     "aws:principalservicenameslist"sv,
                                     "aws:sourceaccount"sv,
                                     "aws:sourcearn"sv,
                                     "aws:sourceip"sv,
                                     "aws:sourceorgid"sv,
                                     "aws:sourceorgpaths"sv,
                                     "aws:sourceowner"sv,
                                     "aws:sourcevpc"sv,
                                     "aws:sourcevpcarn"sv,
                                     "aws:sourcevpce"sv,
                                     "aws:userid"sv,
                                     "aws:username"sv,
                                     "aws:vpceaccount"sv,
                                     "aws:vpceorgid"sv,
                                     "aws:vpceorgpaths"sv,
                                     "aws:vpcsourceip"sv,
                                     "elasticfilesystem:accessedviamounttarget"sv,
                                     "elasticfilesystem:accesspointarn"sv,
                                     "kms:calleraccount"sv,
                                     "s3:dataaccesspointaccount"sv,
                                     "s3:dataaccesspointarn"sv,
                                     "s3:x-amz-server-side-encryption-aws-kms-key-id"sv,
                                     "sns:endpoint"sv};

// A value that fits everybody. One that is not known is taken to mean somebody.
bool fits_everybody(const Value& value) {
  if (value.is_bool()) return !value.as_bool();
  if (!value.is_string()) return false;
  const std::string& text = value.as_string();
  return only_stars(text) || text == "0.0.0.0/0" || text == "::/0" || text == "false" || of_any_account(text);
}

bool restricts(const Value& condition) {
  if (!condition.is_mapping()) return true;
  const Value* const test = condition.find("test");
  const Value* const variable = condition.find("variable");
  const Value* const values = condition.find("values");
  if (!test || !test->is_string() || !variable || !variable->is_string() || !values) return true;
  std::string operation = lower(test->as_string());
  if (constexpr std::string_view any = "foranyvalue:"; operation.starts_with(any))
    operation.erase(0, any.size());
  if (!std::ranges::count(kPositive, operation)) return false;
  if (!std::ranges::count(kRestricting, lower(variable->as_string()))) return false;
  if (!values->is_sequence()) return true;
  return std::ranges::none_of(values->items(), fits_everybody);
}

}  // namespace

bool admits_everybody(const Value& statement) {
  if (!statement.is_mapping()) return false;
  const Value* const effect = statement.find("effect");
  if (!effect || !effect->is_string() || effect->as_string() != "Allow") return false;
  const Value* const others = statement.find("not_principals");
  const bool all_but_some = others && others->is_mapping() && others->size() > 0;
  if (!all_but_some && !any_principal(statement.find("principals"))) return false;
  const Value* const conditions = statement.find("conditions");
  if (!conditions || !conditions->is_sequence()) return false;
  return std::ranges::none_of(conditions->items(), restricts);
}

}  // namespace blueprint::eval
