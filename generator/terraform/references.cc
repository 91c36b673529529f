#include "terraform/references.h"

#include <algorithm>
#include <array>

#include "support/strings.h"

namespace blueprint::terraform {
namespace {

// The names of a traversal from its root, without its keys: {"data", "aws_region", "current"}.
bool path_of(const hcl::Expr& expr, std::vector<std::string_view>& path) {
  if (const auto* name = hcl::as<hcl::Name>(&expr)) {
    path.push_back(name->name);
    return true;
  }
  if (const auto* attribute = hcl::as<hcl::Attr>(&expr)) {
    if (!path_of(*attribute->object, path)) return false;
    path.push_back(attribute->name);
    return true;
  }
  if (const auto* by_key = hcl::as<hcl::Index>(&expr)) return path_of(*by_key->collection, path);
  return false;
}

void add(std::set<std::string>& found, std::span<const std::string_view> path) {
  if (path[0] == "resource" && path.size() > 2) path = path.subspan(1);  // The long way to write it.
  const bool three = path[0] == "data" || path[0] == "ephemeral" || (path[0] == "module" && path.size() > 2);
  const std::size_t needed = three ? 3 : 2;
  constexpr std::array<std::string_view, 5> kNoBlocks = {"count", "each", "path", "self", "terraform"};
  if (path.size() < needed || std::ranges::count(kNoBlocks, path[0]) > 0) return;
  std::string address(path[0]);
  for (std::size_t i = 1; i < needed; ++i) address += concat(".", path[i]);
  found.insert(std::move(address));
}

void visit_parts(std::set<std::string>& found, std::span<const hcl::TemplatePart> parts) {
  for (const hcl::TemplatePart& part : parts) {
    if (part.value) collect_references(found, *part.value);
    visit_parts(found, part.body);
    visit_parts(found, part.otherwise);
  }
}

// What the keys of a traversal refer to.
void visit_keys(std::set<std::string>& found, const hcl::Expr& expr) {
  if (const auto* attribute = hcl::as<hcl::Attr>(&expr)) return visit_keys(found, *attribute->object);
  const auto* const by_key = hcl::as<hcl::Index>(&expr);
  if (!by_key) return;
  collect_references(found, *by_key->key);
  visit_keys(found, *by_key->collection);
}

void visit(std::set<std::string>& found, const hcl::Expr* expr) {
  if (expr) collect_references(found, *expr);
}

}  // namespace

void collect_references(std::set<std::string>& found, const hcl::Expr& expr) {
  switch (expr.kind) {
    case hcl::ExprKind::Name:
    case hcl::ExprKind::Attr:
    case hcl::ExprKind::Index: {
      std::vector<std::string_view> path;
      if (path_of(expr, path)) {
        add(found, path);
        visit_keys(found, expr);
      } else if (const auto* attribute = hcl::as<hcl::Attr>(&expr)) {
        visit(found, attribute->object);
      } else {
        visit(found, static_cast<const hcl::Index&>(expr).collection);
        visit(found, static_cast<const hcl::Index&>(expr).key);
      }
      break;
    }
    case hcl::ExprKind::Template: visit_parts(found, static_cast<const hcl::Template&>(expr).parts); break;
    case hcl::ExprKind::Splat:
      visit(found, static_cast<const hcl::Splat&>(expr).source);
      visit(found, static_cast<const hcl::Splat&>(expr).each);
      break;
    case hcl::ExprKind::Call:
      for (const hcl::Expr* arg : static_cast<const hcl::Call&>(expr).args) visit(found, arg);
      break;
    case hcl::ExprKind::Unary: visit(found, static_cast<const hcl::Unary&>(expr).operand); break;
    case hcl::ExprKind::Binary:
      visit(found, static_cast<const hcl::Binary&>(expr).left);
      visit(found, static_cast<const hcl::Binary&>(expr).right);
      break;
    case hcl::ExprKind::Conditional:
      visit(found, static_cast<const hcl::Conditional&>(expr).condition);
      visit(found, static_cast<const hcl::Conditional&>(expr).if_true);
      visit(found, static_cast<const hcl::Conditional&>(expr).if_false);
      break;
    case hcl::ExprKind::Tuple:
      for (const hcl::Expr* item : static_cast<const hcl::Tuple&>(expr).items) visit(found, item);
      break;
    case hcl::ExprKind::Object:
      for (const hcl::ObjectItem& item : static_cast<const hcl::Object&>(expr).items) {
        if (item.key->kind != hcl::ExprKind::Name) visit(found, item.key);
        visit(found, item.value);
      }
      break;
    case hcl::ExprKind::For:
      visit(found, static_cast<const hcl::For&>(expr).collection);
      visit(found, static_cast<const hcl::For&>(expr).key);
      visit(found, static_cast<const hcl::For&>(expr).value);
      visit(found, static_cast<const hcl::For&>(expr).condition);
      break;
    case hcl::ExprKind::Paren: visit(found, static_cast<const hcl::Paren&>(expr).inner); break;
    case hcl::ExprKind::Invalid:
    case hcl::ExprKind::Null:
    case hcl::ExprKind::Bool:
    case hcl::ExprKind::Number:
    case hcl::ExprKind::SplatItem: break;
  }
}

void collect_references(std::set<std::string>& found, const hcl::Body& body) {
  for (const hcl::Attribute& attribute : body.attributes) collect_references(found, *attribute.value);
  for (const hcl::Block& block : body.blocks) collect_references(found, block.body);
}

}  // namespace blueprint::terraform
