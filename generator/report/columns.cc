#include "report/columns.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <span>

namespace blueprint::report {
namespace {

constexpr std::size_t kTab = 4;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD.

struct Range {
  char32_t first, last;
};

// Characters that take no cell of their own: combining marks and joiners, by block.
constexpr Range kZero[] = {{0x0300, 0x036F},  {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
                           {0x064B, 0x065F},  {0x06D6, 0x06DC}, {0x0900, 0x0902}, {0x093C, 0x093C},
                           {0x0941, 0x0948},  {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
                           {0x1AB0, 0x1AFF},  {0x1DC0, 0x1DFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF},
                           {0x2060, 0x2060},  {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
                           {0xE0100, 0xE01EF}};

// Characters that take two cells: East Asian wide and full-width ones, and emoji.
constexpr Range kWide[] = {{0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x2614, 0x2615},
                           {0x26A1, 0x26A1},   {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2795, 0x2797},
                           {0x2B50, 0x2B50},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
                           {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
                           {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                           {0x1F004, 0x1F004}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB},
                           {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};

bool is_in(std::span<const Range> ranges, char32_t c) {
  const auto after = std::ranges::upper_bound(ranges, c, {}, &Range::first);
  return after != ranges.begin() && c <= std::prev(after)->last;
}

// A line could be made to read differently from what it says with these.
bool changes_direction(char32_t c) {
  return c == 0x061C || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// Shown as it is, in one cell: nearly all there is to show.
bool is_plain(char c) { return c >= 0x20 && c < 0x7F; }

struct Character {
  std::size_t size = 1;  // In bytes.
  char32_t code = 0;
  bool is_valid = false;
};

Character read_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {.size = 1, .code = first, .is_valid = true};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return {};
  char32_t code = first & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3Fu);
  }
  const bool is_overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  if (is_overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {.size = size, .code = code, .is_valid = true};
}

// How one character is shown, and how many cells that takes at `column`.
struct Shown {
  std::string text{};
  std::size_t cells = 1;
};

Shown show(std::string_view bytes, const Character& character, std::size_t column) {
  const char32_t c = character.code;
  if (!character.is_valid || (c >= 0x80 && c < 0xA0) || changes_direction(c))
    return {std::string(kReplacement)};
  if (c == '\t') {
    const std::size_t cells = kTab - column % kTab;
    return {std::string(cells, ' '), cells};
  }
  // U+2400 and following picture the control characters.
  if (c < 0x20) return {std::string{'\xE2', '\x90', static_cast<char>(0x80 + c)}};
  if (c == 0x7F) return {"\xE2\x90\xA1"};
  return {std::string(bytes), is_in(kZero, c) ? 0u : is_in(kWide, c) ? 2u : 1u};
}

}  // namespace

ShownLine show_line(std::string_view line) {
  ShownLine shown;
  shown.text.reserve(line.size());
  shown.column.reserve(line.size() + 1);
  shown.byte.reserve(line.size() + 1);
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (is_plain(line[at])) {
      shown.column.push_back(column++);
      shown.byte.push_back(shown.text.size());
      shown.text += line[at++];
      continue;
    }
    const Character character = read_character(line.substr(at));
    const Shown piece = show(line.substr(at, character.size), character, column);
    shown.column.insert(shown.column.end(), character.size, column);
    shown.byte.insert(shown.byte.end(), character.size, shown.text.size());
    shown.text += piece.text;
    column += piece.cells;
    at += character.size;
  }
  shown.column.push_back(column);
  shown.byte.push_back(shown.text.size());
  return shown;
}

bool is_shown_as_is(std::string_view line) {
  // Eight bytes at a time: none is below a space, above the tilde, or has the highest bit set.
  constexpr std::uint64_t kHighest = 0x8080808080808080;
  constexpr std::uint64_t kSpaces = 0x2020202020202020;
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  for (std::uint64_t eight = 0; line.size() >= sizeof eight; line.remove_prefix(sizeof eight)) {
    std::memcpy(&eight, line.data(), sizeof eight);
    if ((eight & kHighest) || ((eight + kOnes) & kHighest) || (~((eight | kHighest) - kSpaces) & kHighest))
      return false;
  }
  return std::ranges::all_of(line, is_plain);
}

std::string show_text(std::string_view text) {
  return is_shown_as_is(text) ? std::string(text) : show_line(text).text;
}

void append_shown(std::string& to, std::string_view text) {
  if (is_shown_as_is(text))
    to += text;
  else
    to += show_line(text).text;
}

}  // namespace blueprint::report
