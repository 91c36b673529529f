// Finds bytes that cannot be YAML text before any parser sees them.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blueprint::yaml {

struct BadBytes {
  std::uint32_t offset = 0;
  std::uint32_t size = 1;
  std::string message{};
  std::string help{};
};

// The first bytes that are not UTF-8 or are control characters; none in good text.
std::optional<BadBytes> find_bad_bytes(std::string_view text);

}  // namespace blueprint::yaml
