#include "hcl/dump.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint::hcl {
namespace {

constexpr std::string_view kOperators[] = {"||", "&&", "==", "!=", "<", "<=", ">",
                                           ">=", "+",  "-",  "*",  "/", "%"};

constexpr std::string_view kTokens[] = {"Newline",
                                        "Comment",
                                        "EOF",
                                        "Ident",
                                        "NumberLit",
                                        "OBrace",
                                        "CBrace",
                                        "OBrack",
                                        "CBrack",
                                        "OParen",
                                        "CParen",
                                        "OQuote",
                                        "CQuote",
                                        "OHeredoc",
                                        "CHeredoc",
                                        "QuotedLit",
                                        "StringLit",
                                        "TemplateInterp",
                                        "TemplateControl",
                                        "TemplateSeqEnd",
                                        "Equal",
                                        "EqualOp",
                                        "NotEqual",
                                        "LessThan",
                                        "LessThanEq",
                                        "GreaterThan",
                                        "GreaterThanEq",
                                        "And",
                                        "Or",
                                        "Bang",
                                        "Plus",
                                        "Minus",
                                        "Star",
                                        "Slash",
                                        "Percent",
                                        "Dot",
                                        "Comma",
                                        "Colon",
                                        "DoubleColon",
                                        "Question",
                                        "Ellipsis",
                                        "FatArrow",
                                        "UnclosedQuote",
                                        "UnclosedHeredoc",
                                        "UnclosedComment",
                                        "BadUTF8",
                                        "Invalid"};

std::string hex(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  for (const char c : text) {
    result += kDigits[static_cast<unsigned char>(c) >> 4];
    result += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return result;
}

std::string dump_parts(std::span<const TemplatePart> parts) {
  std::string result;
  for (const TemplatePart& part : parts) {
    switch (part.kind) {
      case TemplatePartKind::Text: result += concat(" (text ", hex(part.text), ")"); break;
      case TemplatePartKind::Interpolation: result += concat(" (${} ", dump(part.value), ")"); break;
      case TemplatePartKind::If:
        result += concat(" (%if ", dump(part.value), " (then", dump_parts(part.body), ") (else",
                         dump_parts(part.otherwise), "))");
        break;
      case TemplatePartKind::For:
        result += concat(" (%for ", part.key_name, " ", part.value_name, " ", dump(part.value),
                         dump_parts(part.body), ")");
        break;
    }
  }
  return result;
}

std::string dump_for(const For& loop) {
  std::string result = concat("(for ", loop.key_name, " ", loop.value_name, " ", dump(loop.collection), " ",
                              loop.key ? dump(loop.key) : "-", " ", dump(loop.value));
  if (loop.grouped) result += " ...";
  if (loop.condition) result += concat(" if ", dump(loop.condition));
  return result + ")";
}

std::string dump_object(const Object& object) {
  std::string result = "(object";
  for (const ObjectItem& item : object.items)
    result += concat(" (", dump(item.key), " ", dump(item.value), ")");
  return result + ")";
}

std::string dump_call(const Call& call) {
  std::string result = concat("(call ", call.name);
  for (const Expr* arg : call.args) result += concat(" ", dump(arg));
  return concat(result, call.expand_last ? " ...)" : ")");
}

std::string dump_block(const Block& block) {
  std::string result = concat("(block ", block.type);
  for (const BlockLabel& label : block.labels) result += concat(" \"", label.text, "\"");
  return concat(result, " ", dump(block.body), ")");
}

}  // namespace

std::string dump(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::Invalid: return "?";
    case ExprKind::Null: return "null";
    case ExprKind::Bool: return as<Bool>(expr)->value ? "true" : "false";
    case ExprKind::Number: return "num";
    case ExprKind::SplatItem: return "@";
    case ExprKind::Template: return concat("(tmpl", dump_parts(as<Template>(expr)->parts), ")");
    case ExprKind::Name: return concat("(name ", as<Name>(expr)->name, ")");
    case ExprKind::Attr: return concat("(. ", dump(as<Attr>(expr)->object), " ", as<Attr>(expr)->name, ")");
    case ExprKind::Index:
      return concat("([] ", dump(as<Index>(expr)->collection), " ", dump(as<Index>(expr)->key), ")");
    case ExprKind::Splat:
      return concat("(splat ", dump(as<Splat>(expr)->source), " ", dump(as<Splat>(expr)->each), ")");
    case ExprKind::Call: return dump_call(*as<Call>(expr));
    case ExprKind::Unary:
      return concat("(", std::string(1, as<Unary>(expr)->op), " ", dump(as<Unary>(expr)->operand), ")");
    case ExprKind::Binary: {
      const Binary& binary = *as<Binary>(expr);
      return concat("(", kOperators[std::size_t(binary.op)], " ", dump(binary.left), " ", dump(binary.right),
                    ")");
    }
    case ExprKind::Conditional: {
      const Conditional& conditional = *as<Conditional>(expr);
      return concat("(? ", dump(conditional.condition), " ", dump(conditional.if_true), " ",
                    dump(conditional.if_false), ")");
    }
    case ExprKind::Tuple: {
      std::string result = "(tuple";
      for (const Expr* item : as<Tuple>(expr)->items) result += concat(" ", dump(item));
      return result + ")";
    }
    case ExprKind::Object: return dump_object(*as<Object>(expr));
    case ExprKind::For: return dump_for(*as<For>(expr));
    case ExprKind::Paren: return concat("(paren ", dump(as<Paren>(expr)->inner), ")");
  }
  return "";
}

std::string dump(const Body& body) {
  std::vector<std::pair<std::uint32_t, std::string>> items;
  for (const Attribute& attribute : body.attributes) {
    items.emplace_back(attribute.span.begin,
                       concat("(attr ", attribute.name, " ", dump(attribute.value), ")"));
  }
  for (const Block& block : body.blocks) items.emplace_back(block.span.begin, dump_block(block));
  std::sort(items.begin(), items.end());
  std::string result;
  for (const auto& [place, text] : items) result += text;
  return result;
}

std::string dump(const std::vector<Token>& tokens) {
  std::string result;
  for (const Token& token : tokens) {
    result += concat(kTokens[std::size_t(token.kind)], "[", std::to_string(token.begin), ":",
                     std::to_string(token.end), "] ");
  }
  return result;
}

}  // namespace blueprint::hcl
