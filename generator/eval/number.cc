#include "eval/number.h"

#include <mpfr.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/strings.h"

namespace blueprint::eval {

namespace {

constexpr std::uint16_t kWritten = 512;
constexpr std::uint16_t kCounted = 64;
constexpr std::uint16_t kDouble = 53;
constexpr std::int64_t kDoubleWhole = std::int64_t{1} << kDouble;
constexpr mpfr_exp_t kExtremeExponent = 1 << 15;  // Of two: about 9,800 decimal digits.
constexpr std::size_t kLongestText = 20'000;

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// The parts of a decimal as Go reads it: "-1.5e3", ".5", "1p3" for 1 * 2^3.
struct Decimal {
  std::string mantissa{};  // With its sign.
  char base = 'e';
  long exponent = 0;
};

std::optional<Decimal> split_decimal(std::string_view text) {
  Decimal result;
  const std::size_t marker = text.find_first_of("eEpP");
  std::string_view mantissa = text.substr(0, marker);
  if (marker != std::string_view::npos) {
    result.base = text[marker] == 'p' || text[marker] == 'P' ? 'p' : 'e';
    std::string_view exponent = text.substr(marker + 1);
    const bool negative = exponent.starts_with('-');
    if (negative || exponent.starts_with('+')) exponent.remove_prefix(1);
    if (exponent.empty() || !all_digits(exponent)) return std::nullopt;
    exponent.remove_prefix(std::min(exponent.find_first_not_of('0'), exponent.size()));
    if (exponent.size() > 6) return std::nullopt;
    for (const char digit : exponent) result.exponent = result.exponent * 10 + (digit - '0');
    if (negative) result.exponent = -result.exponent;
  }
  result.mantissa = mantissa;
  if (mantissa.starts_with('-') || mantissa.starts_with('+')) mantissa.remove_prefix(1);
  const std::size_t point = mantissa.find('.');
  const std::string_view before = mantissa.substr(0, point);
  const std::string_view after = point == std::string_view::npos ? "" : mantissa.substr(point + 1);
  if (before.empty() && after.empty()) return std::nullopt;
  if (!all_digits(before) || !all_digits(after)) return std::nullopt;
  return result;
}

}  // namespace

struct Number::Big {
  explicit Big(mpfr_prec_t precision) { mpfr_init2(value, precision); }
  ~Big() { mpfr_clear(value); }
  Big(const Big&) = delete;
  Big& operator=(const Big&) = delete;

  mpfr_prec_t precision() const { return mpfr_get_prec(value); }

