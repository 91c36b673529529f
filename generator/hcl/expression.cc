#include <algorithm>
#include <charconv>
#include <cstdint>

#include "hcl/parser.h"
#include "support/strings.h"

// Operators and the terms between them.

namespace blueprint::hcl {
namespace {

struct Operator {
  int level = 0;  // Higher binds tighter; 0: not an operator.
  BinaryOp op{};
};

Operator binary_operator(TokenKind kind) {
  switch (kind) {
    case TokenKind::Or: return {1, BinaryOp::Or};
    case TokenKind::And: return {2, BinaryOp::And};
    case TokenKind::EqualEqual: return {3, BinaryOp::Equal};
    case TokenKind::NotEqual: return {3, BinaryOp::NotEqual};
    case TokenKind::Less: return {4, BinaryOp::Less};
    case TokenKind::LessEqual: return {4, BinaryOp::LessEqual};
    case TokenKind::Greater: return {4, BinaryOp::Greater};
    case TokenKind::GreaterEqual: return {4, BinaryOp::GreaterEqual};
    case TokenKind::Plus: return {5, BinaryOp::Add};
    case TokenKind::Minus: return {5, BinaryOp::Subtract};
    case TokenKind::Star: return {6, BinaryOp::Multiply};
    case TokenKind::Slash: return {6, BinaryOp::Divide};
    case TokenKind::Percent: return {6, BinaryOp::Modulo};
    default: return {};
  }
}

bool is_number(std::string_view text) {
  const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, exponent);
  if (std::count(mantissa.begin(), mantissa.end(), '.') > 1) return false;
  return exponent == text.size() || text.find_first_of(".eE", exponent + 1) == std::string_view::npos;
}

// Terraform's numbers have a binary exponent of 32 bits.
bool is_out_of_range(std::string_view text) {
  constexpr std::int64_t kLargest = 2147483646;
  const std::size_t e = text.find_first_of("eE");
  const bool is_zero = text.substr(0, e).find_first_of("123456789") == std::string_view::npos;
  if (e == std::string_view::npos || is_zero) return false;
  const std::string_view digits = text.substr(e + (text[e + 1] == '+' ? 2 : 1));
  std::int64_t exponent = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  return failure != std::errc() || exponent > kLargest || exponent < -kLargest;
}

}  // namespace

Node Parser::expression() {
  const Node result = enter() ? conditional() : invalid(next().begin);
  leave();
  return result;
}

Node Parser::conditional() {
  const std::uint32_t begin = next().begin;
  const Node condition = binary(1);
  if (panicking_ || peek() != TokenKind::Question) return condition;
  take();
  const Node if_true = expression();
  if (panicking_) return invalid(begin);
  if (!take_if(TokenKind::Colon)) {
    expected("`:` and the value for when the condition is false");
    return invalid(begin);
  }
  const Node if_false = expression();
  if (panicking_) return invalid(begin);
  return make(
      Conditional{
          {.kind = Conditional::kKind, .span = from(begin)}, condition.expr, if_true.expr, if_false.expr},
      1 + std::max({condition.height, if_true.height, if_false.height}));
}

Node Parser::binary(int level) {
  const std::uint32_t begin = next().begin;
  Node left = unary();
  for (;;) {
    if (panicking_) return left;
    const Operator found = binary_operator(peek());
    if (found.level < level) return left;
    take();
    const Node right = binary(found.level + 1);
    if (panicking_) return invalid(begin);
    left = make(Binary{{.kind = Binary::kKind, .span = from(begin)}, found.op, left.expr, right.expr},
                1 + std::max(left.height, right.height));
  }
}

Node Parser::unary() {
  const TokenKind kind = peek();
  const std::uint32_t begin = input_.tokens[index_].begin;
  if (kind != TokenKind::Minus && kind != TokenKind::Not) return postfix(term(), begin);
  take();
  const Node operand = enter() ? unary() : invalid(begin);
  leave();
  if (panicking_) return invalid(begin);
  return make(
      Unary{{.kind = Unary::kKind, .span = from(begin)}, kind == TokenKind::Minus ? '-' : '!', operand.expr},
      1 + operand.height);
}

