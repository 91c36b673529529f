// Tables of the Unicode character database, sorted by code point.

#pragma once

#include <cstdint>
#include <span>

namespace blueprint::eval::unicode {

// A delta that says: upper and lower case letters alternate in this range.
inline constexpr std::int32_t kAlternating = 0x110000;

struct CaseRange {
  char32_t first;
  char32_t last;
  std::int32_t upper;  // Added to a character to give its upper case.
  std::int32_t lower;
  std::int32_t title;
};

struct PrintableRange {
  char32_t first;
  char32_t last;
};

std::span<const CaseRange> case_ranges();
std::span<const PrintableRange> printable_ranges();

}  // namespace blueprint::eval::unicode
