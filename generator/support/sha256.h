// SHA-256, to recognise a text that was seen before.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace blueprint {

std::array<std::uint8_t, 32> sha256(std::string_view text);
// The same as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view text);

}  // namespace blueprint
