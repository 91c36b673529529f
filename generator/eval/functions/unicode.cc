#include "eval/functions/unicode.h"

#include <algorithm>

#include "eval/functions/unicode_tables.h"
#include "hcl/unicode.h"

namespace blueprint::eval::unicode {

namespace {

template <typename Range>
const Range* find_range(std::span<const Range> ranges, char32_t point) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), point,
                                      [](char32_t value, const Range& range) { return value < range.first; });
  if (after == ranges.begin()) return nullptr;
  const Range& range = *(after - 1);
  return point <= range.last ? &range : nullptr;
}

char32_t map_case(char32_t point, std::int32_t CaseRange::*delta) {
  if (point < 0x80) {
    const bool maps =
        delta == &CaseRange::lower ? point >= 'A' && point <= 'Z' : point >= 'a' && point <= 'z';
    return maps ? point ^ 0x20 : point;
  }
  const CaseRange* const range = find_range(case_ranges(), point);
  if (!range) return point;
  const std::int32_t add = range->*delta;
  if (add != kAlternating) return static_cast<char32_t>(static_cast<std::int32_t>(point) + add);
  const char32_t offset = point - range->first;
  const bool lower = delta == &CaseRange::lower;
  return range->first + ((offset & ~char32_t{1}) | (lower ? 1 : 0));
}

template <typename Map>
std::string map_text(std::string_view text, Map map) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const Decoded next = byte < 0x80 ? Decoded{byte, 1} : decode(text, at);
    const char32_t mapped = map(next.point);
    if (mapped < 0x80)
      result += static_cast<char>(mapped);
    else
      append(result, mapped);
    at += next.size;
  }
  return result;
}

bool is_word(char32_t point) {
  if (point >= 0x80) return !is_space(point);
  return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') ||
         point == '_';
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  const hcl::Decoded next = hcl::decode_utf8(text.substr(at));
  return {next.valid ? next.code : kReplacement, next.size};
}

void append(std::string& text, char32_t point) {
  char buffer[4];
  text.append(buffer, hcl::encode_utf8(point, buffer));
}

std::string upper(std::string_view text) {
  return map_text(text, [](char32_t point) { return map_case(point, &CaseRange::upper); });
}

std::string lower(std::string_view text) {
  return map_text(text, [](char32_t point) { return map_case(point, &CaseRange::lower); });
}

std::string title(std::string_view text) {
  bool in_word = false;
  return map_text(text, [&](char32_t point) {
    const char32_t mapped = in_word ? point : map_case(point, &CaseRange::title);
    in_word = is_word(point);
    return mapped;
  });
}

bool is_space(char32_t point) {
  if (point <= 0xFF) return (point >= 9 && point <= 13) || point == ' ' || point == 0x85 || point == 0xA0;
  return point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
         point == 0x202F || point == 0x205F || point == 0x3000;
}

bool is_printable(char32_t point) { return find_range(printable_ranges(), point) != nullptr; }

std::string_view trim_space(std::string_view text) {
  while (!text.empty()) {
    const Decoded first = decode(text, 0);
    if (!is_space(first.point)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty()) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    if (!is_space(decode(text, at).point)) break;
    text.remove_suffix(text.size() - at);
  }
  return text;
}

std::size_t cluster_size(std::string_view text) { return hcl::grapheme_size(text); }

std::size_t count_clusters(std::string_view text) { return hcl::count_graphemes(text); }

}  // namespace blueprint::eval::unicode
