// Hashes of bytes.

#pragma once

#include <string>
#include <string_view>

namespace blueprint::eval {

enum class Digest { Md5, Sha1, Sha256, Sha512 };

std::string digest(Digest kind, std::string_view bytes);  // As raw bytes.
std::string to_hex(std::string_view bytes);

}  // namespace blueprint::eval
