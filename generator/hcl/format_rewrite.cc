#include <algorithm>

#include "hcl/format_lines.h"
#include "hcl/unicode.h"
#include "support/strings.h"

namespace blueprint::hcl {
namespace {

using Tokens = std::span<const FormatToken>;

// One place of the source whose tokens change.
struct Place {
  enum class Kind : std::uint8_t { Value, VariableType, Labels };
  Kind kind = Kind::Value;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  const Block* block = nullptr;
};

FormatToken new_token(TokenKind kind, std::string_view text) {
  return {.kind = kind, .is_new = true, .text = text};
}

bool is_interpolation(const Expr* value) {
  const auto* quoted = as<Template>(value);
  return quoted && quoted->form == Template::Form::Quoted && quoted->parts.size() == 1 &&
         quoted->parts[0].kind == TemplatePartKind::Interpolation;
}

// In source order.
void find_places(const Body& body, const Block* parent, bool at_top, std::vector<Place>& places) {
  std::size_t next_block = 0;
  const auto blocks_before = [&](std::uint32_t offset) {
    for (; next_block < body.blocks.size() && body.blocks[next_block].span.begin < offset; ++next_block) {
      const Block& block = body.blocks[next_block];
      if (!block.labels.empty()) {
        places.push_back({Place::Kind::Labels, block.type_span.end, block.labels.back().span.end, &block});
      }
      find_places(block.body, &block, parent == nullptr, places);
    }
  };
  for (const Attribute& attribute : body.attributes) {
    blocks_before(attribute.span.begin);
    const Span value = attribute.value->span;
    if (at_top && parent && parent->type == "variable" && attribute.name == "type") {
      places.push_back({Place::Kind::VariableType, value.begin, value.end});
    } else if (is_interpolation(attribute.value)) {
      places.push_back({Place::Kind::Value, value.begin, value.end});
    }
  }
  blocks_before(body.span.end + 1);
}

// Whether these, between `"${` and `}"`, are one expression: further sequences and
// texts may only be inside further quotes.
bool is_whole(Tokens inside) {
  int quotes = 0;
  for (const FormatToken& token : inside) {
    if (token.kind == TokenKind::OpenQuote) ++quotes;
    if (token.kind == TokenKind::CloseQuote) --quotes;
    if (quotes > 0) continue;
    if (token.kind == TokenKind::OpenInterpolation || token.kind == TokenKind::CloseTemplate ||
        token.kind == TokenKind::QuotedText) {
      return false;
    }
  }
  return true;
}

Tokens trim_newlines(Tokens tokens) {
  while (!tokens.empty() && tokens.front().kind == TokenKind::Newline) tokens = tokens.subspan(1);
  while (!tokens.empty() && tokens.back().kind == TokenKind::Newline)
    tokens = tokens.first(tokens.size() - 1);
  return tokens;
}

bool has_newline(Tokens tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const FormatToken& token) { return token.kind == TokenKind::Newline; });
}

// A line ends where no bracket is open, which would end the expression.
bool needs_parens(Tokens tokens) {
  int open = 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    open += bracket_change(tokens[i].kind);
    if (open == 0 && tokens[i].ends_line) return true;
  }
  return false;
}

// `"${x}"` becomes x. Terraform puts parentheses around some x of several lines, and
// forgets others, whose meaning would change without them.
void unwrap(Tokens tokens, std::vector<FormatToken>& to) {
  const Tokens inside = tokens.size() < 5 ? Tokens() : tokens.subspan(2, tokens.size() - 4);
  if (inside.empty() || !is_whole(inside)) {
    to.insert(to.end(), tokens.begin(), tokens.end());
    return;
  }
  const Tokens value = trim_newlines(inside);
  const bool in_parens =
      value.front().kind == TokenKind::OpenParen && value.back().kind == TokenKind::CloseParen;
  const bool wrap = (has_newline(value) && !in_parens) || needs_parens(value);
  if (wrap) to.push_back(new_token(TokenKind::OpenParen, "("));
  to.insert(to.end(), value.begin(), value.end());
  if (wrap) to.push_back(new_token(TokenKind::CloseParen, ")"));
}