  mpfr_t value;
};

namespace {

// Significant decimal digits, and where the point is: 0.DIGITS * 10^exponent.
struct Digits {
  std::string digits{};
  mpfr_exp_t exponent = 0;
};

Digits digits_of(mpfr_srcptr value, std::size_t count, mpfr_rnd_t rounding) {
  Digits result;
  result.digits.resize(count + 2);
  mpfr_get_str(result.digits.data(), &result.exponent, 10, count, value, rounding);
  result.digits.resize(result.digits.find('\0'));
  return result;
}

bool reads_back(const Digits& digits, mpfr_srcptr value) {
  mpfr_t read;
  mpfr_init2(read, mpfr_get_prec(value));
  const std::string text = concat("0.", digits.digits, "e", std::to_string(digits.exponent));
  mpfr_set_str(read, text.c_str(), 10, MPFR_RNDN);
  const bool same = mpfr_equal_p(read, value) != 0;
  mpfr_clear(read);
  return same;
}

// Of a positive value: the digits with that count if any such decimal reads back as it.
std::optional<Digits> try_digits(mpfr_srcptr value, std::size_t count) {
  const Digits down = digits_of(value, count, MPFR_RNDD);
  const Digits up = digits_of(value, count, MPFR_RNDU);
  const bool down_works = reads_back(down, value);
  const bool up_works = reads_back(up, value);
  if (down_works && up_works) return digits_of(value, count, MPFR_RNDN);
  if (down_works) return down;
  if (up_works) return up;
  return std::nullopt;
}

Digits shortest_digits(mpfr_srcptr value) {
  std::size_t low = 2;
  auto high = static_cast<std::size_t>(mpfr_get_prec(value)) * 30103 / 100000 + 3;
  Digits best = digits_of(value, high, MPFR_RNDN);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (std::optional<Digits> found = try_digits(value, middle)) {
      best = std::move(*found);
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  const std::size_t last = best.digits.find_last_not_of('0');
  best.digits.resize(last == std::string::npos ? 1 : last + 1);
  return best;
}

std::string plain_text(const Digits& digits) {
  const auto size = static_cast<mpfr_exp_t>(digits.digits.size());
  const auto zeros = [](mpfr_exp_t count) { return std::string(static_cast<std::size_t>(count), '0'); };
  if (digits.exponent <= 0) return concat("0.", zeros(-digits.exponent), digits.digits);
  if (digits.exponent >= size) return concat(digits.digits, zeros(digits.exponent - size));
  const auto point = static_cast<std::size_t>(digits.exponent);
  return concat(digits.digits.substr(0, point), ".", digits.digits.substr(point));
}

}  // namespace

Number Number::normal(std::shared_ptr<const Big> big) {
  Number result;
  const bool negative_zero = mpfr_zero_p(big->value) && mpfr_signbit(big->value);
  if (!negative_zero && mpfr_integer_p(big->value) && mpfr_fits_intmax_p(big->value, MPFR_RNDN)) {
    const std::int64_t whole = mpfr_get_sj(big->value, MPFR_RNDN);
    const bool exact = big->precision() >= kCounted || std::abs(whole) < kDoubleWhole;
    if (exact && big->precision() <= std::numeric_limits<std::uint16_t>::max()) {
      result.whole_ = whole;
      result.precision_ = static_cast<std::uint16_t>(big->precision());
      return result;
    }
  }
  result.big_ = std::move(big);
  return result;
}

std::shared_ptr<const Number::Big> Number::big() const {
  if (big_) return big_;
  auto result = std::make_shared<Big>(precision_);
  mpfr_set_sj(result->value, whole_, MPFR_RNDN);
  return result;
}

Number::Number(std::size_t whole) {
  if (whole <= static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max())) {
    whole_ = static_cast<std::int64_t>(whole);
    return;
  }
  auto big = std::make_shared<Big>(kCounted);
  mpfr_set_uj(big->value, whole, MPFR_RNDN);
  big_ = std::move(big);
}

Number Number::from_double(double value) {
  if (!std::isfinite(value)) return {};
  auto big = std::make_shared<Big>(kDouble);
  mpfr_set_d(big->value, value, MPFR_RNDN);
  return normal(std::move(big));
}

std::optional<Number> Number::parse(std::string_view text) {
  if (!text.empty() && text.size() <= 18 && text != "-0" &&
      all_digits(text.substr(text[0] == '-' && text.size() > 1))) {
    Number result(static_cast<std::int64_t>(std::stoll(std::string(text))));
    result.precision_ = kWritten;
    if (result.whole_ != 0 || text[0] != '-') return result;
  }
  if (text.size() > kLongestText) return std::nullopt;
  const std::optional<Decimal> decimal = split_decimal(text);
  if (!decimal) return std::nullopt;
  auto big = std::make_shared<Big>(kWritten);
  const std::string mantissa = decimal->base == 'e'
                                   ? concat(decimal->mantissa, "e", std::to_string(decimal->exponent))
                                   : decimal->mantissa;
  if (mpfr_set_str(big->value, mantissa.c_str(), 10, MPFR_RNDN) != 0) return std::nullopt;
  if (decimal->base == 'p') mpfr_mul_2si(big->value, big->value, decimal->exponent, MPFR_RNDN);
  Number result = normal(std::move(big));
  if (result.is_extreme()) return std::nullopt;
  return result;
}

std::optional<Number> Number::parse_integer(std::string_view text, int base) {
  std::string_view digits = text;
  if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > kLongestText || base < 2 || base > 62) return std::nullopt;
  const auto valid = [base](char c) {
    int digit = 62;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (c >= 'a' && c <= 'z') digit = c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') digit = c - 'A' + (base <= 36 ? 10 : 36);
    return digit < base;
  };
  if (!std::ranges::all_of(digits, valid)) return std::nullopt;
  std::string swapped(text);
  // Go counts lower case letters first above base 36; MPFR counts upper case first.
  if (base > 36) {
    for (char& c : swapped)
      c = std::islower(static_cast<unsigned char>(c))   ? static_cast<char>(c - 32)
          : std::isupper(static_cast<unsigned char>(c)) ? static_cast<char>(c + 32)
                                                        : c;
  }
  auto wide = std::make_shared<Big>(static_cast<mpfr_prec_t>(digits.size() * 6 + kCounted));
  if (mpfr_set_str(wide->value, swapped.c_str(), base, MPFR_RNDN) != 0) return std::nullopt;
  const mpfr_exp_t bits = mpfr_zero_p(wide->value) ? 0 : mpfr_get_exp(wide->value);
  mpfr_prec_round(wide->value, std::max<mpfr_prec_t>(kCounted, bits), MPFR_RNDN);
  if (mpfr_zero_p(wide->value)) return Number(0);
  Number result = normal(std::move(wide));
  if (result.is_extreme()) return std::nullopt;
  return result;
}

std::string Number::text() const {
  if (!big_) return std::to_string(whole_);
  const bool negative = mpfr_signbit(big_->value) != 0;
  if (mpfr_zero_p(big_->value)) return negative ? "-0" : "0";
  Big magnitude(big_->precision());
  mpfr_abs(magnitude.value, big_->value, MPFR_RNDN);
  return concat(negative ? "-" : "", plain_text(shortest_digits(magnitude.value)));
}

std::optional<std::int64_t> Number::as_int64() const {
  if (!big_) return whole_;
  if (!mpfr_integer_p(big_->value) || !mpfr_fits_intmax_p(big_->value, MPFR_RNDN)) return std::nullopt;
  return mpfr_get_sj(big_->value, MPFR_RNDN);
}

