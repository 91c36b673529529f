#include "eval/functions/digest.h"

#include <openssl/evp.h>

namespace blueprint::eval {

namespace {

const EVP_MD* algorithm(Digest kind) {
  switch (kind) {
    case Digest::Md5: return EVP_md5();
    case Digest::Sha1: return EVP_sha1();
    case Digest::Sha256: return EVP_sha256();
    case Digest::Sha512: break;
  }
  return EVP_sha512();
}

}  // namespace

std::string digest(Digest kind, std::string_view bytes) {
  std::string result(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(result.data()), &size,
             algorithm(kind), nullptr);
  result.resize(size);
  return result;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string result;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    result += kHex[byte >> 4];
    result += kHex[byte & 15];
  }
  return result;
}

}  // namespace blueprint::eval
