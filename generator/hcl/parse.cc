#include "hcl/parse.h"

#include "hcl/parser.h"

namespace blueprint::hcl {
namespace {

// Tokens and tree take some thirty times the memory of the text.
constexpr std::uint32_t kMaxBytes = 8u << 20;

// False, and a mistake, when there is more text than anybody writes.
bool check_size(Diagnostics& diags, Span span) {
  if (span.size() <= kMaxBytes) return true;
  diags.add({.code = "hcl/limit",
             .message = "the text has more than 8 MiB",
             .span = {span.file, span.begin, span.begin},
             .help = "split the file"});
  return false;
}

std::vector<Comment> comments_of(FileId file, const std::vector<Token>& tokens) {
  std::vector<Comment> comments;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::Comment) comments.push_back({{file, token.begin, token.end}});
  }
  return comments;
}

File parse_tokens(Diagnostics& diags, ParserInput input, std::unique_ptr<Arena> arena,
                  bool& left_block_open) {
  const FileId id = input.file;
  Parser parser(diags, std::move(input));
  File file{.id = id, .body = parser.file_body(), .arena = std::move(arena)};
  file.comments = comments_of(id, parser.tokens());
  file.has_errors = parser.has_errors();
  left_block_open = parser.left_block_open();
  return file;
}

Fragment parse_fragment(Diagnostics& diags, const Sources& sources, Span span, LexMode mode) {
  Fragment fragment{.arena = std::make_unique<Arena>()};
  if (!check_size(diags, span)) {
    fragment.expr = fragment.arena->make(Expr{.kind = ExprKind::Invalid, .span = span});
    fragment.has_errors = true;
    return fragment;
  }
  ParserInput input{.sources = sources, .file = span.file, .arena = *fragment.arena};
  input.end_name = mode == LexMode::Main ? "the end of the expression" : "the end of the template";
  lex(sources.text(span.file), span.begin, span.end, mode, input.tokens);
  Parser parser(diags, std::move(input));
  fragment.expr = mode == LexMode::Main ? parser.whole_expression() : parser.whole_template();
  fragment.has_errors = parser.has_errors();
  return fragment;
}

}  // namespace

File parse(Diagnostics& diags, const Sources& sources, FileId id) {
  const std::string_view text = sources.text(id);
  if (!check_size(diags, {id, 0, std::uint32_t(text.size())})) {
    return {.id = id, .has_errors = true, .arena = std::make_unique<Arena>()};
  }
  const auto attempt = [&](Diagnostics& found, bool trust_indentation, bool& left_block_open) {
    auto arena = std::make_unique<Arena>();
    ParserInput input{.sources = sources, .file = id, .arena = *arena};
    input.end_name = "the end of the file";
    input.trust_indentation = trust_indentation;
    lex(text, 0, std::uint32_t(text.size()), LexMode::Main, input.tokens);
    return parse_tokens(found, std::move(input), std::move(arena), left_block_open);
  };
  bool left_block_open = false;
  Diagnostics found;
  File file = attempt(found, false, left_block_open);
  if (left_block_open) {
    // Some `}` is missing, and braces alone do not tell where: the indentation does.
    found = {};
    file = attempt(found, true, left_block_open);
  }
  diags.add_all(found);
  return file;
}

Fragment parse_expression(Diagnostics& diags, const Sources& sources, Span span) {
  return parse_fragment(diags, sources, span, LexMode::Main);
}

Fragment parse_template(Diagnostics& diags, const Sources& sources, Span span) {
  return parse_fragment(diags, sources, span, LexMode::Template);
}

const Expr* Parser::whole_expression() {
  const NewlineScope no_newlines(*this, false);
  const Node result = expression();
  if (!panicking_ && peek() != TokenKind::EndOfFile) expected("nothing more after the expression");
  return result.expr;
}

}  // namespace blueprint::hcl
