#include "eval/functions/timestamp.h"

#include <array>
#include <chrono>
#include <cstdlib>

namespace blueprint::eval {

namespace {

constexpr std::int64_t kDay = 86'400;

// Takes parts of a text from its front.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Between `least` and `most` digits.
  std::optional<unsigned> number(std::size_t least, std::size_t most) {
    unsigned value = 0;
    std::size_t size = 0;
    while (size < most && size < rest_.size() && is_digit(rest_[size])) {
      value = value * 10 + static_cast<unsigned>(rest_[size++] - '0');
    }
    if (size < least) return std::nullopt;
    rest_.remove_prefix(size);
    return value;
  }

  // The digits of a fraction as nanoseconds.
  std::optional<std::int32_t> fraction() {
    std::int32_t value = 0;
    std::int32_t scale = 100'000'000;
    if (rest_.empty() || !is_digit(rest_[0])) return std::nullopt;
    while (!rest_.empty() && is_digit(rest_[0])) {
      value += (rest_[0] - '0') * scale;
      scale /= 10;
      rest_.remove_prefix(1);
    }
    return value;
  }

  bool empty() const { return rest_.empty(); }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  std::string_view rest_;
};

// The days of a date with month and day of at least `least` digits.
std::optional<std::int64_t> scan_date(Scanner& scanner, std::size_t least) {
  const auto year = scanner.number(4, 4);
  if (!year || !scanner.take('-')) return std::nullopt;
  const auto month = scanner.number(least, 2);
  if (!month || !scanner.take('-')) return std::nullopt;
  const auto day = scanner.number(least, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

// Adds the time of day to `time`.
bool scan_time(Scanner& scanner, std::size_t least, Timestamp& time) {
  const auto hour = scanner.number(least, 2);
  if (!hour || *hour > 23 || !scanner.take(':')) return false;
  const auto minute = scanner.number(least, 2);
  if (!minute || *minute > 59 || !scanner.take(':')) return false;
  const auto second = scanner.number(least, 2);
  if (!second || *second > 59) return false;
  time.seconds += *hour * 3600 + *minute * 60 + *second;
  if (!scanner.take('.')) return true;
  const auto fraction = scanner.fraction();
  time.nanoseconds = fraction.value_or(0);
  return fraction.has_value();
}

bool scan_zone(Scanner& scanner, Timestamp& time) {
  if (scanner.take('Z')) return true;
  const bool west = scanner.take('-');
  if (!west && !scanner.take('+')) return false;
  const auto hours = scanner.number(2, 2);
  if (!hours || *hours > 24 || !scanner.take(':')) return false;
  const auto minutes = scanner.number(2, 2);
  if (!minutes || *minutes > 60) return false;
  const auto offset = static_cast<std::int32_t>(*hours * 3600 + *minutes * 60);
  time.offset = west ? -offset : offset;
  time.seconds -= time.offset;
  return true;
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return value < 0 ? "-" + digits : digits;
}

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};

constexpr std::array<Unit, 8> kUnits = {{{"ns", 1},
                                         {"us", 1'000},
                                         {"µs", 1'000},
                                         {"μs", 1'000},
                                         {"ms", 1'000'000},
                                         {"s", 1'000'000'000},
                                         {"m", 60'000'000'000},
                                         {"h", 3'600'000'000'000}}};

// Takes one number with its unit from the front of `text`.
std::optional<double> scan_duration(std::string_view& text, std::int64_t& whole, std::int64_t& unit) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t digits = std::min(text.find_first_not_of(kDigits), text.size());
  if (digits > 18) return std::nullopt;
  whole = digits > 0 ? std::stoll(std::string(text.substr(0, digits))) : 0;
  text.remove_prefix(digits);
  double fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::size_t size = std::min(text.find_first_not_of(kDigits), text.size());
    if (digits + size == 0) return std::nullopt;
    double scale = 0.1;
    for (const char c : text.substr(0, size)) {
      fraction += (c - '0') * scale;
      scale /= 10;
    }
    text.remove_prefix(size);
  } else if (digits == 0) {
    return std::nullopt;
  }
  const std::string_view name = text.substr(0, text.find_first_of("0123456789."));
  for (const Unit& known : kUnits) {
    if (name != known.name) continue;
    unit = known.nanoseconds;
    text.remove_prefix(name.size());
    return fraction;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  Scanner scanner(text);
  Timestamp time;
  const std::optional<std::int64_t> days = scan_date(scanner, 2);
  if (!days || !scanner.take('T')) return std::nullopt;
  time.seconds = *days * kDay;
  if (!scan_time(scanner, 2, time) || !scan_zone(scanner, time) || !scanner.empty()) return std::nullopt;
  return time;
}

std::optional<Timestamp> parse_yaml_timestamp(std::string_view text) {
  Scanner scanner(text);
  Timestamp time;
  const std::optional<std::int64_t> days = scan_date(scanner, 1);
  if (!days) return std::nullopt;
  time.seconds = *days * kDay;
  if (scanner.empty()) return time;
  const bool zoned = scanner.take('T') || scanner.take('t');
  if (!zoned && !scanner.take(' ')) return std::nullopt;
  if (!scan_time(scanner, 1, time) || (zoned && !scan_zone(scanner, time)) || !scanner.empty()) {
    return std::nullopt;
  }
  return time;
}

std::optional<std::int64_t> parse_date(std::string_view text) {
  Scanner scanner(text);
  const std::optional<std::int64_t> days = scan_date(scanner, 2);
  return scanner.empty() ? days : std::nullopt;
}

DateTime date_time(const Timestamp& time) {
  const std::int64_t local = time.seconds + time.offset;
  const std::int64_t days = local >= 0 ? local / kDay : -((-local + kDay - 1) / kDay);
  const auto second = static_cast<unsigned>(local - days * kDay);
  const std::chrono::sys_days day{std::chrono::days(days)};
  const std::chrono::year_month_day date{day};
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<unsigned>(date.month()),
          .day = static_cast<unsigned>(date.day()),
          .hour = second / 3600,
          .minute = second / 60 % 60,
          .second = second % 60,
          .weekday = std::chrono::weekday(day).c_encoding()};
}

std::string zone_text(std::int32_t offset, bool colon, bool z_for_utc) {
  if (offset == 0 && z_for_utc) return "Z";
  const std::int32_t minutes = std::abs(offset) / 60;
  return (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + (colon ? ":" : "") + padded(minutes % 60, 2);
}

std::string rfc3339_text(const Timestamp& time) {
  const DateTime at = date_time(time);
  return padded(at.year, 4) + '-' + padded(at.month, 2) + '-' + padded(at.day, 2) + 'T' + padded(at.hour, 2) +
         ':' + padded(at.minute, 2) + ':' + padded(at.second, 2) + zone_text(time.offset, true, true);
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  while (!text.empty()) {
    std::int64_t whole = 0;
    std::int64_t unit = 1;
    std::int64_t part = 0;
    const std::optional<double> fraction = scan_duration(text, whole, unit);
    if (!fraction || __builtin_mul_overflow(whole, unit, &part) ||
        __builtin_add_overflow(part, static_cast<std::int64_t>(*fraction * static_cast<double>(unit) + 0.5),
                               &part) ||
        __builtin_add_overflow(total, part, &total)) {
      return std::nullopt;
    }
  }
  return negative ? -total : total;
}

}  // namespace blueprint::eval
