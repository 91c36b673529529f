// Base64 as RFC 4648 section 4 has it, with padding.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace blueprint::eval {

std::string to_base64(std::string_view bytes);
// nullopt when `text` is not base64; newlines are skipped.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace blueprint::eval
