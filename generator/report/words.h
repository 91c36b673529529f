// Texts made fit for the languages that reports are written in.

#pragma once

#include <string>
#include <string_view>

namespace blueprint::report {

// Well-formed UTF-8: every byte that is not becomes U+FFFD.
std::string utf8(std::string_view text);

// For XML and HTML, in text and in quoted attributes. Characters that XML does
// not have become U+FFFD.
std::string escape_xml(std::string_view text);

// The path as programs that compare it with names in a repository want it:
// without "./" before it.
std::string_view plain_path(std::string_view path);

// The path as an address: characters that addresses do not have as %XX.
std::string uri(std::string_view path);

}  // namespace blueprint::report
