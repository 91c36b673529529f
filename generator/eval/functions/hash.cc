#include "eval/functions/arguments.h"
#include "eval/functions/base64.h"
#include "eval/functions/digest.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

template <Digest kind>
Value call_hex(const Call& call) {
  return Value::string(to_hex(digest(kind, call.args[0].as_string())));
}

template <Digest kind>
Value call_base64(const Call& call) {
  return Value::string(to_base64(digest(kind, call.args[0].as_string())));
}

struct Namespace {
  std::string_view name;
  std::string_view uuid;
};

constexpr Namespace kNamespaces[] = {
    {"dns", "6ba7b8109dad11d180b400c04fd430c8"},
    {"oid", "6ba7b8129dad11d180b400c04fd430c8"},
    {"url", "6ba7b8119dad11d180b400c04fd430c8"},
    {"x500", "6ba7b8149dad11d180b400c04fd430c8"},
};

// The 16 bytes of a UUID, which may be in braces, have a urn: in front, or lack its dashes.
std::optional<std::string> uuid_bytes(std::string_view text) {
  for (const Namespace& known : kNamespaces) {
    if (text == known.name) text = known.uuid;
  }
  if (text.size() == 45 && text.starts_with("urn:uuid:")) text.remove_prefix(9);
  if (text.size() == 38) text = text.substr(1, 36);
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = text.size() == 36 && (i == 8 || i == 13 || i == 18 || i == 23);
    if (dash && text[i] != '-') return std::nullopt;
    if (!dash) digits += text[i];
  }
  if (digits.size() != 32) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < 32; i += 2) {
    unsigned byte = 0;
    for (const char c : digits.substr(i, 2)) {
      const std::size_t digit = std::string_view("0123456789abcdef0123456789ABCDEF").find(c);
      if (digit == std::string_view::npos) return std::nullopt;
      byte = byte * 16 + static_cast<unsigned>(digit % 16);
    }
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

Value call_uuidv5(const Call& call) {
  const std::optional<std::string> space = uuid_bytes(call.args[0].as_string());
  if (!space) {
    return call.fail(concat("uuidv5() doesn't support namespace ", quoted_argument(call, 0)));
  }
  std::string hash = digest(Digest::Sha1, concat(*space, call.args[1].as_string()));
  hash.resize(16);
  hash[6] = static_cast<char>((static_cast<unsigned char>(hash[6]) & 0x0F) | 0x50);
  hash[8] = static_cast<char>((static_cast<unsigned char>(hash[8]) & 0x3F) | 0x80);
  std::string text = to_hex(hash);
  for (const std::size_t at : {20u, 16u, 12u, 8u}) text.insert(at, "-");
  return Value::string(std::move(text));
}

const Function kFunctions[] = {
    {.name = "base64sha256",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The SHA-256 hash of a text, in base64.",
     .example = "base64sha256(\"test\") == \"n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=\"",
     .call = call_base64<Digest::Sha256>},
    {.name = "base64sha512",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The SHA-512 hash of a text, in base64.",
     .example = "length(base64sha512(\"test\")) == 88",
     .call = call_base64<Digest::Sha512>},
    {.name = "bcrypt",
     .params = {{.name = "str", .type = string_type}},
     .rest = {{.name = "cost", .type = number_type}},
     .result = string_type,
     .doc = "A salted hash of a password; not known before Terraform runs."},
    {.name = "md5",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The MD5 hash of a text, in hexadecimal.",
     .example = "md5(\"hello world\") == \"5eb63bbbe01eeed093cb22bb8f5acdc3\"",
     .call = call_hex<Digest::Md5>},
    {.name = "rsadecrypt",
     .params = {{.name = "ciphertext", .type = string_type}, {.name = "privatekey", .type = string_type}},
     .result = string_type,
     .doc = "The text of an RSA cipher; not known before Terraform runs."},
    {.name = "sha1",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The SHA-1 hash of a text, in hexadecimal.",
     .example = "sha1(\"hello world\") == \"2aae6c35c94fcfb415dbe95f408b9ce91ee846ed\"",
     .call = call_hex<Digest::Sha1>},
    {.name = "sha256",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The SHA-256 hash of a text, in hexadecimal.",
     .example = "substr(sha256(\"hello world\"), 0, 16) == \"b94d27b9934d3e08\"",
     .call = call_hex<Digest::Sha256>},
    {.name = "sha512",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The SHA-512 hash of a text, in hexadecimal.",
     .example = "length(sha512(\"hello world\")) == 128",
     .call = call_hex<Digest::Sha512>},
    {.name = "uuid", .result = string_type, .doc = "A random UUID; not known before Terraform runs."},
    {.name = "uuidv5",
     .params = {{.name = "namespace", .type = string_type}, {.name = "name", .type = string_type}},
     .result = string_type,
     .doc = "The UUID of a name within a namespace: dns, url, oid, x500 or a UUID.",
     .example = "uuidv5(\"dns\", \"tada\") == \"faa898db-9b9d-5b75-86a9-149e7bb8e3b8\"",
     .call = call_uuidv5},
};

}  // namespace

std::span<const Function> hash_functions() { return kFunctions; }

}  // namespace blueprint::eval
