#include "hcl/format_lines.h"

namespace blueprint::hcl {
namespace {

// Between an operator or an opening and what comes next, `-` is a sign.
bool is_sign(const FormatToken* before) {
  if (!before) return true;
  switch (before->kind) {
    case TokenKind::OpenParen:
    case TokenKind::OpenBrace:
    case TokenKind::OpenBracket:
    case TokenKind::Equal:
    case TokenKind::Colon:
    case TokenKind::Comma:
    case TokenKind::Question:
    case TokenKind::Plus:
    case TokenKind::Minus:
    case TokenKind::Star:
    case TokenKind::Slash:
    case TokenKind::Percent:
    case TokenKind::EqualEqual:
    case TokenKind::NotEqual:
    case TokenKind::Less:
    case TokenKind::LessEqual:
    case TokenKind::Greater:
    case TokenKind::GreaterEqual:
    case TokenKind::And:
    case TokenKind::Or:
    case TokenKind::Not: return true;
    default: return false;
  }
}

bool opens_sequence(TokenKind kind) {
  return kind == TokenKind::OpenInterpolation || kind == TokenKind::OpenDirective;
}

bool is_text(TokenKind kind) { return kind == TokenKind::QuotedText || kind == TokenKind::TemplateText; }

// Inside quotes and heredocs every space is text.
bool touches_template(TokenKind left, TokenKind right) {
  return is_text(left) || left == TokenKind::OpenQuote || left == TokenKind::OpenHeredoc || is_text(right) ||
         right == TokenKind::CloseQuote || right == TokenKind::CloseHeredoc;
}

// Names and what is joined to them: f(x), a.b, p::f, a[0].
bool belongs_together(TokenKind left, TokenKind right) {
  const bool after_name = left == TokenKind::Identifier;
  if (after_name && (right == TokenKind::OpenParen || right == TokenKind::DoubleColon)) return true;
  if (left == TokenKind::DoubleColon && right == TokenKind::Identifier) return true;
  return left == TokenKind::Dot || right == TokenKind::Dot;
}

}  // namespace

// The order of these rules is what Terraform's formatter is.
bool space_between(const FormatToken* before, const FormatToken& left, const FormatToken& right) {
  const TokenKind l = left.kind;
  const TokenKind r = right.kind;
  if (r == TokenKind::Newline || belongs_together(l, r)) return false;
  if (r == TokenKind::Comma || r == TokenKind::Ellipsis) return false;
  if (l == TokenKind::Comma) return true;
  if (touches_template(l, r)) return false;
  const bool after_name = l == TokenKind::Identifier;
  // `for x in [y]`: not an index of something called `in`.
  if (after_name && left.text == "in" && before && before->kind == TokenKind::Identifier) return true;
  if (r == TokenKind::OpenBracket && (after_name || l == TokenKind::Number || bracket_change(l) < 0)) {
    return false;
  }
  if (l == TokenKind::Not) return false;
  if (l == TokenKind::Minus) return !is_sign(before);
  if (l == TokenKind::OpenBrace || r == TokenKind::CloseBrace) {
    return !(l == TokenKind::OpenBrace && r == TokenKind::CloseBrace);
  }
  if (opens_sequence(l) && r == TokenKind::OpenBrace) return true;
  if (l == TokenKind::CloseBrace && r == TokenKind::CloseTemplate) return true;
  if (l == TokenKind::CloseTemplate && opens_sequence(r)) return false;
  return bracket_change(l) <= 0 && bracket_change(r) >= 0;
}

}  // namespace blueprint::hcl
