#include "emit/yaml.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "support/strings.h"

namespace blueprint::emit {
namespace {

using eval::Entry;
using eval::Value;

// Words that a YAML 1.1 or 1.2 reader takes for a bool or null.
bool is_reserved_word(std::string_view text) {
  constexpr std::array<std::string_view, 11> kWords = {"true", "false", "yes",  "no", "on", "off",
                                                       "y",    "n",     "null", "~",  "nan"};
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
  return std::ranges::count(kWords, std::string_view(lower)) > 0;
}

// True when some reader could take `text` for a number, a date or a time.
bool looks_numeric(std::string_view text) {
  const std::size_t first = text.find_first_not_of("+-.");
  if (first == std::string_view::npos) return true;
  if (!std::isdigit(static_cast<unsigned char>(text[first]))) return text.starts_with(".");
  // 1.2.3 and 10.0.0.0/16 are text to every reader; 1:30, 0x1F, 1e3, 2026-01-01 and 1_000 are not.
  const bool slash = text.find('/') != std::string_view::npos;
  const bool two_dots = std::ranges::count(text, '.') > 1;
  const bool other_letters =
      text.find_first_not_of("0123456789abcdefABCDEFxXoO+-.:_ TZtz") != std::string_view::npos;
  return !slash && !two_dots && !other_letters;
}

bool is_plain(std::string_view text) {
  if (text.empty() || is_reserved_word(text) || looks_numeric(text)) return false;
  constexpr std::string_view kIndicators = "-?:,[]{}#&*!|>'\"%@`=<";
  if (kIndicators.find(text.front()) != std::string_view::npos) return false;
  if (text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
  return std::ranges::all_of(text, [](unsigned char c) { return c >= 0x20 && c != 0x7F && c < 0x80; });
}

std::string double_quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (c) {
      case '"': result += "\\\""; break;
      case '\\': result += "\\\\"; break;
      case '\n': result += "\\n"; break;
      case '\t': result += "\\t"; break;
      case '\r': result += "\\r"; break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          result += "\\x";
          result += kHex[byte >> 4];
          result += kHex[byte & 15];
        } else {
          result += c;
        }
    }
  }
  return result + "\"";
}

// A literal block keeps scripts and policies readable. Text it cannot hold
// (control characters, lines that end in space) is quoted instead.
bool fits_block(std::string_view text) {
  if (text.find('\n') == std::string_view::npos || text.front() == '\n') return false;
  if (text.find(" \n") != std::string_view::npos || text.ends_with(' ')) return false;
  return std::ranges::all_of(text, [](unsigned char c) { return (c >= 0x20 && c != 0x7F) || c == '\n'; });
}

class Printer {
 public:
  Printer(MappedText& out, Span at) : out_(out), at_(at) {}

  // What follows `key:` or `-`: a scalar on the same line, or lines of its own.
  void member(const Value& value, int indent) {
    if (value.is_mapping() && has_members(value)) {
      put("\n", value);
      mapping(value, indent, false);
    } else if (value.is_sequence() && value.size() > 0) {
      put("\n", value);
      sequence(value, indent);
    } else {
      put(" ", value);
      scalar(value, indent);
    }
  }

  void mapping(const Value& value, int indent, bool first_line_started) {
    for (const Entry& entry : value.entries()) {
      if (entry.second.is_null()) continue;
      if (!first_line_started) put(std::string(std::size_t(indent), ' '), entry.second);
      first_line_started = false;
      put(concat(yaml_scalar(entry.first), ":"), entry.second);
      member(entry.second, indent + 2);
    }
  }

  void sequence(const Value& value, int indent) {
    for (const Value& item : value.items()) {
      put(concat(std::string(std::size_t(indent), ' '), "-"), item);
      if (item.is_mapping() && has_members(item)) {
        put(" ", item);
        mapping(item, indent + 2, true);
      } else {
        member(item, indent + 2);
      }
    }
  }

  void scalar(const Value& value, int indent) {
    if (value.is_null()) {
      put("null", value);
    } else if (value.is_bool()) {
      put(value.as_bool() ? "true" : "false", value);
    } else if (value.is_number()) {
      put(value.as_number().text(), value);
    } else if (value.is_mapping()) {
      put("{}", value);
    } else if (value.is_sequence()) {
      put("[]", value);
    } else if (fits_block(value.as_string())) {
      block(value, indent);
      return;
    } else {
      put(yaml_scalar(value.as_string()), value);
    }
    put("\n", value);
  }

 private:
  static bool has_members(const Value& value) {
    return std::ranges::any_of(value.entries(), [](const Entry& entry) { return !entry.second.is_null(); });
  }

  void block(const Value& value, int indent) {
    std::string_view text = value.as_string();
    const std::size_t end = text.find_last_not_of('\n') + 1;
    const std::size_t newlines = text.size() - end;
    const std::string_view chomp = newlines == 0 ? "-" : newlines == 1 ? "" : "+";
    put(concat("|", text.front() == ' ' ? "2" : "", chomp, "\n"), value);
    if (newlines > 0) text.remove_suffix(1);
    for (const std::string_view line : split(text, '\n')) {
      if (!line.empty()) put(concat(std::string(std::size_t(indent), ' '), line), value);
      put("\n", value);
    }
  }

  void put(std::string_view text, const Value& value) {
    out_.put(text, {.copied = at_, .value = value.origin()});
  }

  MappedText& out_;
  Span at_;
};

}  // namespace

std::string yaml_scalar(std::string_view text) {
  return is_plain(text) ? std::string(text) : double_quoted(text);
}

void print_yaml(MappedText& out, const Value& value, Span at) {
  Printer printer(out, at);
  if (value.is_mapping() && value.size() > 0) {
    printer.mapping(value, 0, false);
  } else if (value.is_sequence() && value.size() > 0) {
    printer.sequence(value, 0);
  } else {
    printer.scalar(value, 2);
  }
}

}  // namespace blueprint::emit
