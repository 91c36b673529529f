#include <algorithm>

#include "hcl/parser.h"
#include "hcl/unicode.h"
#include "support/strings.h"

// Strings, heredocs and template files: first into a row of pieces, then into a tree.

namespace blueprint::hcl {
namespace {

bool is_stripped(std::string_view marker) { return marker.find('~') != std::string_view::npos; }

}  // namespace

const Expr* Parser::whole_template() {
  const Token open{.kind = TokenKind::OpenQuote, .begin = next().begin, .end = next().begin};
  template_pieces(open, TokenKind::EndOfFile);
  const Span all = span(input_.tokens.front().begin, input_.tokens.back().end);
  return build_template({{.kind = Template::kKind, .span = all}, Template::Form::File}, 0).expr;
}

Node Parser::quoted_or_heredoc() {
  Node plain;
  if (plain_string(plain)) return plain;
  const Token open = take();
  const std::size_t opener = last_index_;
  const bool heredoc = open.kind == TokenKind::OpenHeredoc;
  const std::size_t first = pieces_.size();
  template_pieces(open, heredoc ? TokenKind::CloseHeredoc : TokenKind::CloseQuote);
  recover_to_close(opener);
  Template::Form form = Template::Form::Quoted;
  if (heredoc) {
    form = text(open).starts_with("<<-") ? Template::Form::IndentedHeredoc : Template::Form::Heredoc;
  }
  return build_template({{.kind = Template::kKind, .span = from(open.begin)}, form}, first);
}

// The common case: quotes around one piece of text, or around nothing.
bool Parser::plain_string(Node& node) {
  const std::vector<Token>& tokens = input_.tokens;
  if (tokens[index_].kind != TokenKind::OpenQuote) return false;
  const bool empty = tokens[index_ + 1].kind == TokenKind::CloseQuote;
  if (!empty && (tokens[index_ + 1].kind != TokenKind::QuotedText ||
                 tokens[index_ + 2].kind != TokenKind::CloseQuote)) {
    return false;
  }
  const std::uint32_t begin = take().begin;
  std::span<const TemplatePart> parts;
  if (!empty) {
    const Token& content = take();
    parts = {input_.arena.make(TemplatePart{.span = span(content), .text = resolve_escapes(content)}), 1};
  }
  take();
  panicking_ = false;  // A bad escape does not lead astray.
  node = make(Template{{.kind = Template::kKind, .span = from(begin)}, Template::Form::Quoted, parts}, 1);
  return true;
}

// Collects pieces up to `close` and takes it.
void Parser::template_pieces(const Token& open, TokenKind close) {
  const std::size_t first = pieces_.size();
  for (;;) {
    const TokenKind kind = peek();
    if (kind == close) {
      take();
      return;
    }
    if (kind == TokenKind::QuotedText || kind == TokenKind::TemplateText) {
      text_piece(first);
    } else if (kind == TokenKind::OpenInterpolation || kind == TokenKind::OpenDirective) {
      sequence(first);
      if (panicking_) return;
    } else {
      return template_end(open);
    }
  }
}

// The pieces end without what should have closed them.
void Parser::template_end(const Token& open) {
  const Token& found = next();
  if (found.kind == TokenKind::UnclosedQuote) {
    error({.message = "the string is not closed at the end of the line",
           .span = span(found),
           .labels = {{.span = span(open), .text = "it begins here"}},
           .help = "close it with `\"`; write `\\n` for a newline, or use a heredoc"});
    take();
    panicking_ = false;
  } else if (found.kind == TokenKind::UnclosedHeredoc) {
    const std::string_view marker = trim(text(open).substr(text(open).starts_with("<<-") ? 3 : 2));
    const bool alone = found.begin == found.end;
    error({.message = alone ? concat("the heredoc has no line `", marker, "` that ends it")
                            : concat("`", marker,
                                     "` must stand alone on its line to end the heredoc, "
                                     "with a newline behind it"),
           .span = span(found),
           .labels = {{.span = span(open), .text = "it begins here"}}});
    take();
    panicking_ = false;
  } else {
    expected("text or the end of the string");
  }
}

void Parser::text_piece(std::size_t first_piece) {
  const bool strip = pieces_.size() > first_piece && pieces_.back().strip_after;
  const Token& token = take();
  std::string_view content = token.kind == TokenKind::QuotedText ? resolve_escapes(token) : text(token);
  if (token.kind == TokenKind::TemplateText && (content.starts_with("$${") || content.starts_with("%%{"))) {
    content.remove_prefix(1);
  }
  panicking_ = false;  // A bad escape does not lead astray.
  pieces_.push_back({.span = span(token), .text = strip ? trim_left(content) : content});
}

// `${…}` or `%{…}`
void Parser::sequence(std::size_t first_piece) {
  const Token open = take();
  const std::size_t opener = last_index_;
  TemplatePiece piece{.kind = TemplatePiece::Kind::Interpolation, .strip_before = is_stripped(text(open))};
  if (piece.strip_before && pieces_.size() > first_piece &&
      pieces_.back().kind == TemplatePiece::Kind::Text) {
    pieces_.back().text = trim_right(pieces_.back().text);
  }
  const NewlineScope no_newlines(*this, false);
  bool understood = true;
  if (open.kind == TokenKind::OpenInterpolation) {
    const Node value = expression();
    piece.value = value.expr;
    piece.height = value.height;
  } else {
    understood = directive_content(piece);
  }
  if (!panicking_ && peek() != TokenKind::CloseTemplate) {
    expected_before_close(concat("`}` to end the `", text(open), "`"), opener);
  }
  if (panicking_) {
    recover_to_close(opener);
  } else {
    take();
    piece.strip_after = is_stripped(text(input_.tokens[last_index_]));
  }
  piece.span = from(open.begin);
  if (understood) {
    pieces_.push_back(piece);
  } else {
    bad_directive_ = true;
  }
}

// What stands in `%{…}`; false when it is none of the directives.
bool Parser::directive_content(TemplatePiece& piece) {
  using Kind = TemplatePiece::Kind;
  constexpr std::string_view kKeywords[] = {"if", "else", "endif", "for", "endfor"};
  constexpr Kind kKinds[] = {Kind::If, Kind::Else, Kind::EndIf, Kind::For, Kind::EndFor};
  const std::string_view word = peek() == TokenKind::Identifier ? text(next()) : std::string_view();
  const auto keyword = std::find(std::begin(kKeywords), std::end(kKeywords), word);
  if (keyword == std::end(kKeywords)) {
    expected("`if`, `else`, `endif`, `for` or `endfor`", did_you_mean(word, kKeywords));
    return false;
  }
  take();
  piece.kind = kKinds[keyword - std::begin(kKeywords)];
  if (piece.kind == Kind::For && !for_names(piece.key_name, piece.value_name)) return false;
  if (piece.kind == Kind::If || piece.kind == Kind::For) {
    const Node value = expression();
    piece.value = value.expr;
    piece.height = value.height;
  }
  return true;
}

Node Parser::build_template(Template node, std::size_t first_piece) {
  if (node.form == Template::Form::IndentedHeredoc) remove_indentation(first_piece);
  join_texts(first_piece);
  std::size_t at = first_piece;
  std::uint32_t height = 1;
  const bool before = panicking_;
  panicking_ = bad_directive_;
  node.parts = template_parts(at, nullptr, height);
  panicking_ = before;
  bad_directive_ = false;
  pieces_.resize(first_piece);
  return make(node, height);
}

}  // namespace blueprint::hcl
