#include <algorithm>

#include <mpfr.h>

#include "eval/functions/format.h"

namespace blueprint::eval {

namespace {

// Sign, padding and zeros around `digits`, as Go places them.
std::string pad(std::string digits, bool negative, std::string_view flags, int width,
                std::string_view prefix = {}) {
  const auto has = [&](char flag) { return flags.find(flag) != std::string_view::npos; };
  std::string head = negative ? "-" : has('+') ? "+" : has(' ') ? " " : "";
  head += prefix;
  const std::size_t size = head.size() + digits.size();
  const std::size_t missing =
      width > 0 && static_cast<std::size_t>(width) > size ? static_cast<std::size_t>(width) - size : 0;
  if (has('-')) return head + digits + std::string(missing, ' ');
  if (has('0')) return head + std::string(missing, '0') + digits;
  return std::string(missing, ' ') + head + digits;
}

// Divides the decimal number in `digits` by `base`; gives the remainder.
unsigned divide(std::string& digits, unsigned base) {
  unsigned remainder = 0;
  for (char& digit : digits) {
    const unsigned value = remainder * 10 + static_cast<unsigned>(digit - '0');
    digit = static_cast<char>('0' + value / base);
    remainder = value % base;
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return remainder;
}

std::string in_base(std::string decimal, unsigned base, bool upper) {
  const std::string_view symbols = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string result;
  while (!decimal.empty() && decimal != "0") result += symbols[divide(decimal, base)];
  std::ranges::reverse(result);
  return result.empty() ? "0" : result;
}

// Go writes at least two digits of an exponent, as C does, so MPFR's text is right as it is.
std::string mpfr_text(const std::string& decimal, char verb, int precision) {
  mpfr_t number;
  mpfr_init2(number, 512);
  mpfr_set_str(number, decimal.c_str(), 10, MPFR_RNDN);
  const char format[] = {'%', '.', '*', 'R', verb, '\0'};
  char* text = nullptr;
  mpfr_asprintf(&text, format, precision, number);
  std::string result = text ? text : "";
  if (text) mpfr_free_str(text);
  mpfr_clear(number);
  return result;
}

}  // namespace

std::string general_text(const Number& number) {
  std::string text = number.text();
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits = text.substr(0, point);
  if (point < text.size()) digits += text.substr(point + 1);
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  if (first == digits.size()) return number.text();
  const int exponent = static_cast<int>(point) - static_cast<int>(first) - 1;
  digits = digits.substr(first, digits.find_last_not_of('0') - first + 1);
  // Go's rule for the shortest text.
  if (exponent >= -4 && exponent < 6) return number.text();
  std::string result = negative ? "-" : "";
  result += digits[0];
  if (digits.size() > 1) result += '.' + digits.substr(1);
  result += exponent < 0 ? "e-" : "e+";
  const int size = exponent < 0 ? -exponent : exponent;
  if (size < 10) result += '0';
  return result + std::to_string(size);
}

std::string format_float(const Number& number, char verb, std::string_view flags, int width, int precision) {
  std::string text;
  if ((verb == 'g' || verb == 'G') && precision < 0) {
    text = general_text(number);
    if (verb == 'G') std::ranges::replace(text, 'e', 'E');
  } else {
    if (precision == 0 && (verb == 'g' || verb == 'G')) precision = 1;
    text = mpfr_text(number.text(), verb, precision < 0 ? 6 : precision);
  }
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  return pad(std::move(text), negative, flags, width);
}

std::optional<std::string> format_integer(const Number& number, char verb, std::string_view flags, int width,
                                          int precision) {
  if (!number.is_whole()) return std::nullopt;
  const bool negative = number.sign() < 0;
  const unsigned base = verb == 'b' ? 2 : verb == 'o' ? 8 : verb == 'd' ? 10 : 16;
  std::string digits = (negative ? -number : number).text();
  if (base != 10) digits = in_base(std::move(digits), base, verb == 'X');
  std::string_view prefix;
  if (flags.find('#') != std::string_view::npos) {
    prefix = verb == 'b' ? "0b" : verb == 'o' ? "0" : verb == 'x' ? "0x" : verb == 'X' ? "0X" : "";
  }
  if (precision >= 0) {
    const auto least = static_cast<std::size_t>(precision);
    if (least == 0 && number.sign() == 0) digits.clear();
    if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
    std::string spaces;
    for (const char flag : flags) {
      if (flag != '0') spaces += flag;
    }
    return pad(std::move(digits), negative, spaces, width, prefix);
  }
  return pad(std::move(digits), negative, flags, width, prefix);
}

}  // namespace blueprint::eval
