#include <algorithm>
#include <unordered_map>

#include "hcl/parser.h"
#include "support/strings.h"

// Attributes and blocks.

namespace blueprint::hcl {

Body Parser::file_body() { return body(nullptr, 0); }

// The items up to the closing brace, and the attributes collected before from `first_attribute` on.
Body Parser::body(const OpenBlock* block, std::size_t first_attribute) {
  const std::size_t first_block = blocks_.size();
  const std::uint32_t begin = block ? input_.tokens[block->brace].end : 0;
  for (bool done = false; !done;) {
    const TokenKind kind = peek();
    if (kind == TokenKind::Newline) {
      ++index_;
    } else if (kind == TokenKind::Identifier && !(block && ends_by_indentation(*block))) {
      body_item();
    } else if (kind == TokenKind::CloseBrace && block) {
      done = true;
    } else if (kind == TokenKind::EndOfFile || (block && kind == TokenKind::Identifier)) {
      if (block) unclosed_block(block->brace);
      done = true;
    } else {
      last_index_ = index_;
      if (kind == TokenKind::CloseBrace) {
        error({.message = "this `}` closes nothing", .span = span(next())});
      } else {
        expected("an argument or a block",
                 kind == TokenKind::OpenQuote ? "write the name of an argument without quotes" : "");
      }
      skip_line();
    }
  }
  check_duplicates(first_attribute);
  Body result{
      .attributes = input_.arena.copy(std::span<const Attribute>(attributes_).subspan(first_attribute)),
      .blocks = input_.arena.copy(std::span<const Block>(blocks_).subspan(first_block)),
      .span = span(begin, std::max(begin, next().begin))};
  attributes_.resize(first_attribute);
  blocks_.resize(first_block);
  return result;
}

std::uint32_t Parser::column(const Token& token) const {
  const std::size_t newline =
      token.begin == 0 ? std::string_view::npos : source_.rfind('\n', token.begin - 1);
  return token.begin - (newline == std::string_view::npos ? 0 : std::uint32_t(newline) + 1);
}

// Only asked when some block of the file is not closed.
bool Parser::ends_by_indentation(const OpenBlock& block) {
  if (!input_.trust_indentation) return false;
  const bool begins_line = input_.tokens[index_ - 1].kind == TokenKind::Newline;
  return begins_line && column(next()) <= block.column;
}

void Parser::unclosed_block(std::size_t brace) {
  const bool said_before = left_block_open_ && peek() == TokenKind::EndOfFile;
  left_block_open_ = true;
  if (said_before) return;
  error({.message = concat("expected `}` before ", describe(next())),
         .span = span(next()),
         .labels = {{.span = span(input_.tokens[brace]), .text = "this `{` is not closed"}}});
  if (peek() == TokenKind::EndOfFile) return;
  panicking_ = false;
  closed_by_indentation_ = true;
}

void Parser::body_item() {
  const Token name = take();
  switch (peek()) {
    case TokenKind::Equal: attribute(name, false); break;
    case TokenKind::OpenQuote:
    case TokenKind::OpenBrace:
    case TokenKind::Identifier: block(name); break;
    default:
      expected(concat("`=` or `{` after `", text(name), "`"),
               peek() == TokenKind::Colon ? "write `=` between an argument and its value" : "");
  }
  if (panicking_) skip_line();
}

void Parser::attribute(const Token& name, bool one_line) {
  take();  // `=`
  const Node value = expression();
  attributes_.push_back(
      {.name = text(name), .name_span = span(name), .value = value.expr, .span = from(name.begin)});
  if (!one_line && !panicking_) end_of_item("value");
}

void Parser::end_of_item(std::string_view what) {
  const TokenKind kind = peek();
  if (kind == TokenKind::Newline || kind == TokenKind::EndOfFile) return;
  if (describe_bad_token(next())) return;
  error({.message = concat("missing newline after the ", what, ", found ", describe(next())),
         .span = span(next()),
         .help = kind == TokenKind::Comma ? "put each argument on a line of its own, without commas" : ""});
}

void Parser::check_duplicates(std::size_t first_attribute) {
  const std::span<const Attribute> own = std::span<const Attribute>(attributes_).subspan(first_attribute);
  constexpr std::size_t kFew = 12;
  if (own.size() <= kFew) {
    for (const Attribute& attribute : own) {
      const auto first = std::find_if(own.begin(), own.end(),
                                      [&](const Attribute& other) { return other.name == attribute.name; });
      if (&*first != &attribute) already_set(attribute, *first);
    }
    return;
  }
  std::unordered_map<std::string_view, const Attribute*> seen;
  for (const Attribute& attribute : own) {
    const auto [first, is_new] = seen.try_emplace(attribute.name, &attribute);
    if (!is_new) already_set(attribute, *first->second);
  }
}

void Parser::already_set(const Attribute& attribute, const Attribute& first) {
  const bool panicking = panicking_;
  panicking_ = false;
  error({.message = concat("`", attribute.name, "` was already set"),
         .span = attribute.name_span,
         .labels = {{.span = first.name_span, .text = "first set here"}},
         .help = "remove one of them"});
  panicking_ = panicking;
}

}  // namespace blueprint::hcl
