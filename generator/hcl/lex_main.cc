#include <array>

#include "hcl/lexer.h"
#include "hcl/unicode.h"

// Bodies and expressions.

namespace blueprint::hcl {
namespace {

constexpr std::uint8_t kIdStart = 1, kIdContinue = 2, kDigit = 4;

constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 'a' + 'A'] = kIdStart | kIdContinue;
  for (unsigned c = '0'; c <= '9'; ++c) classes[c] = kIdContinue | kDigit;
  classes['_'] = kIdStart | kIdContinue;
  classes['-'] = kIdContinue;
  return classes;
}();

std::uint8_t classify(char c) { return kClasses[static_cast<unsigned char>(c)]; }

// How many bytes of `text` an identifier takes from its beginning.
std::size_t identifier_size(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size()) {
    if ((classify(text[size]) & (size == 0 ? kIdStart : kIdContinue)) != 0) {
      ++size;
      continue;
    }
    if (static_cast<unsigned char>(text[size]) < 0x80) break;
    const Decoded next = decode_utf8(text.substr(size));
    if (!next.valid) break;
    if (!(size == 0 ? is_unicode_id_start(next.code) : is_unicode_id_continue(next.code))) break;
    size += next.size;
  }
  return size;
}

TokenKind single(char c) {
  switch (c) {
    case '[': return TokenKind::OpenBracket;
    case ']': return TokenKind::CloseBracket;
    case '(': return TokenKind::OpenParen;
    case ')': return TokenKind::CloseParen;
    case '+': return TokenKind::Plus;
    case '-': return TokenKind::Minus;
    case '*': return TokenKind::Star;
    case '%': return TokenKind::Percent;
    case ',': return TokenKind::Comma;
    case '?': return TokenKind::Question;
    case '=': return TokenKind::Equal;
    case '!': return TokenKind::Not;
    case '<': return TokenKind::Less;
    case '>': return TokenKind::Greater;
    case '.': return TokenKind::Dot;
    case ':': return TokenKind::Colon;
    default: return TokenKind::BadCharacter;
  }
}

struct Pair {
  char first;
  char second;
  TokenKind kind;
};

constexpr Pair kPairs[] = {
    {'=', '=', TokenKind::EqualEqual},   {'=', '>', TokenKind::Arrow},       {'!', '=', TokenKind::NotEqual},
    {'>', '=', TokenKind::GreaterEqual}, {'<', '=', TokenKind::LessEqual},   {'&', '&', TokenKind::And},
    {'|', '|', TokenKind::Or},           {':', ':', TokenKind::DoubleColon},
};

}  // namespace

void Lexer::lex_main() {
  const std::size_t depth = frames_.size();
  while (at_ < end_ && frames_.size() == depth) {
    const char c = text_[at_];
    const std::uint8_t kind = classify(c);
    if ((kind & kIdStart) != 0) {
      identifier();
    } else if ((kind & kDigit) != 0) {
      number();
    } else {
      switch (c) {
        case ' ':
        case '\t': ++at_; break;
        case '\n': emit(TokenKind::Newline, 1); break;
        case '#': line_comment(); break;
        case '/': slash(); break;
        case '{':
          ++frames_.back().open_braces;
          emit(TokenKind::OpenBrace, 1);
          break;
        case '}': close_brace(1); break;
        case '"':
          emit(TokenKind::OpenQuote, 1);
          push(FrameKind::Quote);
          break;
        default: punctuation(c);
      }
    }
  }
}

void Lexer::punctuation(char c) {
  if (c == '.' && peek(1) == '.' && peek(2) == '.') return emit(TokenKind::Ellipsis, 3);
  if (c == '~' && peek(1) == '}') return close_brace(2);
  if (c == '<' && peek(1) == '<') return open_heredoc();
  if (c == '\r' && peek(1) == '\n') return emit(TokenKind::Newline, 2);
  for (const Pair& pair : kPairs) {
    if (pair.first == c && pair.second == peek(1)) return emit(pair.kind, 2);
  }
  const TokenKind kind = single(c);
  if (kind == TokenKind::BadCharacter) return other_character();
  emit(kind, 1);
}

void Lexer::identifier() {
  std::uint32_t size = 1;
  while (at_ + size < end_ && (classify(text_[at_ + size]) & kIdContinue) != 0) ++size;
  if (at_ + size < end_ && static_cast<unsigned char>(text_[at_ + size]) >= 0x80) {
    size = std::uint32_t(identifier_size(rest()));
  }
  emit(TokenKind::Identifier, size);
}

// Digits, dots and exponents in any order that does not end with a dot; the
// parser says which of them are numbers.
void Lexer::number() {
  std::uint32_t size = 1;
  for (std::uint32_t next = size; at_ + next < end_;) {
    const char c = text_[at_ + next];
    const bool is_exponent = c == 'e' || c == 'E';
    const std::uint32_t sign = is_exponent && (peek(next + 1) == '+' || peek(next + 1) == '-') ? 1 : 0;
    if ((classify(c) & kDigit) != 0) {
      size = ++next;
    } else if (is_exponent && (classify(peek(next + 1 + sign)) & kDigit) != 0) {
      size = next += 2 + sign;
    } else if (c == '.') {
      ++next;
    } else {
      break;
    }
  }
  emit(TokenKind::Number, size);
}

void Lexer::line_comment() {
  std::size_t end = std::min(text_.find('\n', at_), text_.size());
  if (end < text_.size() && text_[end - 1] == '\r') --end;
  emit(TokenKind::Comment, std::uint32_t(end) - at_);
}

void Lexer::slash() {
  if (peek(1) == '/') return line_comment();
  if (peek(1) != '*') return emit(TokenKind::Slash, 1);
  const std::size_t close = text_.find("*/", at_ + 2);
  if (close == std::string_view::npos) return emit(TokenKind::UnclosedComment, end_ - at_);
  emit(TokenKind::Comment, std::uint32_t(close + 2) - at_);
}

void Lexer::open_heredoc() {
  const std::uint32_t marker_at = peek(2) == '-' ? 3 : 2;
  const std::string_view from_marker = rest().substr(std::min<std::size_t>(marker_at, rest().size()));
  const std::size_t marker_size = identifier_size(from_marker);
  const std::uint32_t size = marker_at + std::uint32_t(marker_size);
  const std::uint32_t newline = peek(size) == '\n' ? 1 : peek(size) == '\r' && peek(size + 1) == '\n' ? 2 : 0;
  if (marker_size == 0 || newline == 0) return emit(TokenKind::Less, 1);
  emit(TokenKind::OpenHeredoc, size + newline);
  push(FrameKind::Heredoc, from_marker.substr(0, marker_size));
}

void Lexer::close_brace(std::uint32_t size) {
  std::uint32_t& open = frames_.back().open_braces;
  const bool closes_template = open == 0 && frames_.size() > 1;
  if (open > 0) --open;
  emit(closes_template || size == 2 ? TokenKind::CloseTemplate : TokenKind::CloseBrace, size);
  if (closes_template) frames_.pop_back();
}

void Lexer::other_character() {
  const Decoded next = decode_utf8(rest());
  if (!next.valid) return emit(TokenKind::BadUtf8, 1);
  if (next.code >= 0x80 && is_unicode_id_start(next.code)) {
    return emit(TokenKind::Identifier, std::uint32_t(identifier_size(rest())));
  }
  emit(TokenKind::BadCharacter, next.size);
}

}  // namespace blueprint::hcl
