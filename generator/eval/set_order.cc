#include "eval/set_order.h"

#include <algorithm>

#include "eval/functions/unicode.h"

namespace blueprint::eval {

namespace {

void append_hex(std::string& key, char32_t code, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) key += "0123456789abcdef"[(code >> shift) & 0xF];
}

// As Go's %q prints it.
void append_quoted(std::string& key, std::string_view text) {
  constexpr std::string_view kEscaped = "\a\b\f\n\r\t\v\\\"";
  constexpr std::string_view kLetters = "abfnrtv\\\"";
  key += '"';
  for (std::size_t at = 0; at < text.size();) {
    const unicode::Decoded next = unicode::decode(text, at);
    const std::size_t escape =
        next.point < 0x80 ? kEscaped.find(static_cast<char>(next.point)) : kEscaped.npos;
    if (escape != kEscaped.npos) {
      key += '\\';
      key += kLetters[escape];
    } else if (next.point == unicode::kReplacement && next.size == 1) {
      key += "\\x";
      append_hex(key, static_cast<unsigned char>(text[at]), 2);
    } else if (unicode::is_printable(next.point)) {
      key.append(text, at, next.size);
    } else {
      key += next.point < 0x80 ? "\\x" : next.point < 0x10000 ? "\\u" : "\\U";
      append_hex(key, next.point, next.point < 0x80 ? 2 : next.point < 0x10000 ? 4 : 8);
    }
    at += next.size;
  }
  key += '"';
}

constexpr std::size_t kShownDigits = 10;

// 0.DIGITS * 10^exponent, as far as Terraform's hash shows it.
struct Decimal {
  std::string digits{};
  long exponent = 0;
};

void round_digits(Decimal& decimal) {
  std::string& digits = decimal.digits;
  if (digits.size() > kShownDigits) {
    const char next = digits[kShownDigits];
    const bool tie = next == '5' && digits.find_first_not_of('0', kShownDigits + 1) == std::string::npos;
    const bool up = tie ? (digits[kShownDigits - 1] - '0') % 2 == 1 : next >= '5';
    digits.resize(kShownDigits);
    std::size_t i = up ? kShownDigits : 0;
    while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
    if (i > 0) {
      ++digits[i - 1];
    } else if (up) {
      digits.insert(digits.begin(), '1');
      ++decimal.exponent;
    }
  }
  digits.resize(digits.find_last_not_of('0') + 1);
}

Decimal split_digits(std::string_view plain) {
  Decimal result;
  bool point = false;
  for (const char c : plain) {
    if (c == '.') {
      point = true;
    } else if (!result.digits.empty() || c != '0') {
      result.digits += c;
      result.exponent += !point;
    } else {
      result.exponent -= point;
    }
  }
  round_digits(result);
  return result;
}

// As Go's %.10g prints it.
void append_number(std::string& key, const Number& number) {
  const std::string plain = number.text();
  const bool negative = plain.starts_with('-');
  const auto [digits, exponent] = split_digits(std::string_view(plain).substr(negative));
  const auto size = static_cast<long>(digits.size());
  const long power = exponent - 1;
  if (negative) key += '-';
  if (digits.empty()) {
    key += '0';
  } else if (power < -4 || power >= static_cast<long>(kShownDigits)) {
    key += digits[0];
    if (size > 1) key.append(".").append(digits, 1);
    const std::string shown = std::to_string(std::abs(power));
    key.append(power < 0 ? "e-" : "e+").append(shown.size() < 2 ? "0" : "").append(shown);
  } else if (exponent <= 0) {
    key.append("0.").append(static_cast<std::size_t>(-exponent), '0').append(digits);
  } else if (exponent >= size) {
    key.append(digits).append(static_cast<std::size_t>(exponent - size), '0');
  } else {
    const auto point = static_cast<std::size_t>(exponent);
    key.append(digits, 0, point).append(".").append(digits, point);
  }
}

// What Terraform hashes to find an element, and sorts by.
void append_key(std::string& key, const Value& value) {
  if (value.is_unknown()) {
    key += '?';
  } else if (value.is_null()) {
    key += '~';
  } else if (value.is_string()) {
    append_quoted(key, value.as_string());
  } else if (value.is_number()) {
    append_number(key, value.as_number());
  } else if (value.is_bool()) {
    key += value.as_bool() ? 'T' : 'F';
  } else if (value.is_sequence()) {
    const bool tuple = value.kind() == TypeKind::Tuple;
    key += tuple ? '<' : '[';
    for (const Value& item : value.items()) {
      append_key(key, item);
      key += ';';
    }
    key += tuple ? '>' : ']';
  } else {
    const bool object = value.kind() == TypeKind::Object;
    key += object ? '<' : '{';
    for (const Entry* entry : value.sorted_entries()) {
      if (!object) {
        append_quoted(key, entry->first);
        key += ':';
      }
      append_key(key, entry->second);
      key += ';';
    }
    key += object ? '>' : '}';
  }
}

struct Keyed {
  int rank = 0;  // Known, unknown, null.
  std::string key{};
  Value value{};
};

int rank(const Value& value) { return value.is_known() ? 0 : value.is_unknown() ? 1 : 2; }

bool is_plain(const Value& value) { return value.is_string() || value.is_number() || value.is_bool(); }

bool plain_less(const Value& a, const Value& b) {
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (!a.is_known()) return false;
  if (a.is_string()) return a.as_string() < b.as_string();
  if (a.is_number()) return a.as_number() < b.as_number();
  return !a.as_bool() && b.as_bool();
}

void sort_by_key(std::vector<Value>& items) {
  std::vector<Keyed> keyed;
  keyed.reserve(items.size());
  for (Value& item : items) {
    Keyed& added = keyed.emplace_back(Keyed{.rank = rank(item)});
    if (item.is_known()) append_key(added.key, item);
    added.value = std::move(item);
  }
  std::ranges::stable_sort(keyed, [](const Keyed& a, const Keyed& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.key < b.key;
  });
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = std::move(keyed[i].value);
}

bool repeats(const Value& a, const Value& b) {
  if (a.is_unknown() && a.symbol_text().empty()) return false;
  if (a.is_known() && !a.wholly_printable()) return false;
  return identical(a, b);
}

}  // namespace

void order_set(std::vector<Value>& items) {
  if (items.size() < 2) return;
  TypeKind kind = TypeKind::Dynamic;
  bool plain = true;
  for (const Value& item : items) {
    if (!item.is_known()) continue;
    if (kind == TypeKind::Dynamic) kind = item.kind();
    plain = plain && is_plain(item) && item.kind() == kind;
  }
  if (plain) {
    std::ranges::stable_sort(items, plain_less);
  } else {
    sort_by_key(items);
  }
  items.erase(std::unique(items.begin(), items.end(), repeats), items.end());
}

}  // namespace blueprint::eval
