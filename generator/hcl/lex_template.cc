#include <array>

#include "hcl/lexer.h"
#include "hcl/unicode.h"

// The text between quotes, in heredocs and in template files.

namespace blueprint::hcl {
namespace {

struct Stops {
  std::array<bool, 256> at{};
};

// ASCII characters that end a run of text; bytes beyond ASCII need a look too.
constexpr Stops stops_at(std::string_view characters) {
  Stops stops;
  for (const char c : characters) stops.at[static_cast<unsigned char>(c)] = true;
  for (unsigned c = 0x80; c <= 0xFF; ++c) stops.at[c] = true;
  return stops;
}

constexpr Stops kQuotedStops = stops_at("\"\n\r$%\\");
constexpr Stops kTemplateStops = stops_at("\n\r$%");

// The first of `stops` in `text` from `at` on, or the first byte that is not UTF-8.
std::size_t find_stop(std::string_view text, std::size_t at, const Stops& stops) {
  for (;;) {
    while (at < text.size() && !stops.at[static_cast<unsigned char>(text[at])]) ++at;
    if (at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80) return at;
    const Decoded next = decode_utf8(text.substr(at));
    if (!next.valid) return at;
    at += next.size;
  }
}

std::string_view trim_spaces(std::string_view line) { return trim_right(trim_left(line)); }

}  // namespace

void Lexer::lex_quote() {
  const std::size_t depth = frames_.size();
  while (at_ < end_ && frames_.size() == depth) {
    switch (text_[at_]) {
      case '"':
        emit(TokenKind::CloseQuote, 1);
        frames_.pop_back();
        return;
      case '\n':
      case '\r': return unclosed_quote();
      case '$':
      case '%':
        if (template_introducer(TokenKind::QuotedText)) return;
        break;
      default: quoted_text();
    }
  }
}

void Lexer::quoted_text() {
  std::size_t at = at_;
  for (;;) {
    at = find_stop(text_, at, kQuotedStops);
    const bool escapes = at + 1 < end_ && text_[at] == '\\' && text_[at + 1] != '\n' && text_[at + 1] != '\r';
    if (!escapes) break;
    const Decoded escaped = decode_utf8(text_.substr(at + 1));
    if (!escaped.valid) {
      ++at;
      break;
    }
    at += 1u + escaped.size;
  }
  if (at > at_) return emit(TokenKind::QuotedText, std::uint32_t(at) - at_);
  // A backslash at the end of the line is text; the parser complains about the missing quote.
  emit(text_[at] == '\\' ? TokenKind::QuotedText : TokenKind::BadUtf8, 1);
}

bool Lexer::template_introducer(TokenKind literal) {
  const char c = text_[at_];
  if (!frames_.empty()) frames_.back().at_line_start = false;
  if (peek(1) == '{') {
    const std::uint32_t size = peek(2) == '~' ? 3 : 2;
    emit(c == '$' ? TokenKind::OpenInterpolation : TokenKind::OpenDirective, size);
    push(FrameKind::Main);
    return true;
  }
  if (peek(1) == c && peek(2) == '{') {
    emit(literal, peek(3) == '~' ? 4 : 3);
  } else {
    emit(literal, 1);
  }
  return false;
}

void Lexer::lex_heredoc() {
  const std::size_t depth = frames_.size();
  while (at_ < end_ && frames_.size() == depth) {
    if (frames_.back().at_line_start && heredoc_line()) return;
    if (text_[at_] == '$' || text_[at_] == '%') {
      if (template_introducer(TokenKind::TemplateText)) return;
    } else {
      template_text();
    }
  }
}

// Looks whether the line is the end marker, and if so closes the heredoc.
bool Lexer::heredoc_line() {
  std::size_t newline = text_.find('\n', at_);
  if (newline == std::string_view::npos) return false;
  if (newline > at_ && text_[newline - 1] == '\r') --newline;
  const std::string_view line = text_.substr(at_, newline - at_);
  const bool lone_return = line.find('\r') != std::string_view::npos;
  if (lone_return || trim_spaces(line) != frames_.back().marker) return false;
  emit(TokenKind::CloseHeredoc, std::uint32_t(line.size()));
  frames_.pop_back();
  return true;
}

// Up to a newline, with it, or to a possible sequence.
void Lexer::template_text() {
  const bool in_file = frames_.back().kind == FrameKind::File;
  std::size_t at = at_;
  for (;;) {
    at = find_stop(text_, at, kTemplateStops);
    const bool passes = at < end_ && text_[at] == '\r' && at + 1 < end_ && text_[at + 1] == '\n';
    if (!passes) break;
    ++at;
  }
  frames_.back().at_line_start = false;
  if (at < end_ && text_[at] == '\n') {
    frames_.back().at_line_start = true;
    return emit(TokenKind::TemplateText, std::uint32_t(at) + 1 - at_);
  }
  if (at > at_) return emit(TokenKind::TemplateText, std::uint32_t(at) - at_);
  if (text_[at] != '\r') return emit(TokenKind::BadUtf8, 1);
  // As in Terraform: a carriage return on its own makes the rest of a template file text.
  emit(in_file ? TokenKind::TemplateText : TokenKind::BadCharacter, in_file ? end_ - at_ : 1);
}

void Lexer::lex_file() {
  const std::size_t depth = frames_.size();
  while (at_ < end_ && frames_.size() == depth) {
    if (text_[at_] == '$' || text_[at_] == '%') {
      template_introducer(TokenKind::TemplateText);
    } else {
      template_text();
    }
  }
}

}  // namespace blueprint::hcl
