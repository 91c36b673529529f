#include "hcl/parser.h"

#include "support/strings.h"

// Tokens and mistakes.

namespace blueprint::hcl {
namespace {

constexpr std::uint32_t kMaxDepth = 1000;
constexpr std::size_t kMaxMistakes = 10'000;

struct BadToken {
  std::string_view text;
  std::string_view message;
  std::string_view help;
};

constexpr BadToken kBadCharacters[] = {
    {"'", "single quotes do not make a string", "use double quotes"},
    {"`", "backquotes do not make a string", "use double quotes, or a heredoc for several lines"},
    {"\u201C", "curly quotes do not make a string", "use straight double quotes"},
    {"\u201D", "curly quotes do not make a string", "use straight double quotes"},
    {";", "`;` separates nothing", "put each argument on a line of its own, and commas between items"},
    {"&", "`&` is not an operator", "did you mean `&&`?"},
    {"|", "`|` is not an operator", "did you mean `||`?"},
    {"^", "`^` is not an operator", "use `pow`"},
    {"~", "`~` is not an operator", "did you mean `!`?"},
};

}  // namespace

Parser::Parser(Diagnostics& diags, ParserInput input)
    : diags_(diags), input_(std::move(input)), source_(input_.sources.text(input_.file)) {}

const Token& Parser::next() {
  peek();
  return input_.tokens[index_];
}

const Token& Parser::take() {
  const Token& token = next();
  last_index_ = index_;
  last_end_ = token.end;
  if (token.kind != TokenKind::EndOfFile) ++index_;
  return token;
}

bool Parser::take_if(TokenKind kind) {
  if (peek() != kind) return false;
  take();
  return true;
}

bool Parser::peek_keyword(std::string_view word) {
  return peek() == TokenKind::Identifier && text(next()) == word;
}

std::string_view Parser::text(const Token& token) const {
  return source_.substr(token.begin, token.end - token.begin);
}

void Parser::error(Diagnostic diagnostic) {
  has_errors_ = true;
  if (panicking_) return;
  panicking_ = true;
  diagnostic.code = "hcl/syntax";
  if (++mistakes_ > kMaxMistakes + 1) return;
  if (mistakes_ > kMaxMistakes) {
    diagnostic = {.code = "hcl/syntax",
                  .message = "there are more mistakes, which are not listed",
                  .span = diagnostic.span};
  }
  diags_.add(std::move(diagnostic));
}

void Parser::expected(std::string_view what, std::string_view help) {
  const Token& found = next();
  if (describe_bad_token(found)) return;
  error({.message = concat("expected ", what, ", found ", describe(found)),
         .span = span(found),
         .help = std::string(help)});
}

void Parser::expected_before_close(std::string_view what, std::size_t opener) {
  const Token& found = next();
  if (describe_bad_token(found)) return;
  Diagnostic diagnostic{.message = concat("expected ", what, ", found ", describe(found)),
                        .span = span(found)};
  const Token& open = input_.tokens[opener];
  if (!panicking_ && partner(opener) == 0) {
    diagnostic.labels.push_back(
        {.span = span(open), .text = concat("this `", trim(text(open)), "` is not closed")});
  }
  error(std::move(diagnostic));
}

// True, and a mistake, when nothing follows inside the brackets that `opener` began.
bool Parser::text_ends(std::string_view what, std::size_t opener) {
  if (peek() != TokenKind::EndOfFile) return false;
  expected_before_close(what, opener);
  return true;
}

std::string Parser::describe(const Token& token) const {
  switch (token.kind) {
    case TokenKind::Newline:
    case TokenKind::Comment: return "the end of the line";
    case TokenKind::EndOfFile: return std::string(input_.end_name);
    case TokenKind::Number: return "a number";
    case TokenKind::OpenQuote: return "a string";
    case TokenKind::OpenHeredoc: return "a heredoc";
    case TokenKind::CloseQuote: return "the closing quote";
    case TokenKind::QuotedText:
    case TokenKind::TemplateText: return "text";
    case TokenKind::UnclosedQuote: return "the end of the line";
    default: return concat("`", text(token), "`");
  }
}

// Tokens that are wrong wherever they stand; true when `token` is one.
bool Parser::describe_bad_token(const Token& token) {
  if (token.kind == TokenKind::BadUtf8) {
    error({.message = "this is not UTF-8 text",
           .span = span(token),
           .help = "save the file in the encoding UTF-8"});
    return true;
  }
  if (token.kind == TokenKind::UnclosedComment) {
    error({.message = "the comment is not closed",
           .span = span(token.begin, token.begin + 2),
           .help = "end it with `*/`"});
    return true;
  }
  if (token.kind != TokenKind::BadCharacter) return false;
  for (const BadToken& bad : kBadCharacters) {
    if (bad.text != text(token)) continue;
    error({.message = std::string(bad.message), .span = span(token), .help = std::string(bad.help)});
    return true;
  }
  const unsigned char first = static_cast<unsigned char>(text(token).front());
  const bool visible = first > ' ' && first != 0x7F;
  error({.message = visible ? concat("`", text(token), "` has no meaning here")
                            : std::string("a control character has no meaning here"),
         .span = span(token)});
  return true;
}

bool Parser::enter() {
  if (++depth_ <= kMaxDepth) return true;
  const Token& here = next();
  error({.message = concat("the nesting is deeper than ", std::to_string(kMaxDepth), " levels"),
         .span = span(here)});
  return false;
}

// Chains such as a + b + … nest the tree without nesting the text.
bool Parser::too_high(Node& node) {
  if (node.height <= kMaxDepth * 2) return false;
  error({.message = concat("the expression has more than ", std::to_string(kMaxDepth * 2), " levels"),
         .span = node.expr->span});
  node = {.expr = input_.arena.make(Expr{.kind = ExprKind::Invalid, .span = node.expr->span})};
  return true;
}

Node Parser::invalid(std::uint32_t begin) {
  return {.expr = input_.arena.make(Expr{.kind = ExprKind::Invalid, .span = from(begin)})};
}

}  // namespace blueprint::hcl
