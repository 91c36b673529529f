// Small words about text that the standard library lacks.

#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blueprint {

// The pieces one after the other.
template <typename... Parts>
std::string concat(const Parts&... parts) {
  std::string result;
  result.reserve((std::string_view(parts).size() + ... + 0));
  ((result += std::string_view(parts)), ...);
  return result;
}

// The pieces behind what `text` holds.
template <typename... Parts>
void append(std::string& text, const Parts&... parts) {
  ((text += std::string_view(parts)), ...);
}

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);
std::string_view trim(std::string_view text);  // Without spaces, tabs and newlines at both ends.

// The candidate that someone who typed `typed` most likely meant; empty when
// none is near (more than a third of the letters would have to change).
std::string_view nearest(std::string_view typed, std::span<const std::string_view> candidates);
// "did you mean `x`?", or empty: the usual help of an unknown name.
std::string did_you_mean(std::string_view typed, std::span<const std::string_view> candidates);

// True when `text` is well-formed UTF-8.
bool is_utf8(std::string_view text);

}  // namespace blueprint
