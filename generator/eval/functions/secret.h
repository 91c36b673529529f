// Texts that look like credentials.

#pragma once

#include <string_view>

namespace blueprint::eval {

// True for the shapes of well-known tokens and private keys anywhere in
// `text`, and when the whole of it looks drawn at random: long hexadecimal or
// base64 of many different characters. Conservative: what may be an id, a hash
// with a name in front, or words, is not reported.
bool looks_secret(std::string_view text);

}  // namespace blueprint::eval
