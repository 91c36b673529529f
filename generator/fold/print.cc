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
    // A single item is hugged: `[{` … `}]`. Each item is printed only once, or
    // the work would double with every level.
    const bool single = value.size() <= 1;
    std::vector<MappedText> items;
    std::size_t length = 0;
    bool in_one_line = true;
    for (const Value& item : value.items()) {
      items.push_back(print(item, single ? indent : indent + 2, origin));
      length += items.back().text().size() + 2;
      in_one_line = in_one_line && one_line(items.back().text());
    }
    if (single || (in_one_line && length <= kLineLength)) return in_line(items, origin);
    MappedText result = piece("[\n", origin);
    const std::string margin(std::size_t(indent) + 2, ' ');
    for (const MappedText& item : items) result.append(wrapped(margin, item, ",\n", origin));
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
    std::vector<std::string> keys;
    std::vector<MappedText> values;
    for (const auto& [key, item] : entries) {
      keys.push_back(print_key(key));
      values.push_back(print(item, indent + 2, origin));
    }
    if (entries.size() == 1 && one_line(values[0].text())) {
      return wrapped(concat("{ ", keys[0], " = "), values[0], " }", origin);
    }
    const std::vector<std::size_t> widths = aligned(keys, values);
    const std::string margin(std::size_t(indent) + 2, ' ');
    MappedText result = piece("{\n", origin);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::string padding(widths[i] - characters(keys[i]), ' ');
      result.append(wrapped(concat(margin, keys[i], padding, " = "), values[i], "\n", origin));
    }
    result.append(piece(concat(std::string(std::size_t(indent), ' '), "}"), origin));
    return result;
  }

  // How wide each key is written: neighbouring entries of one line each have
  // their `=` below each other.
  static std::vector<std::size_t> aligned(const std::vector<std::string>& keys,
                                          const std::vector<MappedText>& values) {
    std::vector<std::size_t> widths;
    for (const std::string& key : keys) widths.push_back(characters(key));
    for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
      std::size_t width = widths[begin];
      for (end = begin; end < keys.size() && one_line(values[end].text()); ++end) {
        width = std::max(width, widths[end]);
      }
      if (end == begin) ++end;
      std::fill(widths.begin() + std::ptrdiff_t(begin), widths.begin() + std::ptrdiff_t(end), width);
    }
    return widths;
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
