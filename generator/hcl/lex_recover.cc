#include <algorithm>

#include "hcl/lexer.h"
#include "hcl/parse.h"
#include "hcl/unicode.h"

// Quotes and heredocs that nobody closed: the scanner ends them where they most
// likely should have ended, so that the rest of the file is still read.

namespace blueprint::hcl {

// The end of a line came inside quotes.
void Lexer::unclosed_quote() {
  std::size_t base = frames_.size() - 1;
  while (base > 1 && frames_[base - 1].kind != FrameKind::Heredoc) --base;
  if (back_to_end_of_line(base)) return;
  leave_out(in_block_header() ? '{' : begins_line() ? ',' : '\0');
  emit(TokenKind::UnclosedQuote, 0);
  drop_frames_from(base);
}

// Whether the line at hand is the type of a block, labels, and quotes around the rest.
bool Lexer::in_block_header() const {
  if (frames_.size() != 2) return false;
  bool has_type = false;
  for (std::size_t i = tokens_.size(); i > 0 && tokens_[i - 1].kind != TokenKind::Newline; --i) {
    const TokenKind kind = tokens_[i - 1].kind;
    has_type = kind == TokenKind::Identifier;
    if (!has_type && kind != TokenKind::OpenQuote && kind != TokenKind::QuotedText &&
        kind != TokenKind::CloseQuote) {
      return false;
    }
  }
  return has_type;
}

// Whether the quotes are the first thing on the line, as in a list of strings.
bool Lexer::begins_line() const {
  const std::uint32_t quote = frames_.back().opened_by;
  return quote > 0 && tokens_[quote - 1].kind == TokenKind::Newline;
}

// What ends the line, such as the `{` of a header, is not part of the text that was not closed.
void Lexer::leave_out(char last) {
  Token& content = tokens_.back();
  std::string_view text = trim_right(text_.substr(content.begin, content.end - content.begin));
  if (content.kind != TokenKind::QuotedText || !text.ends_with(last)) return;
  text = trim_right(text.substr(0, text.size() - 1));
  at_ = content.end = content.begin + std::uint32_t(text.size());
  if (text.empty()) tokens_.pop_back();
}

// Reads the line again on which the first quotes among the frames from `base`
// begin, as if they were closed at its end. False when that is the line at hand.
bool Lexer::back_to_end_of_line(std::size_t base) {
  std::size_t quote = base;
  while (frames_[quote].kind != FrameKind::Quote) ++quote;
  const std::uint32_t open = tokens_[frames_[quote].opened_by].begin;
  std::size_t line_end = text_.find_first_of("\r\n", open);
  if (line_end >= at_ || retries_ == 0) return false;
  --retries_;
  while (tokens_.back().end > line_end) tokens_.pop_back();
  at_ = std::uint32_t(line_end);
  emit(TokenKind::UnclosedQuote, 0);
  drop_frames_from(base);
  return true;
}

// The text is at its end: closes what is still open, which may move back.
void Lexer::unclosed_frames() {
  const auto outermost = std::find_if(frames_.begin(), frames_.end(), [](const Frame& frame) {
    return frame.kind == FrameKind::Quote || frame.kind == FrameKind::Heredoc;
  });
  if (outermost == frames_.end()) return;
  const std::size_t frame = std::size_t(outermost - frames_.begin());
  if (outermost->kind == FrameKind::Heredoc) return unclosed_heredoc(frame);
  if (back_to_end_of_line(frame)) return;
  emit(TokenKind::UnclosedQuote, 0);
  drop_frames_from(frame);
}

// Ends the heredoc at the first line that begins with its marker, if one does.
void Lexer::unclosed_heredoc(std::size_t frame) {
  const std::string_view marker = frames_[frame].marker;
  std::size_t line = tokens_[frames_[frame].opened_by].end;
  while (retries_ > 0 && line < end_) {
    const std::size_t newline = std::min<std::size_t>(text_.find('\n', line), end_);
    const std::string_view trimmed = trim_left(text_.substr(line, newline - line));
    const bool longer = trimmed.size() > marker.size() && is_identifier(trimmed.substr(0, marker.size() + 1));
    if (trimmed.starts_with(marker) && !longer) {
      --retries_;
      const std::size_t begin = newline - trimmed.size();
      while (tokens_.back().end > begin) tokens_.pop_back();
      at_ = std::uint32_t(begin);
      emit(TokenKind::UnclosedHeredoc, std::uint32_t(marker.size()));
      drop_frames_from(frame);
      return;
    }
    line = newline + 1;
  }
  emit(TokenKind::UnclosedHeredoc, 0);
  drop_frames_from(frame);
}

}  // namespace blueprint::hcl
