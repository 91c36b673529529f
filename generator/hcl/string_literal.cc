#include <charconv>

#include "hcl/parser.h"
#include "hcl/unicode.h"
#include "support/strings.h"

// Backslash escapes.

namespace blueprint::hcl {

// The text that a QuotedText token stands for: a view of the source when it has no escapes.
std::string_view Parser::resolve_escapes(const Token& token) {
  const std::string_view written = text(token);
  if (written.starts_with("$${") || written.starts_with("%%{")) return written.substr(1);
  std::size_t at = written.find('\\');
  if (at == std::string_view::npos) return written;
  std::string resolved;
  std::size_t copied = 0;
  while (at != std::string_view::npos) {
    resolved.append(written.substr(copied, at - copied));
    copied = at + resolve_escape(token, at, resolved);
    at = written.find('\\', copied);
  }
  resolved.append(written.substr(copied));
  return input_.arena.copy(resolved);
}

// Appends what the escape at `at` stands for; returns its size.
std::size_t Parser::resolve_escape(const Token& token, std::size_t at, std::string& to) {
  const std::string_view rest = text(token).substr(at);
  const char selector = rest.size() > 1 ? rest[1] : '\0';
  switch (selector) {
    case 'n': to += '\n'; return 2;
    case 'r': to += '\r'; return 2;
    case 't': to += '\t'; return 2;
    case '"': to += '"'; return 2;
    case '\\': to += '\\'; return 2;
    case 'u':
    case 'U': return resolve_unicode(token, at, to);
    default: break;
  }
  const std::size_t size = rest.size() > 1 ? 1u + decode_utf8(rest.substr(1)).size : 1;
  to.append(rest.substr(1, size - 1));
  const std::string_view help = selector == '$' || selector == '%'
                                    ? "double the character before `{` to write it as text"
                                    : "write `\\\\` for a backslash";
  bad_escape(token, at, size, concat("`", rest.substr(0, size), "` is not an escape sequence"), help);
  return size;
}

std::size_t Parser::resolve_unicode(const Token& token, std::size_t at, std::string& to) {
  const std::string_view rest = text(token).substr(at);
  const std::size_t digits = rest[1] == 'u' ? 4 : 8;
  const std::string_view hex = rest.substr(2, digits);
  std::uint32_t code = 0;
  const auto [end, failure] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  const std::size_t size = 2 + std::size_t(end - hex.data());
  if (failure != std::errc() || size != 2 + digits) {
    bad_escape(
        token, at, std::min(size, rest.size()),
        concat("`\\", rest.substr(1, 1), "` needs ", digits == 4 ? "four" : "eight", " hexadecimal digits"),
        "");
    return std::min(size, rest.size());
  }
  char encoded[4];
  const std::size_t bytes = encode_utf8(code, encoded);
  if (bytes == 0) {
    bad_escape(token, at, size, concat("`", rest.substr(0, size), "` is not a character"), "");
  }
  to.append(encoded, bytes);
  return size;
}

void Parser::bad_escape(const Token& token, std::size_t at, std::size_t size, std::string message,
                        std::string_view help) {
  const std::uint32_t begin = token.begin + std::uint32_t(at);
  error({.message = std::move(message),
         .span = span(begin, begin + std::uint32_t(size)),
         .help = std::string(help)});
}

}  // namespace blueprint::hcl
