// What a certificate says of itself.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace blueprint::eval {

struct Certificate {
  std::string not_after;  // The last day it holds, YYYY-MM-DD.
  std::string key{};      // "RSA", "EC" or another algorithm's name.
  int bits = 0;           // The size of its key.
};

// The first certificate of a PEM text, or nothing when there is none.
std::optional<Certificate> parse_certificate(std::string_view pem);

}  // namespace blueprint::eval
