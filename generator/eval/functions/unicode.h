// Characters of text, as Go and Terraform see them: case, and what a person
// takes for one character (a grapheme cluster), independent of any locale.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace blueprint::eval::unicode {

// What stands for bytes that are not UTF-8.
inline constexpr char32_t kReplacement = 0xFFFD;

// The code point at text[at], and how many bytes it takes (at least 1).
struct Decoded {
  char32_t point;
  std::size_t size;
};
Decoded decode(std::string_view text, std::size_t at);
void append(std::string& text, char32_t point);

std::string upper(std::string_view text);
std::string lower(std::string_view text);
// The first letter of each word in title case; words end at anything but
// letters, digits and underscores.
std::string title(std::string_view text);

bool is_space(char32_t point);
bool is_printable(char32_t point);
std::string_view trim_space(std::string_view text);

// The bytes of the first grapheme cluster of `text`, which is not empty.
std::size_t cluster_size(std::string_view text);
std::size_t count_clusters(std::string_view text);

}  // namespace blueprint::eval::unicode
