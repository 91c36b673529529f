#include "hcl/parser.h"
#include "support/strings.h"

namespace blueprint::hcl {

void Parser::block(const Token& type) {
  std::vector<BlockLabel> labels;
  if (!block_header(type, labels)) return;
  const Span header = from(type.begin);
  const std::uint32_t own_column = input_.trust_indentation ? column(type) : 0;
  const std::size_t brace = (take(), last_index_);
  const Body inside = enter() ? block_body(brace, own_column) : Body{.span = span(last_end_, last_end_)};
  leave();
  recover_to_close(brace);
  blocks_.push_back({.type = text(type),
                     .type_span = span(type),
                     .labels = input_.arena.copy(labels),
                     .body = inside,
                     .header = header,
                     .span = from(type.begin)});
  if (!panicking_ && !closed_by_indentation_) end_of_item("block");
  closed_by_indentation_ = false;
}

// The labels, up to the opening brace; false after a mistake.
bool Parser::block_header(const Token& type, std::vector<BlockLabel>& labels) {
  for (;;) {
    switch (peek()) {
      case TokenKind::OpenBrace: return true;
      case TokenKind::OpenQuote: labels.push_back(quoted_label()); break;
      case TokenKind::Identifier: {
        const Token& label = take();
        labels.push_back({.text = text(label), .span = span(label)});
        break;
      }
      case TokenKind::Newline: {
        expected(concat("`{` or a label after `", header_line(type), "`"),
                 "begin the block on the line of its type");
        const NewlineScope past_newlines(*this, false);
        if (peek() != TokenKind::OpenBrace) return false;
        panicking_ = false;
        return true;
      }
      default: expected(concat("`{` or a label after `", header_line(type), "`"));
    }
    if (panicking_) return false;
  }
}

// What was read of a block's header, as far as the end of the line: a label that is not closed may be longer.
std::string_view Parser::header_line(const Token& type) const {
  const std::string_view read = source_.substr(type.begin, last_end_ - type.begin);
  return read.substr(0, read.find_first_of("\r\n"));
}

BlockLabel Parser::quoted_label() {
  const Token open = take();
  const std::size_t opener = last_index_;
  std::string_view label;
  std::string joined;
  for (;;) {
    const TokenKind kind = peek();
    if (kind == TokenKind::CloseQuote) {
      take();
      break;
    }
    if (kind == TokenKind::QuotedText) {
      const std::string_view piece = resolve_escapes(take());
      if (!label.empty()) joined.append(joined.empty() ? label : "").append(piece);
      label = joined.empty() ? piece : std::string_view(joined);
      continue;
    }
    if (kind == TokenKind::OpenInterpolation || kind == TokenKind::OpenDirective) {
      error({.message = concat("a label cannot hold `", text(next()), "…}`"),
             .span = span(next()),
             .help = concat("write `", text(next()).substr(0, 1), text(next()),
                            "` for the characters themselves")});
    } else {
      template_end(open);
    }
    recover_to_close(opener);
    break;
  }
  return {.text = joined.empty() ? label : input_.arena.copy(joined), .span = from(open.begin)};
}

Body Parser::block_body(std::size_t brace, std::uint32_t own_column) {
  const TokenKind kind = peek();
  if (kind != TokenKind::Newline && kind != TokenKind::EndOfFile && kind != TokenKind::CloseBrace) {
    return one_line_body(brace, own_column);
  }
  const OpenBlock open{.brace = brace, .column = own_column};
  const Body result = body(&open, attributes_.size());
  if (peek() == TokenKind::CloseBrace) take();
  return result;
}

// `b { a = 1 }`
Body Parser::one_line_body(std::size_t brace, std::uint32_t own_column) {
  const std::uint32_t begin = last_end_;
  const std::size_t first = attributes_.size();
  if (peek() != TokenKind::Identifier) {
    expected_before_close("an argument, a newline or `}`", brace);
  } else {
    const Token name = take();
    if (peek() == TokenKind::Equal) {
      attribute(name, true);
    } else {
      error({.message = "a block on one line holds a single argument and nothing else",
             .span = span(name),
             .help = concat("begin a new line before `", text(name), "`")});
    }
  }
  if (!panicking_) after_one_line_attribute(brace);
  const bool goes_on = panicking_ && peek() == TokenKind::Newline && partner(brace) > index_;
  if (goes_on) {
    panicking_ = false;
    const OpenBlock open{.brace = brace, .column = own_column};
    const Body result = body(&open, first);
    if (peek() == TokenKind::CloseBrace) take();
    return result;
  }
  Body result{.attributes = input_.arena.copy(std::span<const Attribute>(attributes_).subspan(first)),
              .span = span(begin, std::max(begin, panicking_ ? last_end_ : input_.tokens[index_].begin))};
  attributes_.resize(first);
  if (!panicking_) take();
  return result;
}

void Parser::after_one_line_attribute(std::size_t brace) {
  switch (peek()) {
    case TokenKind::CloseBrace: return;
    case TokenKind::EndOfFile: return unclosed_block(brace);
    case TokenKind::Comma:
    case TokenKind::Newline:
      return error({.message = concat("expected `}` after the only argument of a block on one line, found ",
                                      describe(next())),
                    .span = span(next()),
                    .help = "put each argument on a line of its own"});
    default: expected_before_close("`}` after the argument", brace);
  }
}

}  // namespace blueprint::hcl
