#include "schema/limits.h"

#include <algorithm>
#include <optional>

#include "eval/functions/regex.h"
#include "support/pattern.h"
#include "support/strings.h"

namespace blueprint::schema {
namespace {

using catalog::ValueField;
using catalog::ValueLimit;
using eval::Value;

std::size_t characters(std::string_view text) {
  return std::size_t(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_one_of(const ValueLimit& limit, std::string_view text) {
  if (!limit.any_case) return std::ranges::count(limit.values, text) > 0;
  const auto matches = [&](std::string_view value) {
    return value.size() == text.size() && matches_pattern(value, text, {.any_case = true});
  };
  return std::ranges::any_of(limit.values, matches);
}

// A text that needs no regular expression to be accepted.
bool is_plain(const ValueLimit& limit, std::string_view text) {
  constexpr std::size_t kLeast = 3, kMost = 30;
  if (limit.joints.empty() || text.size() < kLeast || text.size() > kMost) return false;
  if (text.front() < 'a' || text.front() > 'z') return false;
  bool after_joint = false;
  for (const char c : text) {
    const bool is_joint = (c == '-' || c == '_') && limit.joints.find(c) != limit.joints.npos;
    if (is_joint ? after_joint : !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) return false;
    after_joint = is_joint;
  }
  return !after_joint;
}

bool has_form(const ValueLimit& limit, std::string_view text) {
  if (is_plain(limit, text)) return true;
  std::string why;
  const auto regex = eval::Regex::compile(concat("(?s)^(?:", limit.pattern, ")$"), why);
  return !regex || regex->find(text);
}

std::string in_small_letters(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return result;
}

// The allowed value that is meant, whatever its case.
std::string_view meant(const ValueLimit& limit, std::string_view text) {
  std::vector<std::string> small;
  for (const std::string_view value : limit.values) small.push_back(in_small_letters(value));
  const std::vector<std::string_view> candidates(small.begin(), small.end());
  const std::string_view best = nearest(in_small_letters(text), candidates);
  const auto found = std::ranges::find(candidates, best);
  return best.empty() ? best : limit.values[std::size_t(found - candidates.begin())];
}

// The few values there are, or the first of many.
std::string listed(const std::vector<std::string_view>& values) {
  constexpr std::size_t kMost = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(kMost, values.size()); ++i)
    text += concat(i == 0 ? "`" : ", `", values[i], "`");
  return values.size() > kMost ? concat(text, ", …") : text;
}

// What is wrong with the text; no check when nothing is.
std::optional<Fault> judge(const ValueLimit& limit, std::string_view text) {
  if (!limit.values.empty()) {
    if (is_one_of(limit, text)) return std::nullopt;
    return Fault{
        .check = Check::UnknownValue, .near = std::string(meant(limit, text)), .why = listed(limit.values)};
  }
  const std::size_t size = limit.least > 0 || limit.most > 0 ? characters(text) : 0;
  if (limit.most > 0 && size > limit.most) {
    return Fault{
        .check = Check::ValueLength,
        .why = concat("has ", std::to_string(size), " characters; AWS accepts ", std::to_string(limit.most))};
  }
  if (limit.least > 0 && size < limit.least) {
    return Fault{.check = Check::ValueLength,
                 .why = concat("has ", std::to_string(size), size == 1 ? " character" : " characters",
                               "; AWS wants ", std::to_string(limit.least), " or more")};
  }
  if (limit.pattern.empty() || has_form(limit, text)) return std::nullopt;
  return Fault{.check = Check::ValueForm, .why = std::string(limit.pattern)};
}

// The element of a list that is written out, else all of it.
Span place(const hcl::Attribute& attribute, const Value& list, std::size_t index) {
  const auto* const tuple = hcl::as<hcl::Tuple>(attribute.value);
  const bool is_written_out = tuple && tuple->items.size() == list.items().size();
  return is_written_out ? tuple->items[index]->span : attribute.value->span;
}

}  // namespace

const ValueField* LimitsOfBody::find(std::string_view name) const {
  const auto found = std::ranges::lower_bound(fields_, name, {}, &ValueField::name);
  return found != fields_.end() && found->name == name ? &*found : nullptr;
}

const LimitsOfBody* Limits::find(std::string_view row) {
  const auto known = bodies_.find(row);
  if (known != bodies_.end()) return known->second.get();
  std::vector<ValueField> fields = values_.fields(row);
  auto body = fields.empty() ? nullptr : std::make_unique<LimitsOfBody>(std::move(fields));
  return bodies_.emplace(std::string(row), std::move(body)).first->second.get();
}

const ValueLimit& Limits::limit(std::string_view row) {
  const auto [known, is_new] = limits_.try_emplace(row);
  if (is_new) known->second = values_.limit(row);
  return known->second;
}

const LimitsOfBody* Limits::of_block(const LimitsOfBody* body, std::string_view name) {
  const ValueField* const field = body ? body->find(name) : nullptr;
  return field && field->is_block ? find(field->row) : nullptr;
}

void Limits::check(std::vector<Fault>& faults, const LimitsOfBody& body, const hcl::Attribute& attribute,
                   const Value& value) {
  const ValueField* const field = body.find(attribute.name);
  if (!field || field->is_block || !value.is_known() || value.is_null()) return;
  const auto look = [&](const Value& text, Span span) {
    // An empty text is how the provider's users say nothing.
    if (!text.is_string() || text.is_sensitive() || text.as_string().empty()) return;
    std::optional<Fault> fault = judge(limit(field->row), text.as_string());
    if (!fault) return;
    fault->span = span;
    fault->value = text.as_string();
    faults.push_back(std::move(*fault));
  };
  if (value.is_string()) return look(value, attribute.value->span);
  if (!value.is_sequence()) return;
  for (std::size_t i = 0; i < value.items().size(); ++i) look(value.items()[i], place(attribute, value, i));
}

}  // namespace blueprint::schema
