#include "hcl/lexer.h"
#include "hcl/parse.h"

namespace blueprint::hcl {

void lex(std::string_view text, std::uint32_t begin, std::uint32_t end, LexMode mode,
         std::vector<Token>& tokens) {
  tokens.clear();
  Lexer(text, begin, end, tokens).run(mode);
}

bool is_identifier(std::string_view name) {
  std::vector<Token> tokens;
  lex(name, 0, std::uint32_t(name.size()), LexMode::Main, tokens);
  return tokens.size() == 2 && tokens[0].kind == TokenKind::Identifier && tokens[0].begin == 0 &&
         tokens[0].end == name.size();
}

void Lexer::run(LexMode mode) {
  if (at_ == 0 && text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  push(mode == LexMode::Main ? FrameKind::Main : FrameKind::File);
  for (;;) {
    if (at_ >= end_) unclosed_frames();
    if (at_ >= end_) break;
    switch (frames_.back().kind) {
      case FrameKind::Main: lex_main(); break;
      case FrameKind::Quote: lex_quote(); break;
      case FrameKind::Heredoc: lex_heredoc(); break;
      case FrameKind::File: lex_file(); break;
    }
  }
  emit(TokenKind::EndOfFile, 0);
}

void Lexer::emit(TokenKind kind, std::uint32_t size) {
  tokens_.push_back({.kind = kind, .begin = at_, .end = at_ + size});
  at_ += size;
}

void Lexer::push(FrameKind kind, std::string_view marker) {
  const std::uint32_t opened_by = tokens_.empty() ? 0 : std::uint32_t(tokens_.size() - 1);
  frames_.push_back({.kind = kind, .opened_by = opened_by, .marker = marker});
}

}  // namespace blueprint::hcl
