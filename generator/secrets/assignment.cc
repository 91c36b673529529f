#include "secrets/assignment.h"

#include <algorithm>
#include <array>

namespace blueprint::secrets {
namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestValue = 1024;
constexpr std::size_t kLargestVariable = 2048;  // The block of a variable.
constexpr std::size_t kFarthestValue = 400;     // From a name to the value of the same pair.

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.';
}

// jsondecode(data.aws_secretsmanager_secret_version.db: what is written there is worked out.
bool is_call(std::string_view text) {
  const std::size_t end = text.find('(');
  if (end == 0 || end == text.npos || text.front() == '-' || (text.front() >= '0' && text.front() <= '9'))
    return false;
  return std::ranges::all_of(text.substr(0, end), [](char c) { return is_name(c) || c == ':'; });
}

// pagerduty_service_integration.alarms[0].integration_key, as far as its first key.
bool is_attribute(std::string_view text) {
  const std::size_t dot = text.find_first_of(".[");
  if (dot == text.npos || dot == 0 || dot + 1 == text.size()) return false;
  const std::string_view type = text.substr(0, dot);
  const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return text[dot] == '.' && type.find('_') != type.npos && type.front() >= 'a' &&
         std::ranges::all_of(type, is_word) &&
         (is_word(text[dot + 1]) || (text[dot + 1] >= 'A' && text[dot + 1] <= 'Z')) &&
         std::ranges::all_of(text.substr(dot), [](char c) { return is_name(c) || c == '[' || c == '*'; });
}

// Reads on from a place in the text.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool ends() const { return at_ >= text_.size(); }
  bool skip(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  // "\"" counts: code in code is escaped.
  std::string_view skip_quote() {
    for (const std::string_view quote :
         {std::string_view("\\\""), std::string_view("\""), std::string_view("'")}) {
      if (skip(quote)) return quote;
    }
    return {};
  }
  void skip_blanks() {
    while (!ends() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  void skip_space() {
    while (!ends() && std::string_view(" \t\r\n").find(text_[at_]) != text_.npos) ++at_;
  }
  bool skip_sign() {
    for (const std::string_view sign :
         {std::string_view("=>"), std::string_view(":="), std::string_view("="), std::string_view(":")}) {
      if (skip(sign)) return !text_.substr(at_).starts_with('=');
    }
    return false;
  }

  std::optional<Given> value() {
    skip_blanks();
    skip("!!str ");
    std::string_view quote = skip_quote();
    // '"…"'
    if (const std::string_view inner = quote.empty() ? quote : skip_quote(); !inner.empty()) quote = inner;
    const std::size_t line = end_of_line();
    if (quote.empty()) {
      const std::string_view rest = text_.substr(at_, line - at_);
      const std::size_t end = at_ + std::min(rest.find_first_of(" \t\r\n\"',;&|)]}<>`\\"), rest.size());
      const std::string_view value = text_.substr(at_, end - at_);
      if (value.empty() || is_call(value) || is_attribute(value)) return std::nullopt;
      return Given{.value = {at_, end}};
    }
    const std::size_t end = at_ + text_.substr(at_, line - at_).find(quote);
    if (end < at_ || end >= line || end == at_) return std::nullopt;
    return Given{.value = {at_, end}, .quoted = true};
  }

 private:
  // Or as far as a value may reach.
  std::size_t end_of_line() const {
    const std::string_view rest = text_.substr(at_, kLongestValue);
    return at_ + std::min(rest.find('\n'), rest.size());
  }

  std::string_view text_;
  std::size_t at_;
};

// The name of a member that says what the thing is called: name: DB_PASSWORD.
bool is_called(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const auto skip_back = [&](std::string_view characters) {
    while (end > 0 && characters.find(text[end - 1]) != characters.npos) --end;
  };
  skip_back("\"'\\");
  skip_back(" \t");
  const std::size_t sign = end;
  skip_back("=:>");
  if (end == sign) return false;
  skip_back(" \t");
  skip_back("\"'\\");
  std::size_t begin = end;
  while (begin > 0 && is_name(text[begin - 1])) --begin;
  constexpr std::array<std::string_view, 5> kNames = {"name", "Name", "key", "Key", "NAME"};
  return std::ranges::count(kNames, text.substr(begin, end - begin)) > 0;
}

// `value: …` behind `name: DB_PASSWORD`, before the next name or the end of the pair.
std::optional<Given> value_of_pair(std::string_view text, std::size_t after) {
  const std::size_t end = std::min(after + kFarthestValue, text.size());
  Cursor cursor(text, after);
  cursor.skip_quote();
  while (cursor.at() < end) {
    cursor.skip_space();
    cursor.skip(",");
    cursor.skip_space();
    cursor.skip_quote();
    const std::size_t begin = cursor.at();
    std::size_t stop = begin;
    while (stop < end && is_name(text[stop])) ++stop;
    const std::string_view word = text.substr(begin, stop - begin);
    if (word != "value" && word != "Value" && word != "VALUE") return std::nullopt;
    cursor = Cursor(text, stop);
    cursor.skip_quote();
    cursor.skip_blanks();
    return cursor.skip_sign() ? cursor.value() : std::nullopt;
  }
  return std::nullopt;
}

// `default = …` in the block of `variable "db_password" {`.
std::optional<Given> default_of_variable(std::string_view text, Range name) {
  constexpr std::string_view kVariable = "variable \"";
  constexpr std::string_view kDefault = "default";
  const bool is_variable =
      name.begin >= kVariable.size() && text.substr(name.begin - kVariable.size()).starts_with(kVariable);
  if (!is_variable) return std::nullopt;
  text = text.substr(0, name.end + kLargestVariable);
  const std::size_t end = text.find("\n}", name.end);
  if (end == text.npos) return std::nullopt;
  for (std::size_t line = text.find('\n', name.end); line < end; line = text.find('\n', line + 1)) {
    Cursor cursor(text, line + 1);
    cursor.skip_blanks();
    if (!cursor.skip(kDefault)) continue;
    cursor.skip_blanks();
    if (cursor.skip_sign()) return cursor.value();
  }
  return std::nullopt;
}

}  // namespace

Range name_around(std::string_view text, Range mark) {
  const std::size_t first = mark.begin - std::min(mark.begin, kLongestName);
  const std::size_t last = std::min(mark.end + kLongestName, text.size());
  Range name = mark;
  while (name.begin > first && is_name(text[name.begin - 1])) --name.begin;
  while (name.end < last && is_name(text[name.end])) ++name.end;
  // In "\nPASSWORD=" the n belongs to the escape.
  if (name.begin > 0 && text[name.begin - 1] == '\\' && name.begin < mark.begin) ++name.begin;
  return name;
}

std::optional<Given> value_of(std::string_view text, Range name) {
  if (const auto given = default_of_variable(text, name)) return given;
  Cursor cursor(text, name.end);
  cursor.skip_quote();
  cursor.skip("]");
  cursor.skip_blanks();
  if (cursor.skip_sign()) return is_called(text, name.begin) ? std::nullopt : cursor.value();
  // --password VALUE
  const bool is_option = text.substr(name.begin).starts_with("--");
  if (is_option && cursor.at() > name.end && cursor.at() < text.size()) return cursor.value();
  return is_called(text, name.begin) ? value_of_pair(text, name.end) : std::nullopt;
}

}  // namespace blueprint::secrets
