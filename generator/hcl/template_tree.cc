#include <algorithm>

#include "hcl/parser.h"
#include "support/strings.h"

// From a row of pieces to directives that hold what stands between them.

namespace blueprint::hcl {
namespace {

using Kind = TemplatePiece::Kind;

std::string_view keyword(Kind kind) {
  switch (kind) {
    case Kind::If: return "if";
    case Kind::Else: return "else";
    case Kind::EndIf: return "endif";
    case Kind::For: return "for";
    case Kind::EndFor: return "endfor";
    case Kind::Text:
    case Kind::Interpolation: break;
  }
  return {};
}

bool ends(const TemplatePiece& open, Kind kind) {
  if (open.kind == Kind::For) return kind == Kind::EndFor;
  return kind == Kind::EndIf || (open.kind == Kind::If && kind == Kind::Else);
}

}  // namespace

// The parts up to a piece that ends `open`, or to the last one when that is nullptr.
std::span<const TemplatePart> Parser::template_parts(std::size_t& at, const TemplatePiece* open,
                                                     std::uint32_t& height) {
  std::vector<TemplatePart> parts;
  while (at < pieces_.size()) {
    const TemplatePiece& piece = pieces_[at];
    if (open && ends(*open, piece.kind)) break;
    switch (piece.kind) {
      case Kind::Text: parts.push_back({.span = piece.span, .text = piece.text}); break;
      case Kind::Interpolation:
        parts.push_back({.kind = TemplatePartKind::Interpolation,
                         .span = piece.span,
                         .value = piece.value,
                         .strip_before = piece.strip_before,
                         .strip_after = piece.strip_after});
        break;
      case Kind::If:
      case Kind::For: {
        std::uint32_t inside = 1;
        parts.push_back(directive_part(at, inside));
        height = std::max(height, inside + 1);
        continue;
      }
      case Kind::Else:
      case Kind::EndIf:
      case Kind::EndFor: misplaced_directive(piece); break;
    }
    height = std::max(height, piece.height + 1);
    ++at;
  }
  return input_.arena.copy(parts);
}

TemplatePart Parser::directive_part(std::size_t& at, std::uint32_t& height) {
  const TemplatePiece open = pieces_[at++];
  TemplatePart part{.kind = open.kind == Kind::If ? TemplatePartKind::If : TemplatePartKind::For,
                    .span = open.span,
                    .value = open.value,
                    .key_name = open.key_name,
                    .value_name = open.value_name};
  height = std::max(height, open.height);
  if (!enter()) {
    at = pieces_.size();
    leave();
    return part;
  }
  part.body = template_parts(at, &open, height);
  if (at < pieces_.size() && pieces_[at].kind == Kind::Else) {
    TemplatePiece otherwise = open;
    otherwise.kind = Kind::Else;
    otherwise.span = pieces_[at++].span;
    part.otherwise = template_parts(at, &otherwise, height);
  }
  leave();
  if (at < pieces_.size()) {
    part.span.end = pieces_[at++].span.end;
  } else {
    unclosed_directive(open);
  }
  return part;
}

void Parser::misplaced_directive(const TemplatePiece& piece) {
  const std::string_view opener = piece.kind == Kind::EndFor ? "for" : "if";
  error({.message = concat("`%{ ", keyword(piece.kind), " }` without a `%{ ", opener, " }` before it"),
         .span = piece.span});
}

void Parser::unclosed_directive(const TemplatePiece& open) {
  error({.message = concat("`%{ ", keyword(open.kind), " }` has no `%{ end", keyword(open.kind), " }`"),
         .span = open.span});
}

}  // namespace blueprint::hcl
