// The token stream of HCL, which the parser and the formatter share.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace blueprint::hcl {

enum class TokenKind : std::uint8_t {
  Newline,
  Comment,  // Without the newline that ends it.
  EndOfFile,
  Identifier,
  Number,
  OpenBrace,
  CloseBrace,
  OpenBracket,
  CloseBracket,
  OpenParen,
  CloseParen,
  OpenQuote,
  CloseQuote,
  OpenHeredoc,        // `<<EOT` and its newline.
  CloseHeredoc,       // The end marker with the spaces before it, without its newline.
  QuotedText,         // May hold backslash escapes.
  TemplateText,       // Text of heredocs and template files, at most one line.
  OpenInterpolation,  // `${` or `${~`
  OpenDirective,      // `%{` or `%{~`
  CloseTemplate,      // `}` or `~}`
  Equal,
  EqualEqual,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  And,
  Or,
  Not,
  Plus,
  Minus,
  Star,
  Slash,
  Percent,
  Dot,
  Comma,
  Colon,
  DoubleColon,
  Question,
  Ellipsis,
  Arrow,
  // What follows is never right; the parser says why.
  UnclosedQuote,    // Empty, at the end of the line where a quote should have been closed.
  UnclosedHeredoc,  // What looks most like the end marker, or empty at the end of the file.
  UnclosedComment,
  BadUtf8,
  BadCharacter,
};

// The bytes [begin, end) of the file.
struct Token {
  TokenKind kind = TokenKind::EndOfFile;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

enum class LexMode : std::uint8_t {
  Main,      // Bodies and expressions.
  Template,  // A template file: text with `${…}` and `%{…}`.
};

// Replaces `tokens` by those of the bytes [begin, end) of `text`; the last is EndOfFile. Every byte
// but spaces and a byte order mark at the very beginning of `text` belongs to a token.
void lex(std::string_view text, std::uint32_t begin, std::uint32_t end, LexMode mode,
         std::vector<Token>& tokens);

}  // namespace blueprint::hcl
