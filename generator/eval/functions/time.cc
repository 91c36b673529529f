#include <array>

#include "eval/functions/arguments.h"
#include "eval/functions/timestamp.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

std::optional<Timestamp> timestamp(const Call& call, std::size_t i) {
  const std::optional<Timestamp> time = parse_rfc3339(call.args[i].as_string());
  if (!time) call.fail(i, concat("not a valid RFC3339 timestamp: ", quoted_argument(call, i)));
  return time;
}

// `value` with one digit or more for "h", two or more for "hh"; nothing for longer verbs.
std::optional<std::string> counted(unsigned value, std::size_t size) {
  if (size > 2) return std::nullopt;
  const std::string digits = std::to_string(value);
  return size == 2 && digits.size() == 1 ? "0" + digits : digits;
}

std::optional<std::string> named(std::string_view name, std::size_t size) {
  if (size == 3) return std::string(name.substr(0, 3));
  return size == 4 ? std::optional(std::string(name)) : std::nullopt;
}

std::optional<std::string> year(std::int64_t value, std::size_t size) {
  std::string digits = std::to_string(value);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  if (size == 2) return digits.substr(digits.size() - 2);
  return size == 4 ? std::optional(digits) : std::nullopt;
}

std::optional<std::string> zone(std::int32_t offset, std::size_t size) {
  switch (size) {
    case 1: return zone_text(offset, true, true);
    case 3: return offset == 0 ? "UTC" : zone_text(offset, false, false);
    case 4: return zone_text(offset, false, false);
    case 5: return zone_text(offset, true, false);
    default: return std::nullopt;
  }
}

// What one verb, a letter repeated `size` times, stands for; nullopt when there is no such verb.
std::optional<std::string> verb_text(char letter, std::size_t size, const Timestamp& time) {
  const DateTime at = date_time(time);
  const bool afternoon = at.hour >= 12;
  switch (letter) {
    case 'Y': return year(at.year, size);
    case 'M': return size <= 2 ? counted(at.month, size) : named(kMonths[at.month - 1], size);
    case 'D': return counted(at.day, size);
    case 'E': return named(kWeekdays[at.weekday], size);
    case 'h': return counted(at.hour, size);
    case 'H': return counted(at.hour % 12 == 0 ? 12 : at.hour % 12, size);
    case 'A': return size == 2 ? std::optional<std::string>(afternoon ? "PM" : "AM") : std::nullopt;
    case 'a': return size == 2 ? std::optional<std::string>(afternoon ? "pm" : "am") : std::nullopt;
    case 'm': return counted(at.minute, size);
    case 's': return counted(at.second, size);
    case 'Z': return zone(time.offset, size);
    default: return std::nullopt;
  }
}

// Appends the text in quotes at the front of `rest`, and takes it away; false when it does not end.
bool take_literal(std::string& out, std::string_view& rest) {
  if (rest.starts_with("''")) {
    out += '\'';
    rest.remove_prefix(2);
    return true;
  }
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '\'') {
      if (!rest.substr(at).starts_with("''")) {
        rest.remove_prefix(at + 1);
        return true;
      }
      ++at;
    }
    out += rest[at];
  }
  return false;
}

Value call_formatdate(const Call& call) {
  const std::optional<Timestamp> time = timestamp(call, 1);
  if (!time) return Value::unknown(Type::string());
  std::string out;
  for (std::string_view rest = call.args[0].as_string(); !rest.empty();) {
    const char first = rest.front();
    if (first == '\'') {
      if (!take_literal(out, rest)) return call.fail(0, "unterminated literal '");
      continue;
    }
    const bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    const std::size_t size = letter ? std::min(rest.find_first_not_of(first), rest.size()) : 1;
    const std::optional<std::string> text =
        letter ? verb_text(first, size, *time) : std::optional(std::string(rest.substr(0, 1)));
    if (!text) return call.fail(0, concat("invalid date format verb ", in_quotes(rest.substr(0, size))));
    out += *text;
    rest.remove_prefix(size);
  }
  return Value::string(std::move(out));
}

Value call_timeadd(const Call& call) {
  std::optional<Timestamp> time = timestamp(call, 0);
  if (!time) return Value::unknown(Type::string());
  const std::optional<std::int64_t> duration = parse_duration(call.args[1].as_string());
  if (!duration) return call.fail(1, concat("invalid duration ", quoted_argument(call, 1)));
  constexpr std::int64_t kSecond = 1'000'000'000;
  const std::int64_t nanoseconds = time->nanoseconds + *duration % kSecond;
  time->seconds += *duration / kSecond;
  if (nanoseconds < 0) time->seconds -= 1;
  if (nanoseconds >= kSecond) time->seconds += 1;
  return Value::string(rfc3339_text(*time));
}

Value call_timecmp(const Call& call) {
  const std::optional<Timestamp> a = timestamp(call, 0);
  const std::optional<Timestamp> b = timestamp(call, 1);
  if (!a || !b) return Value::unknown(Type::number());
  const auto order = std::pair(a->seconds, a->nanoseconds) <=> std::pair(b->seconds, b->nanoseconds);
  return Value::number(order < 0 ? -1 : order > 0 ? 1 : 0);
}

const Function kFunctions[] = {
    {.name = "formatdate",
     .params = {{.name = "format", .type = string_type}, {.name = "time", .type = string_type}},
     .result = string_type,
     .doc = "A timestamp by a pattern of verbs such as YYYY, MM and hh.",
     .example =
         "formatdate(\"DD MMM YYYY hh:mm ZZZ\", \"2018-01-02T23:12:01Z\") == \"02 Jan 2018 23:12 UTC\"",
     .call = call_formatdate},
    {.name = "plantimestamp",
     .result = string_type,
     .doc = "The time of the plan; not known before Terraform runs."},
    {.name = "timeadd",
     .params = {{.name = "timestamp", .type = string_type}, {.name = "duration", .type = string_type}},
     .result = string_type,
     .doc = "A timestamp later (or earlier) by a duration such as 1h30m.",
     .example = "timeadd(\"2017-11-22T00:00:00Z\", \"10m\") == \"2017-11-22T00:10:00Z\"",
     .call = call_timeadd},
    {.name = "timecmp",
     .params = {{.name = "timestamp_a", .type = string_type}, {.name = "timestamp_b", .type = string_type}},
     .result = number_type,
     .doc = "-1, 0 or 1: which of two timestamps is earlier.",
     .example = "timecmp(\"2017-11-22T01:00:00Z\", \"2017-11-22T00:00:00Z\") == 1",
     .call = call_timecmp},
    {.name = "timestamp", .result = string_type, .doc = "The time now; not known before Terraform runs."},
};

}  // namespace

std::span<const Function> time_functions() { return kFunctions; }

}  // namespace blueprint::eval
