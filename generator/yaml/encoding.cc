#include "yaml/encoding.h"

#include <cstdio>

#include "support/strings.h"

namespace blueprint::yaml {
namespace {

// The number of bytes a UTF-8 sequence with this first byte has.
std::size_t sequence_length(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0x80 ? 2 : 1;
}

bool is_forbidden_control(unsigned char byte) {
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
}

std::string hex(unsigned char byte) {
  char buffer[8];
  std::snprintf(buffer, sizeof buffer, "0x%02X", unsigned(byte));
  return buffer;
}

}  // namespace

std::optional<BadBytes> find_bad_bytes(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return BadBytes{.size = 2, .message = "the file is UTF-16, not UTF-8", .help = "save it as UTF-8"};
  }
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (is_forbidden_control(byte)) {
      return BadBytes{.offset = std::uint32_t(at),
                      .message = concat("the control character ", hex(byte), " cannot be in YAML"),
                      .help = "remove it, or write it as an escape in double quotes"};
    }
    const std::size_t length = sequence_length(byte);
    if (length > 1 && !is_utf8(text.substr(at, length))) {
      return BadBytes{.offset = std::uint32_t(at),
                      .message = concat("the byte ", hex(byte), " is not UTF-8"),
                      .help = "save the file as UTF-8"};
    }
    at += length;
  }
  return std::nullopt;
}

}  // namespace blueprint::yaml
