#include "fold/print.h"

#include <algorithm>

#include "fold/expression_text.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::fold {

using eval::Entry;
using eval::Value;

namespace {

// Longer lists get a line for each item.
constexpr std::size_t kLineLength = 80;

// Words that mean something else where a key may stand.
bool is_plain_key(std::string_view key) {
  return hcl::is_identifier(key) && key != "for" && key != "null" && key != "true" && key != "false";
}

std::size_t characters(std::string_view text) {
  return std::size_t(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool one_line(std::string_view text) { return text.find('\n') == std::string_view::npos; }

class Printer {
 public:
  explicit Printer(Span copied) : copied_(copied) {}

  MappedText print(const Value& value, int indent, Span origin) {
    if (value.origin()) origin = value.origin();
    if (value.is_unknown()) return piece(value.symbol_text(), origin);
    if (value.is_null()) return piece("null", origin);
    switch (value.kind()) {
      case eval::TypeKind::Bool: return piece(value.as_bool() ? "true" : "false", origin);
      case eval::TypeKind::Number: return piece(value.as_number().text(), origin);
      case eval::TypeKind::String: return piece(quote(value.as_string()), origin);
      case eval::TypeKind::Set: return wrapped("toset(", sequence(value, indent, origin), ")", origin);
      case eval::TypeKind::List:
      case eval::TypeKind::Tuple: return sequence(value, indent, origin);
      case eval::TypeKind::Map:
      case eval::TypeKind::Object: return mapping(value, indent, origin);
      case eval::TypeKind::Dynamic: break;
    }
    return piece("null", origin);
  }

 private:
  MappedText piece(std::string_view text, Span origin) const {
    MappedText result;
    result.put(text, {.copied = copied_, .value = origin});
    return result;
  }

  MappedText wrapped(std::string_view before, const MappedText& inner, std::string_view after,
                     Span origin) const {
    MappedText result = piece(before, origin);
    result.append(inner);
    result.append(piece(after, origin));
    return result;
  }

  MappedText sequence(const Value& value, int indent, Span origin) {
    std::vector<MappedText> items;
    std::size_t length = 0;
    bool short_enough = true;
    for (const Value& item : value.items()) {
      items.push_back(print(item, indent, origin));
      length += items.back().text().size() + 2;
      short_enough = short_enough && one_line(items.back().text());
    }
    // A single item is hugged: `[{` … `}]`.
    if ((short_enough && length <= kLineLength) || items.size() <= 1) return in_line(items, origin);
    MappedText result = piece("[\n", origin);
    const std::string margin(std::size_t(indent) + 2, ' ');
    for (const Value& item : value.items()) {
      result.append(wrapped(margin, print(item, indent + 2, origin), ",\n", origin));
    }
    result.append(piece(concat(std::string(std::size_t(indent), ' '), "]"), origin));
    return result;
  }

  MappedText in_line(const std::vector<MappedText>& items, Span origin) const {
    MappedText result = piece("[", origin);
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) result.append(piece(", ", origin));
      result.append(items[i]);
    }
    result.append(piece("]", origin));
    return result;
  }

  MappedText mapping(const Value& value, int indent, Span origin) {
    const std::span<const Entry> entries = value.entries();
    if (entries.empty()) return piece("{}", origin);
    if (entries.size() == 1) {
      const MappedText only = print(entries[0].second, indent, origin);
      if (one_line(only.text())) {
        return wrapped(concat("{ ", print_key(entries[0].first), " = "), only, " }", origin);
      }
    }
    return lines(entries, indent, origin);
  }

  MappedText lines(std::span<const Entry> entries, int indent, Span origin) {
    std::vector<std::string> keys;
    std::vector<MappedText> values;
    for (const auto& [key, value] : entries) {
      keys.push_back(print_key(key));
      values.push_back(print(value, indent + 2, origin));
    }
    const std::string margin(std::size_t(indent) + 2, ' ');
    MappedText result = piece("{\n", origin);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::size_t padding = aligned_width(keys, values, i) - characters(keys[i]);
      const std::string before = concat(margin, keys[i], std::string(padding, ' '), " = ");
      result.append(wrapped(before, values[i], "\n", origin));
    }
    result.append(piece(concat(std::string(std::size_t(indent), ' '), "}"), origin));
    return result;
  }

  // Neighbouring entries of one line each have their `=` below each other.
  static std::size_t aligned_width(const std::vector<std::string>& keys,
                                   const std::vector<MappedText>& values, std::size_t i) {
    std::size_t width = characters(keys[i]);
    if (!one_line(values[i].text())) return width;
    for (std::size_t j = i; j > 0 && one_line(values[j - 1].text()); --j) {
      width = std::max(width, characters(keys[j - 1]));
    }
    for (std::size_t j = i + 1; j < keys.size() && one_line(values[j].text()); ++j) {
      width = std::max(width, characters(keys[j]));
    }
    return width;
  }

  Span copied_;
};

}  // namespace

std::string print(const Value& value, int indent) {
  return Printer(Span{}).print(value, indent, Span{}).text();
}

MappedText print_mapped(const Value& value, TextOrigin origin, int indent) {
  return Printer(origin.copied).print(value, indent, origin.value);
}

std::string print_key(std::string_view key) { return is_plain_key(key) ? std::string(key) : quote(key); }

std::string quote(std::string_view text) { return concat("\"", escape_quoted(text), "\""); }

}  // namespace blueprint::fold
