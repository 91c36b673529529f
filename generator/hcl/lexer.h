// The scanner's state; lex_main.cc, lex_template.cc and lex_recover.cc hold its parts.

#pragma once

#include <vector>

#include "hcl/token.h"

namespace blueprint::hcl {

class Lexer {
 public:
  Lexer(std::string_view text, std::uint32_t begin, std::uint32_t end, std::vector<Token>& tokens)
      : text_(text.substr(0, end)), at_(begin), end_(end), tokens_(tokens) {}

  void run(LexMode mode);

 private:
  enum class FrameKind : std::uint8_t { Main, Quote, Heredoc, File };

  // What the bytes at hand are part of; innermost last.
  struct Frame {
    FrameKind kind = FrameKind::Main;
    bool at_line_start = true;      // Heredoc: the end marker may come now.
    std::uint32_t open_braces = 0;  // Main: `{` that are not closed yet.
    std::uint32_t opened_by = 0;    // The token that opened it.
    std::string_view marker{};      // Heredoc.
  };

  // Each reads tokens until the innermost frame changes or the text ends.
  void lex_main();
  void lex_quote();
  void lex_heredoc();
  void lex_file();

  // Main tokens that take more than a look at one or two characters.
  void identifier();
  void number();
  void line_comment();
  void slash();
  void open_heredoc();
  void close_brace(std::uint32_t size);
  void other_character();
  void punctuation(char c);

  void quoted_text();
  void template_text();
  bool heredoc_line();
  // `$` or `%`; true when a template sequence has opened a frame.
  bool template_introducer(TokenKind literal);

  // The end of the line, or of the text, came inside quotes or a heredoc.
  void unclosed_quote();
  void unclosed_heredoc(std::size_t frame);
  void unclosed_frames();
  bool in_block_header() const;
  bool begins_line() const;
  void leave_out(char last);
  bool back_to_end_of_line(std::size_t base);

  void emit(TokenKind kind, std::uint32_t size);
  void push(FrameKind kind, std::string_view marker = {});
  void drop_frames_from(std::size_t frame) { frames_.resize(frame); }
  char peek(std::uint32_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
  std::string_view rest() const { return text_.substr(at_); }

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  std::vector<Token>& tokens_;
  std::vector<Frame> frames_;
  int retries_ = 16;  // How often the scanner may go back, so that its work stays linear.
};

}  // namespace blueprint::hcl
