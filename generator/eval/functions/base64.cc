#include "eval/functions/base64.h"

#include <cstdint>

namespace blueprint::eval {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t size = bytes.size() - at < 3 ? bytes.size() - at : 3;
    for (std::size_t i = 0; i < 3; ++i) {
      group = (group << 8) | (i < size ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += i <= size ? kAlphabet[(group >> (18 - 6 * i)) & 63] : '=';
    }
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out;
  std::uint32_t group = 0;
  std::size_t count = 0;
  std::size_t padding = 0;
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    const std::size_t digit = kAlphabet.find(c);
    if (c == '=') {
      if (++padding + count % 4 > 4 || count % 4 < 2) return std::nullopt;
      continue;
    }
    if (digit == std::string_view::npos || padding > 0) return std::nullopt;
    group = (group << 6) | static_cast<std::uint32_t>(digit);
    if (++count % 4 == 0) {
      for (int shift = 16; shift >= 0; shift -= 8) out += static_cast<char>((group >> shift) & 0xFF);
      group = 0;
    }
  }
  const std::size_t rest = count % 4;
  if ((rest > 0 && rest + padding != 4) || (rest == 0 && padding > 0)) return std::nullopt;
  if (rest >= 2) out += static_cast<char>((group >> (rest == 2 ? 4 : 10)) & 0xFF);
  if (rest == 3) out += static_cast<char>((group >> 2) & 0xFF);
  return out;
}

}  // namespace blueprint::eval
