#include <algorithm>

#include "hcl/parser.h"
#include "support/strings.h"

// Tuples, objects and `for` expressions.

namespace blueprint::hcl {

Node Parser::tuple() {
  const std::uint32_t begin = take().begin;
  const std::size_t opener = last_index_;
  const NewlineScope no_newlines(*this, false);
  if (peek_keyword("for")) return for_expression(opener, TokenKind::CloseBracket);
  const std::size_t first = exprs_.size();
  std::uint32_t height = 1;
  while (!panicking_ && peek() != TokenKind::CloseBracket) {
    if (text_ends("an item or `]`", opener)) break;
    const Node item = expression();
    exprs_.push_back(item.expr);
    height = std::max(height, item.height);
    if (panicking_ || take_if(TokenKind::Comma) || peek() == TokenKind::CloseBracket) continue;
    expected_before_close("`,` or `]` after the item", opener);
  }
  if (panicking_) {
    recover_to_close(opener);
  } else {
    take();
  }
  const std::span<const Expr* const> items =
      input_.arena.copy(std::span<const Expr* const>(exprs_).subspan(first));
  exprs_.resize(first);
  return make(Tuple{{.kind = Tuple::kKind, .span = from(begin)}, items}, 1 + height);
}

Node Parser::object() {
  const std::uint32_t begin = take().begin;
  const std::size_t opener = last_index_;
  {
    const NewlineScope no_newlines(*this, false);
    if (peek_keyword("for")) return for_expression(opener, TokenKind::CloseBrace);
  }
  const NewlineScope newlines(*this, true);
  const std::size_t first = items_.size();
  std::uint32_t height = 1;
  for (bool more = true; more;) {
    while (take_if(TokenKind::Newline)) {
    }
    more =
        peek() != TokenKind::CloseBrace && !text_ends("a key or `}`", opener) && object_item(height, opener);
  }
  if (panicking_) {
    recover_to_close(opener);
  } else {
    take();
  }
  const std::span<const ObjectItem> items =
      input_.arena.copy(std::span<const ObjectItem>(items_).subspan(first));
  items_.resize(first);
  return make(Object{{.kind = Object::kKind, .span = from(begin)}, items}, 1 + height);
}

// One `key = value` and what separates it from the next; false when the object ends there.
bool Parser::object_item(std::uint32_t& height, std::size_t opener) {
  const std::uint32_t begin = next().begin;
  const Node key = object_key();
  if (!panicking_ && !take_if(TokenKind::Equal) && !take_if(TokenKind::Colon)) {
    expected_before_close("`=` after the key", opener);
  }
  if (!panicking_) {
    const Node value = expression();
    items_.push_back({.key = key.expr, .value = value.expr, .span = from(begin)});
    height = std::max({height, key.height, value.height});
  }
  if (!panicking_) {
    if (take_if(TokenKind::Comma) || take_if(TokenKind::Newline)) return true;
    if (peek() == TokenKind::CloseBrace) return false;
    expected_before_close("a newline, `,` or `}` after the value", opener);
  }
  return recover_to_item(opener);
}

Node Parser::object_key() {
  Node key = expression();
  if (key.expr->kind == ExprKind::Bool || key.expr->kind == ExprKind::Null) {
    const Span word = key.expr->span;
    const std::string_view name = source_.substr(word.begin, word.size());
    key = make(Name{{.kind = Name::kKind, .span = word}, name}, 1);
  }
  return key;
}

// What follows `[` or `{` when it is `for`.
Node Parser::for_expression(std::size_t opener, TokenKind close) {
  const NewlineScope no_newlines(*this, false);
  For result{{.kind = For::kKind, .span = {}}};
  const std::uint32_t begin = input_.tokens[opener].begin;
  std::uint32_t height = 1;
  const auto part = [&](const Expr*& to) {
    const Node node = expression();
    to = node.expr;
    height = std::max(height, node.height);
    return !panicking_;
  };
  Token ellipsis;
  const auto parts = [&] {
    take();  // `for`
    if (!for_names(result.key_name, result.value_name) || !part(result.collection)) return false;
    if (!take_if(TokenKind::Colon)) {
      expected_before_close("`:` after the collection", opener);
      return false;
    }
    if (!part(result.value)) return false;
    if (take_if(TokenKind::Arrow)) {
      result.key = result.value;
      if (!part(result.value)) return false;
    }
    if (peek() == TokenKind::Ellipsis) {
      ellipsis = take();
      result.grouped = true;
    }
    if (peek_keyword("if")) {
      take();
      if (!part(result.condition)) return false;
    }
    if (peek() == close) return true;
    const std::string_view name = close == TokenKind::CloseBrace ? "`}`" : "`]`";
    expected_before_close(concat(name, " after the `for` expression"), opener);
    return false;
  };
  if (!parts() || !check_for(result, ellipsis)) {
    recover_to_close(opener);
    return invalid(begin);
  }
  take();
  result.span = from(begin);
  return make(result, 1 + height);
}

bool Parser::for_names(std::string_view& key, std::string_view& value) {
  const auto name = [&](std::string_view& to, std::string_view where) {
    if (peek() != TokenKind::Identifier) {
      expected(concat("the name of a variable after ", where));
      return false;
    }
    to = text(take());
    return true;
  };
  if (!name(value, "`for`")) return false;
  if (take_if(TokenKind::Comma)) {
    key = value;
    if (!name(value, "`,`")) return false;
  }
  if (peek_keyword("in")) {
    take();
    return true;
  }
  expected("`in` after the names of the variables");
  return false;
}

// A tuple has values only, an object keys and values.
bool Parser::check_for(const For& result, const Token& ellipsis) {
  if (peek() == TokenKind::CloseBracket) {
    if (result.key) {
      error({.message = "a `for` in `[` and `]` makes values without keys",
             .span = result.key->span,
             .help = "write `{` and `}` around it to make an object"});
    } else if (result.grouped) {
      error({.message = "`...` groups the values of an object, and this `for` makes a tuple",
             .span = span(ellipsis)});
    }
  } else if (!result.key) {
    error({.message = "a `for` in `{` and `}` needs a key, `=>` and a value",
           .span = result.value->span,
           .help = "write `[` and `]` around it to make a tuple"});
  }
  return !panicking_;
}

}  // namespace blueprint::hcl