double Number::as_double() const {
  return big_ ? mpfr_get_d(big_->value, MPFR_RNDN) : static_cast<double>(whole_);
}

bool Number::is_whole() const { return !big_ || mpfr_integer_p(big_->value) != 0; }

int Number::sign() const {
  if (big_) return mpfr_sgn(big_->value);
  return whole_ < 0 ? -1 : whole_ > 0;
}

bool Number::is_extreme() const {
  if (!big_ || mpfr_zero_p(big_->value)) return false;
  const mpfr_exp_t exponent = mpfr_get_exp(big_->value);
  return exponent > kExtremeExponent || exponent < -kExtremeExponent;
}

Number Number::operator-() const {
  if (!big_ && whole_ != 0 && whole_ != std::numeric_limits<std::int64_t>::min()) {
    Number result = *this;
    result.whole_ = -whole_;
    return result;
  }
  const std::shared_ptr<const Big> operand = big();
  auto result = std::make_shared<Big>(operand->precision());
  mpfr_neg(result->value, operand->value, MPFR_RNDN);
  return normal(std::move(result));
}

Number operator+(const Number& a, const Number& b) {
  const std::uint16_t precision = std::max(a.precision_, b.precision_);
  Number sum;
  if (!a.big_ && !b.big_ && precision >= kCounted &&
      !__builtin_add_overflow(a.whole_, b.whole_, &sum.whole_)) {
    sum.precision_ = precision;
    return sum;
  }
  const auto x = a.big();
  const auto y = b.big();
  auto result = std::make_shared<Number::Big>(std::max(x->precision(), y->precision()));
  mpfr_add(result->value, x->value, y->value, MPFR_RNDN);
  return Number::normal(std::move(result));
}

Number operator-(const Number& a, const Number& b) { return a + -b; }

Number operator*(const Number& a, const Number& b) {
  const std::uint16_t larger = std::max(a.precision_, b.precision_);
  Number product;
  if (!a.big_ && !b.big_ && larger >= kCounted && a.whole_ != 0 && b.whole_ != 0 &&
      !__builtin_mul_overflow(a.whole_, b.whole_, &product.whole_)) {
    product.precision_ = larger;
    return product;
  }
  const auto x = a.big();
  const auto y = b.big();
  auto result = std::make_shared<Number::Big>(kWritten);
  mpfr_mul(result->value, x->value, y->value, MPFR_RNDN);
  const mpfr_prec_t needed = mpfr_zero_p(result->value) ? 0 : mpfr_min_prec(result->value);
  mpfr_prec_round(result->value, std::max({x->precision(), y->precision(), needed}), MPFR_RNDN);
  return Number::normal(std::move(result));
}

std::optional<Number> Number::divide(const Number& a, const Number& b) {
  if (b.sign() == 0) return std::nullopt;
  const std::uint16_t precision = std::max(a.precision_, b.precision_);
  if (!a.big_ && !b.big_ && precision >= kCounted && a.whole_ != 0 && b.whole_ != -1 &&
      a.whole_ % b.whole_ == 0) {
    Number quotient(a.whole_ / b.whole_);
    quotient.precision_ = precision;
    return quotient;
  }
  const auto x = a.big();
  const auto y = b.big();
  auto result = std::make_shared<Big>(std::max(x->precision(), y->precision()));
  mpfr_div(result->value, x->value, y->value, MPFR_RNDN);
  return normal(std::move(result));
}

std::optional<Number> Number::modulo(const Number& a, const Number& b) {
  if (b.sign() == 0) return a;
  const auto x = a.big();
  const auto y = b.big();
  Big quotient(std::max(x->precision(), y->precision()));
  mpfr_div(quotient.value, x->value, y->value, MPFR_RNDN);
  // Terraform keeps the precision of the left operand at every step.
  auto result = std::make_shared<Big>(x->precision());
  mpfr_trunc(result->value, quotient.value);
  if (mpfr_zero_p(result->value)) mpfr_set_zero(result->value, 1);
  mpfr_mul(result->value, y->value, result->value, MPFR_RNDN);
  mpfr_sub(result->value, x->value, result->value, MPFR_RNDN);
  return normal(std::move(result));
}

Number Number::floor() const {
  if (is_whole()) return sign() == 0 ? Number(0) : *this;
  auto result = std::make_shared<Big>(big_->precision());
  mpfr_floor(result->value, big_->value);
  return normal(std::move(result));
}

Number Number::ceil() const {
  if (is_whole()) return sign() == 0 ? Number(0) : *this;
  auto result = std::make_shared<Big>(big_->precision());
  mpfr_ceil(result->value, big_->value);
  if (mpfr_zero_p(result->value)) return Number(0);
  return normal(std::move(result));
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) return a.whole_ <=> b.whole_;
  return mpfr_cmp(a.big()->value, b.big()->value) <=> 0;
}

bool operator==(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) return a.whole_ == b.whole_;
  if (mpfr_equal_p(a.big()->value, b.big()->value)) return true;
  return !a.is_whole() && !b.is_whole() && a.text() == b.text();
}

}  // namespace blueprint::eval