Node Parser::term() {
  switch (peek()) {
    case TokenKind::Number: return number();
    case TokenKind::Identifier: return name_or_call();
    case TokenKind::OpenQuote:
    case TokenKind::OpenHeredoc: return quoted_or_heredoc();
    case TokenKind::OpenParen: return paren();
    case TokenKind::OpenBracket: return tuple();
    case TokenKind::OpenBrace: return object();
    default: break;
  }
  const Token& found = next();
  const bool heredoc = found.kind == TokenKind::Less && source_.substr(found.begin, 2) == "<<";
  expected("an expression", heredoc ? "write the marker of a heredoc directly behind `<<` or `<<-`, and "
                                      "nothing after it on the line"
                                    : "");
  return invalid(found.begin);
}

Node Parser::number() {
  const Token& token = take();
  if (!is_number(text(token))) {
    error({.message = concat("`", text(token), "` is not a number"), .span = span(token)});
  } else if (is_out_of_range(text(token))) {
    error(
        {.message = concat("`", text(token), "` has an exponent that is out of range"), .span = span(token)});
  }
  return make(Number{{.kind = Number::kKind, .span = span(token)}, text(token)}, 1);
}

Node Parser::paren() {
  const std::uint32_t begin = take().begin;
  const std::size_t opener = last_index_;
  const NewlineScope no_newlines(*this, false);
  const Node inner = expression();
  if (!panicking_ && peek() != TokenKind::CloseParen) expected_before_close("`)`", opener);
  if (panicking_) {
    recover_to_close(opener);
    return invalid(begin);
  }
  take();
  return make(Paren{{.kind = Paren::kKind, .span = from(begin)}, inner.expr}, 1 + inner.height);
}

Node Parser::name_or_call() {
  const Token token = take();
  const TokenKind kind = peek();
  if (kind == TokenKind::OpenParen || kind == TokenKind::DoubleColon) return call(token);
  const std::string_view name = text(token);
  if (name == "true" || name == "false") {
    return make(Bool{{.kind = Bool::kKind, .span = span(token)}, name == "true"}, 1);
  }
  if (name == "null") return make(Expr{.kind = ExprKind::Null, .span = span(token)}, 1);
  return make(Name{{.kind = Name::kKind, .span = span(token)}, name}, 1);
}

Node Parser::call(const Token& name) {
  std::string_view full = text(name);
  if (!call_name(name, full)) return invalid(name.begin);
  return call_arguments(name, full, from(name.begin));
}

// The rest of a name such as `provider::aws::arn_parse`.
bool Parser::call_name(const Token& name, std::string_view& full) {
  if (peek() == TokenKind::OpenParen) return true;
  std::string joined(full);
  while (take_if(TokenKind::DoubleColon)) {
    if (peek() != TokenKind::Identifier) {
      expected(concat("the name of a function after `", joined, "::`"));
      return false;
    }
    joined.append("::").append(text(take()));
  }
  if (peek() != TokenKind::OpenParen) {
    expected(concat("`(` after the name of the function `", joined, "`"));
    return false;
  }
  const std::string_view written = source_.substr(name.begin, last_end_ - name.begin);
  full = written == joined ? written : input_.arena.copy(joined);
  return true;
}

Node Parser::call_arguments(const Token& name, std::string_view full, Span name_span) {
  take();  // `(`
  const std::size_t opener = last_index_;
  const std::size_t first = exprs_.size();
  const NewlineScope no_newlines(*this, false);
  std::uint32_t height = 1;
  bool expand_last = false;
  while (!panicking_ && peek() != TokenKind::CloseParen) {
    if (text_ends("an argument or `)`", opener)) break;
    const Node argument = expression();
    exprs_.push_back(argument.expr);
    height = std::max(height, argument.height);
    if (panicking_) break;
    if (take_if(TokenKind::Ellipsis)) {
      expand_last = true;
      if (peek() != TokenKind::CloseParen) expected_before_close("`)` after `...`", opener);
    } else if (!take_if(TokenKind::Comma) && peek() != TokenKind::CloseParen) {
      expected_before_close("`,` or `)` after the argument", opener);
    }
  }
  if (panicking_) {
    recover_to_close(opener);
  } else {
    take();
  }
  const std::span<const Expr* const> args =
      input_.arena.copy(std::span<const Expr* const>(exprs_).subspan(first));
  exprs_.resize(first);
  return make(Call{{.kind = Call::kKind, .span = from(name.begin)}, full, name_span, args, expand_last},
              1 + height);
}

}  // namespace blueprint::hcl