// Types as they were written before Terraform 0.12.
void modernize_type(Tokens tokens, std::vector<FormatToken>& to) {
  const bool bare = tokens.size() == 1 && tokens[0].kind == TokenKind::Identifier;
  const bool quoted = tokens.size() == 3 && tokens[1].kind == TokenKind::QuotedText;
  const std::string_view name = bare ? tokens[0].text : quoted ? tokens[1].text : std::string_view();
  const bool collection = name == "list" || name == "map" || (bare && name == "set");
  if (!collection && !(quoted && name == "string")) {
    to.insert(to.end(), tokens.begin(), tokens.end());
    return;
  }
  to.push_back(bare ? tokens[0] : new_token(TokenKind::Identifier, name));
  if (!collection) return;
  to.push_back(new_token(TokenKind::OpenParen, "("));
  to.push_back(new_token(TokenKind::Identifier, bare ? "any" : "string"));
  to.push_back(new_token(TokenKind::CloseParen, ")"));
}

bool is_printable(char32_t c) {
  if (c < 0x80) return c >= ' ' && c != 0x7F;
  return !is_space(c) && !is_control(c);
}

std::string escape(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Decoded next = decode_utf8(text);
    const char c = text[0];
    if (c == '\n' || c == '\r' || c == '\t') {
      result.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    } else if (c == '"' || c == '\\') {
      result.append("\\").append(1, c);
    } else if ((c == '$' || c == '%') && text.substr(1).starts_with('{')) {
      result.append(2, c);
    } else if (!is_printable(next.code)) {
      constexpr std::string_view kHex = "0123456789abcdef";
      const bool is_long = next.code > 0xFFFF;
      result.append(is_long ? "\\U" : "\\u");
      for (int shift = is_long ? 28 : 12; shift >= 0; shift -= 4) result += kHex[next.code >> shift & 15];
    } else {
      result.append(text.substr(0, next.size));
    }
    text.remove_prefix(next.size);
  }
  return result;
}

// Each label in quotes and nothing between them. Terraform loses a label that holds a `$` or
// a `%`; here it stays as it is.
void quote_labels(const Block& block, Tokens tokens, Arena& arena, std::vector<FormatToken>& to) {
  for (const BlockLabel& label : block.labels) {
    const auto within = [&](const FormatToken& token) {
      return token.begin >= label.span.begin && token.begin < label.span.end;
    };
    const auto first = std::find_if(tokens.begin(), tokens.end(), within);
    const auto last = std::find_if_not(first, tokens.end(), within);
    const bool bare = first->kind == TokenKind::Identifier;
    const bool plain = last - first != 3 || first[1].text.find('\\') == std::string_view::npos;
    if (!bare && plain) {
      to.insert(to.end(), first, last);
      continue;
    }
    to.push_back(new_token(TokenKind::OpenQuote, "\""));
    to.push_back(new_token(TokenKind::QuotedText, arena.copy(escape(label.text))));
    to.push_back(new_token(TokenKind::CloseQuote, "\""));
  }
}

}  // namespace

std::vector<FormatToken> rewrite_tokens(const Body& file, std::vector<FormatToken> tokens, Arena& arena) {
  std::vector<Place> places;
  find_places(file, nullptr, false, places);
  if (places.empty()) return tokens;
  std::vector<FormatToken> result;
  result.reserve(tokens.size() + places.size());
  auto next = tokens.begin();
  for (const Place& place : places) {
    for (; next->begin < place.begin; ++next) result.push_back(*next);
    auto end = next;
    while (end != tokens.end() && end->begin < place.end) ++end;
    const Tokens old(next, end);
    switch (place.kind) {
      case Place::Kind::Value: unwrap(old, result); break;
      case Place::Kind::VariableType: modernize_type(old, result); break;
      case Place::Kind::Labels: quote_labels(*place.block, old, arena, result); break;
    }
    next = end;
  }
  result.insert(result.end(), next, tokens.end());
  return result;
}

}  // namespace blueprint::hcl
