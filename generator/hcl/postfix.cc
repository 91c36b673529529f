#include <algorithm>

#include "hcl/parser.h"
#include "support/strings.h"

// What follows a term: .name, [key], .0, .* and [*].

namespace blueprint::hcl {

Node Parser::postfix(Node node, std::uint32_t begin) {
  while (!panicking_) {
    const TokenKind kind = peek();
    if (kind == TokenKind::Dot) {
      node = attribute_step(node, begin);
    } else if (kind == TokenKind::OpenBracket) {
      node = index_step(node, begin);
    } else {
      break;
    }
  }
  return node;
}

Node Parser::attribute_step(Node node, std::uint32_t begin) {
  take();  // `.`
  switch (peek()) {
    case TokenKind::Identifier: {
      const Token& name = take();
      return make(Attr{{.kind = Attr::kKind, .span = from(begin)}, node.expr, text(name), span(name)},
                  node.height + 1);
    }
    case TokenKind::Number: return legacy_index(node, begin);
    case TokenKind::Star: return attribute_splat(node, begin);
    default: expected("the name of an attribute after `.`"); return invalid(begin);
  }
}

Node Parser::legacy_index(Node object, std::uint32_t begin) {
  const Token token = next();
  const std::string_view digits = text(token);
  const std::size_t dot = digits.find('.');
  const Node key = number();
  if (dot != std::string_view::npos) {
    error({.message = concat("`.", digits, "` chains two indexes"),
           .span = span(token),
           .help = concat("write `[", digits.substr(0, dot), "][", digits.substr(dot + 1), "]`")});
  }
  return make(Index{{.kind = Index::kKind, .span = from(begin)}, object.expr, key.expr, true},
              object.height + 1);
}

// `source.*.x`: only names and numbers belong to the part that is evaluated for each element.
Node Parser::attribute_splat(Node source, std::uint32_t begin) {
  const Token star = take();
  const std::uint32_t item = star.begin - 1;
  Node each = make(SplatItem{{.kind = SplatItem::kKind, .span = from(item)}}, 1);
  while (!panicking_ && peek() == TokenKind::Dot) {
    take();
    if (peek() == TokenKind::Number) {
      each = legacy_index(each, item);
    } else if (peek() == TokenKind::Identifier) {
      const Token& name = take();
      each = make(Attr{{.kind = Attr::kKind, .span = from(item)}, each.expr, text(name), span(name)},
                  each.height + 1);
    } else {
      expected("the name of an attribute after `.`",
               peek() == TokenKind::Star ? "write `[*]` for a splat inside a splat" : "");
    }
  }
  return make(Splat{{.kind = Splat::kKind, .span = from(begin)}, source.expr, each.expr, false},
              1 + std::max(source.height, each.height));
}

Node Parser::index_step(Node node, std::uint32_t begin) {
  const Token open = take();
  const std::size_t opener = last_index_;
  if (peek() == TokenKind::Star) return full_splat(node, begin, open);
  const NewlineScope no_newlines(*this, false);
  const Node key = expression();
  if (!panicking_ && peek() != TokenKind::CloseBracket) expected_before_close("`]` after the index", opener);
  if (panicking_) {
    recover_to_close(opener);
    return invalid(begin);
  }
  take();
  return make(Index{{.kind = Index::kKind, .span = from(begin)}, node.expr, key.expr, false},
              1 + std::max(node.height, key.height));
}

// `source[*]` and every step behind it.
Node Parser::full_splat(Node source, std::uint32_t begin, const Token& open) {
  const std::size_t opener = last_index_;
  take();  // `*`
  if (peek() != TokenKind::CloseBracket) {
    expected_before_close("`]` directly after `*`", opener);
    recover_to_close(opener);
    return invalid(begin);
  }
  take();
  const Node item = make(SplatItem{{.kind = SplatItem::kKind, .span = from(open.begin)}}, 1);
  const Node each = enter() ? postfix(item, open.begin) : item;
  leave();
  return make(Splat{{.kind = Splat::kKind, .span = from(begin)}, source.expr, each.expr, true},
              1 + std::max(source.height, each.height));
}

}  // namespace blueprint::hcl
