#include "yaml/core_schema.h"

#include <algorithm>
#include <array>

namespace blueprint::yaml {
namespace {

constexpr std::string_view kDigits = "0123456789";

bool is_any_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

bool consists_of(std::string_view text, std::string_view alphabet) {
  return !text.empty() && text.find_first_not_of(alphabet) == std::string_view::npos;
}

// Removes the digits at the start of `text`, and returns them.
std::string_view take_digits(std::string_view& text) {
  const std::string_view digits = text.substr(0, text.find_first_not_of(kDigits));
  text.remove_prefix(digits.size());
  return digits;
}

bool is_based_number(std::string_view text) {
  if (text.starts_with("0x")) return consists_of(text.substr(2), "0123456789abcdefABCDEF");
  if (text.starts_with("0o")) return consists_of(text.substr(2), "01234567");
  return false;
}

bool is_number(std::string_view text) {
  if (is_based_number(text)) return true;
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (is_any_of(text, {".inf", ".Inf", ".INF"})) return true;
  const std::string_view whole = take_digits(text);
  if (whole.size() > 1 && whole.starts_with('0')) return false;
  bool has_digits = !whole.empty();
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    has_digits = !take_digits(text).empty() || has_digits;
  }
  if (!has_digits) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return consists_of(text, kDigits);
}

constexpr std::string_view kCoreTags[] = {"!",      "!!str",  "!!int", "!!float",
                                          "!!bool", "!!null", "!!map", "!!seq"};

}  // namespace

Kind plain_kind(std::string_view text) {
  if (is_any_of(text, {"", "~", "null", "Null", "NULL"})) return Kind::Null;
  if (is_any_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) return Kind::Bool;
  if (is_number(text) || is_any_of(text, {".nan", ".NaN", ".NAN"})) return Kind::Number;
  return Kind::String;
}

Kind tagged_kind(std::string_view tag, std::string_view text, Kind otherwise) {
  if (tag == "!" || tag == "!!str") return Kind::String;
  const Kind plain = plain_kind(text);
  if ((tag == "!!int" || tag == "!!float") && plain == Kind::Number) return plain;
  if (tag == "!!bool" && plain == Kind::Bool) return plain;
  if (tag == "!!null" && plain == Kind::Null) return plain;
  return otherwise;
}

bool is_core_tag(std::string_view tag) { return std::ranges::find(kCoreTags, tag) != std::end(kCoreTags); }

}  // namespace blueprint::yaml
