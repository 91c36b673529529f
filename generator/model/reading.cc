#include "model/reading.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint {
namespace {

constexpr std::size_t kLongest = 80;
constexpr std::size_t kMostListed = 30;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// A block scalar's text differs from the source only in indentation.
bool same_but_for_blanks(std::string_view a, std::string_view b) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  std::string squeezed_a(a);
  std::string squeezed_b(b);
  std::erase_if(squeezed_a, blank);
  std::erase_if(squeezed_b, blank);
  return squeezed_a == squeezed_b;
}

}  // namespace

void Reading::error(std::string_view problem, std::string message, Span span, std::string help) const {
  diags.add({.code = concat(subject, "/", problem),
             .message = std::move(message),
             .span = span,
             .help = std::move(help)});
}

void Reading::warning(std::string_view problem, std::string message, Span span, std::string help) const {
  diags.add({.severity = Severity::Warning,
             .code = concat(subject, "/", problem),
             .message = std::move(message),
             .span = span,
             .help = std::move(help)});
}

std::string shown(std::string_view text) {
  std::size_t size = std::min(text.size(), kLongest);
  while (size < text.size() && size > 0 && continues_character(text[size])) --size;
  std::string result = "`";
  for (const char c : text.substr(0, size)) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      result += '?';
    } else {
      result += c;
    }
  }
  if (size < text.size()) result += "…";
  return result += '`';
}

std::string listed(std::span<const std::string_view> names) {
  std::string result;
  const std::size_t count = std::min(names.size(), kMostListed);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) result += i + 1 == names.size() ? " and " : ", ";
    result += shown(names[i]);
  }
  if (count < names.size()) result += concat(" and ", std::to_string(names.size() - count), " more");
  return result;
}

std::string suggestion(std::string_view typed, std::span<const std::string_view> known) {
  std::string help = did_you_mean(typed, known);
  if (known.empty()) return help;
  return concat(help, help.empty() ? "" : " ", "known here: ", listed(known));
}

std::string_view kind_words(yaml::Kind kind) {
  switch (kind) {
    case yaml::Kind::Null: return "null";
    case yaml::Kind::Bool: return "a bool";
    case yaml::Kind::Number: return "a number";
    case yaml::Kind::String: return "a string";
    case yaml::Kind::Sequence: return "a list";
    case yaml::Kind::Mapping: return "a mapping";
  }
  return "";
}

void check_keys(const Reading& reading, const yaml::Node& mapping, std::span<const std::string_view> known,
                std::string_view where) {
  for (const yaml::Pair& pair : mapping.pairs) {
    if (std::ranges::find(known, pair.key) != known.end()) continue;
    reading.error("unknown-key", concat(shown(pair.key), " is unknown in ", where), pair.key_span,
                  suggestion(pair.key, known));
  }
}

Span text_span(const Sources& sources, const yaml::Node& scalar) {
  Span span = scalar.span;
  std::string_view text = sources.text(span);
  if (!scalar.quoted) return text == scalar.text ? span : Span{};
  if (text.starts_with('|') || text.starts_with('>')) {
    const std::size_t newline = text.find('\n');
    if (newline == std::string_view::npos) return {};
    span.begin += std::uint32_t(newline + 1);
    return same_but_for_blanks(sources.text(span), scalar.text) ? span : Span{};
  }
  if (text.size() < 2) return {};
  ++span.begin;
  --span.end;
  return sources.text(span) == scalar.text ? span : Span{};
}

std::vector<std::string_view> views_of(std::span<const std::string> names) {
  return {names.begin(), names.end()};
}

}  // namespace blueprint
