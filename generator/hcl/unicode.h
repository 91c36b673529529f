// What the language needs to know about characters beyond ASCII.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace blueprint::hcl {

// A code point and how many bytes it took. Bytes that are not UTF-8 decode as one byte, not valid.
struct Decoded {
  char32_t code = 0;
  std::uint8_t size = 1;
  bool valid = false;
};

// The first code point of `text`, which must not be empty.
Decoded decode_utf8(std::string_view text);

// `code` as UTF-8 at `to`, which has room for four bytes; how many were written, 0 for no character.
std::size_t encode_utf8(char32_t code, char* to);

// Beyond ASCII only; the scanner has its own table for ASCII.
bool is_unicode_id_start(char32_t code);
bool is_unicode_id_continue(char32_t code);

// What `~` and `<<-` count as white space.
bool is_space(char32_t code);
std::string_view trim_left(std::string_view text);
std::string_view trim_right(std::string_view text);

// Control and format characters beyond ASCII, which show nothing.
bool is_control(char32_t code);

// How many bytes the first grapheme cluster of `text` takes; 0 only for empty text.
std::size_t grapheme_size(std::string_view text);
std::size_t count_graphemes(std::string_view text);

struct CodeRange {
  char32_t first = 0;
  char32_t last = 0;
};

// Whether one of the sorted `ranges` holds `code`.
bool contains(std::span<const CodeRange> ranges, char32_t code);

}  // namespace blueprint::hcl
