// Points in time as text.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blueprint::eval {

struct Timestamp {
  std::int64_t seconds = 0;  // Since 1970-01-01T00:00:00Z, without leap seconds.
  std::int32_t nanoseconds = 0;
  std::int32_t offset = 0;  // Of the zone it is written in, in seconds east of UTC.
};

struct DateTime {
  std::int64_t year = 1970;
  unsigned month = 1;
  unsigned day = 1;
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  unsigned weekday = 4;  // Sunday is 0.
};

std::optional<Timestamp> parse_rfc3339(std::string_view text);
// Also the shorter forms that YAML allows: "2020-1-2", "2020-01-02 10:11:12".
std::optional<Timestamp> parse_yaml_timestamp(std::string_view text);
// "2006-01-02T15:04:05Z", in the zone of the timestamp, without fractions.
std::string rfc3339_text(const Timestamp& time);
// "Z" or "+01:00"; without the colon, and with "+0000" for UTC, when `plain`.
std::string zone_text(std::int32_t offset, bool colon, bool z_for_utc);
// What the clock and calendar show in the timestamp's zone.
DateTime date_time(const Timestamp& time);
// The days from 1970-01-01 to a date "2006-01-02"; nullopt when it is none.
std::optional<std::int64_t> parse_date(std::string_view text);

// Nanoseconds of "1h30m", "-1.5s", "0".
std::optional<std::int64_t> parse_duration(std::string_view text);

}  // namespace blueprint::eval
