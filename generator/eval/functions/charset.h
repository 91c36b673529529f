// Texts in encodings other than UTF-8.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace blueprint::eval {

enum class Charset { Unsupported, Utf8, Utf16, Utf16Le, Utf16Be, Ascii, Latin1, Latin9, Windows1252 };

// By its IANA name or alias, in any case.
Charset find_charset(std::string_view name);
std::string_view name(Charset charset);
// Whether `name` looks like the IANA name of any encoding, ours or not.
bool is_charset_name(std::string_view name);

// nullopt when a character has no place in the other encoding.
std::optional<std::string> encode(std::string_view utf8, Charset charset);
std::optional<std::string> decode(std::string_view bytes, Charset charset);

}  // namespace blueprint::eval
