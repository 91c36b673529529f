// Terraform's numbers: 512-bit floating point, printed as Terraform prints them.
//
// Every number carries its precision: 512 bits when it was written as a decimal,
// 64 when a function counted it, 53 when it was computed as a double; a result
// has that of the more precise operand. Whole numbers that fit 64 bits, which is
// nearly all, cost nothing; others are an MPFR number behind a shared pointer.

#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace blueprint::eval {

class Number {
 public:
  Number() = default;
  // Implicit, so that counts and lengths read as numbers.
  Number(std::int64_t whole) : whole_(whole) {}
  Number(int whole) : whole_(whole) {}
  Number(std::size_t whole);
  static Number from_double(double value);

  // "12", "0.5", "1e3", "-7"; nullopt when `text` is not a decimal number, or
  // is_extreme().
  static std::optional<Number> parse(std::string_view text);
  // Digits of `text` in `base` (2 to 62), as parseint() reads them.
  static std::optional<Number> parse_integer(std::string_view text, int base);

  // The shortest decimal that reads back as this number, never with an exponent.
  std::string text() const;
  // The value if it is whole and fits.
  std::optional<std::int64_t> as_int64() const;
  double as_double() const;
  bool is_whole() const;
  int sign() const;  // -1, 0, 1
  // So large or so near to zero that text() would take thousands of digits.
  bool is_extreme() const;

  Number operator-() const;
  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  // nullopt: division by zero.
  static std::optional<Number> divide(const Number& a, const Number& b);
  // With the sign of `a`; a modulo zero is a, as in Terraform.
  static std::optional<Number> modulo(const Number& a, const Number& b);

  Number floor() const;
  Number ceil() const;

  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  // True also for fractions that print the same in their own precisions.
  friend bool operator==(const Number& a, const Number& b);

 private:
  struct Big;  // An mpfr_t.
  static Number normal(std::shared_ptr<const Big> big);
  std::shared_ptr<const Big> big() const;

  std::int64_t whole_ = 0;
  std::uint16_t precision_ = 64;    // Of whole_.
  std::shared_ptr<const Big> big_;  // When set, whole_ is not used.
};

}  // namespace blueprint::eval
