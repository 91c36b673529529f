#include "hcl/visit.h"

namespace blueprint::hcl {
namespace {

using Visit = std::function<void(const Expr&)>;

void walk(const Expr* expr, const Visit& visit);

void walk(std::span<const TemplatePart> parts, const Visit& visit) {
  for (const TemplatePart& part : parts) {
    walk(part.value, visit);
    walk(part.body, visit);
    walk(part.otherwise, visit);
  }
}

void walk(const Expr* expr, const Visit& visit) {
  if (!expr) return;
  visit(*expr);
  switch (expr->kind) {
    case ExprKind::Template: return walk(static_cast<const Template*>(expr)->parts, visit);
    case ExprKind::Attr: return walk(static_cast<const Attr*>(expr)->object, visit);
    case ExprKind::Index:
      walk(static_cast<const Index*>(expr)->collection, visit);
      return walk(static_cast<const Index*>(expr)->key, visit);
    case ExprKind::Splat:
      walk(static_cast<const Splat*>(expr)->source, visit);
      return walk(static_cast<const Splat*>(expr)->each, visit);
    case ExprKind::Call:
      for (const Expr* argument : static_cast<const Call*>(expr)->args) walk(argument, visit);
      return;
    case ExprKind::Unary: return walk(static_cast<const Unary*>(expr)->operand, visit);
    case ExprKind::Binary:
      walk(static_cast<const Binary*>(expr)->left, visit);
      return walk(static_cast<const Binary*>(expr)->right, visit);
    case ExprKind::Conditional:
      walk(static_cast<const Conditional*>(expr)->condition, visit);
      walk(static_cast<const Conditional*>(expr)->if_true, visit);
      return walk(static_cast<const Conditional*>(expr)->if_false, visit);
    case ExprKind::Tuple:
      for (const Expr* item : static_cast<const Tuple*>(expr)->items) walk(item, visit);
      return;
    case ExprKind::Object:
      for (const ObjectItem& item : static_cast<const Object*>(expr)->items) {
        walk(item.key, visit);
        walk(item.value, visit);
      }
      return;
    case ExprKind::For: {
      const auto& loop = *static_cast<const For*>(expr);
      for (const Expr* part : {loop.collection, loop.key, loop.value, loop.condition}) walk(part, visit);
      return;
    }
    case ExprKind::Paren: return walk(static_cast<const Paren*>(expr)->inner, visit);
    case ExprKind::Invalid:
    case ExprKind::Null:
    case ExprKind::Bool:
    case ExprKind::Number:
    case ExprKind::Name:
    case ExprKind::SplatItem: return;
  }
}

}  // namespace

void each_expression(const Expr& expr, const Visit& visit) { walk(&expr, visit); }

void each_expression(const Body& body, const Visit& visit) {
  for (const Attribute& attribute : body.attributes) walk(attribute.value, visit);
  for (const Block& block : body.blocks) each_expression(block.body, visit);
}

}  // namespace blueprint::hcl
