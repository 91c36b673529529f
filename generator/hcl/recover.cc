#include "hcl/parser.h"

// Where to go on after a mistake.

namespace blueprint::hcl {
namespace {

enum Shape : std::uint8_t { Brace, Bracket, Parenthesis, Sequence, Quotes, Heredoc, kShapes };

Shape shape(TokenKind kind) {
  switch (kind) {
    case TokenKind::OpenBrace:
    case TokenKind::CloseBrace: return Brace;
    case TokenKind::OpenBracket:
    case TokenKind::CloseBracket: return Bracket;
    case TokenKind::OpenParen:
    case TokenKind::CloseParen: return Parenthesis;
    case TokenKind::OpenInterpolation:
    case TokenKind::OpenDirective:
    case TokenKind::CloseTemplate: return Sequence;
    case TokenKind::OpenQuote:
    case TokenKind::CloseQuote:
    case TokenKind::UnclosedQuote: return Quotes;
    case TokenKind::OpenHeredoc:
    case TokenKind::CloseHeredoc:
    case TokenKind::UnclosedHeredoc: return Heredoc;
    default: return kShapes;
  }
}

bool opens(TokenKind kind) {
  return kind == TokenKind::OpenBrace || kind == TokenKind::OpenBracket || kind == TokenKind::OpenParen ||
         kind == TokenKind::OpenInterpolation || kind == TokenKind::OpenDirective ||
         kind == TokenKind::OpenQuote || kind == TokenKind::OpenHeredoc;
}

}  // namespace

// A closing bracket belongs to the nearest open one of its shape; whatever
// was opened in between is never closed.
void Parser::match_brackets() {
  partners_.assign(input_.tokens.size(), 0);
  std::vector<std::uint32_t> open;
  std::uint32_t open_of_shape[kShapes + 1] = {};
  for (std::uint32_t i = 0; i < input_.tokens.size(); ++i) {
    const TokenKind kind = input_.tokens[i].kind;
    const Shape own = shape(kind);
    if (own == kShapes) continue;
    if (opens(kind)) {
      open.push_back(i);
      ++open_of_shape[own];
      continue;
    }
    if (open_of_shape[own] == 0) continue;
    for (bool found = false; !found; open.pop_back()) {
      const Shape last = shape(input_.tokens[open.back()].kind);
      --open_of_shape[last];
      found = last == own;
      if (found) partners_[open.back()] = i;
    }
  }
}

// The token that closes `opener`, or 0.
std::size_t Parser::partner(std::size_t opener) {
  if (partners_.empty()) match_brackets();
  return partners_[opener];
}

void Parser::recover_to_close(std::size_t opener) {
  if (!panicking_) return;
  const std::size_t close = partner(opener);
  if (close == 0 || close <= last_index_) return;
  index_ = close;
  take();
  panicking_ = false;
}

void Parser::skip_line() {
  newlines_ = true;
  panicking_ = false;
  index_ = input_.tokens[last_index_].kind == TokenKind::EndOfFile ? last_index_ : last_index_ + 1;
  for (;; ++index_) {
    const TokenKind kind = input_.tokens[index_].kind;
    if (kind == TokenKind::EndOfFile || kind == TokenKind::Newline) return;
    if (kind == TokenKind::CloseBrace && depth_ > 0) return;
    if (!opens(kind)) continue;
    const std::size_t close = partner(index_);
    if (close > index_) index_ = close;
  }
}

bool Parser::recover_to_item(std::size_t opener) {
  const std::size_t close = partner(opener);
  if (close <= last_index_) return false;
  for (index_ = last_index_ + 1; index_ < close; ++index_) {
    const TokenKind kind = input_.tokens[index_].kind;
    if (kind == TokenKind::Newline) break;
    if (!opens(kind)) continue;
    const std::size_t end = partner(index_);
    if (end > index_ && end < close) index_ = end;
  }
  panicking_ = false;
  newlines_ = true;
  return true;
}

}  // namespace blueprint::hcl
