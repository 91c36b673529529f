#include "terraform/references.h"

#include <algorithm>
#include <vector>

#include "support/strings.h"

namespace blueprint::terraform {
namespace {

using Sink = std::function<void(const Reference&)>;

// The names of a traversal from its root, without its keys: {"data", "aws_region", "current"}.
bool path_of(const hcl::Expr& expr, std::vector<std::string_view>& path, std::size_t& key_at) {
  if (const auto* name = hcl::as<hcl::Name>(&expr)) {
    path.push_back(name->name);
    return true;
  }
  if (const auto* attribute = hcl::as<hcl::Attr>(&expr)) {
    if (!path_of(*attribute->object, path, key_at)) return false;
    path.push_back(attribute->name);
    return true;
  }
  const auto* const by_key = hcl::as<hcl::Index>(&expr);
  if (!by_key || !path_of(*by_key->collection, path, key_at)) return false;
  if (key_at == 0) key_at = path.size();
  return true;
}

class Walker {
 public:
  explicit Walker(const Sink& found) : found_(found) {}

  void body(const hcl::Body& body) {
    for (const hcl::Attribute& attribute : body.attributes) {
      // Paths within the resource; names of providers.
      const bool other =
          attribute.name == "ignore_changes" || attribute.name == "provider" || attribute.name == "providers";
      is_order_ = attribute.name == "depends_on" || attribute.name == "replace_triggered_by";
      if (!other) expression(attribute.value);
      is_order_ = false;
    }
    for (const hcl::Block& block : body.blocks) {
      if (block.type == "dynamic") {
        dynamic(block);
      } else {
        this->body(block.body);
      }
    }
  }

  void expression(const hcl::Expr* expr) {
    if (!expr) return;
    switch (expr->kind) {
      case hcl::ExprKind::Name:
      case hcl::ExprKind::Attr:
      case hcl::ExprKind::Index: return traversal(*expr);
      case hcl::ExprKind::Template: return parts(static_cast<const hcl::Template*>(expr)->parts);
      case hcl::ExprKind::Splat:
        expression(static_cast<const hcl::Splat*>(expr)->source);
        return expression(static_cast<const hcl::Splat*>(expr)->each);
      case hcl::ExprKind::Call:
        for (const hcl::Expr* arg : static_cast<const hcl::Call*>(expr)->args) expression(arg);
        return;
      case hcl::ExprKind::Unary: return expression(static_cast<const hcl::Unary*>(expr)->operand);
      case hcl::ExprKind::Binary:
        expression(static_cast<const hcl::Binary*>(expr)->left);
        return expression(static_cast<const hcl::Binary*>(expr)->right);
      case hcl::ExprKind::Conditional:
        expression(static_cast<const hcl::Conditional*>(expr)->condition);
        expression(static_cast<const hcl::Conditional*>(expr)->if_true);
        return expression(static_cast<const hcl::Conditional*>(expr)->if_false);
      case hcl::ExprKind::Tuple:
        for (const hcl::Expr* item : static_cast<const hcl::Tuple*>(expr)->items) expression(item);
        return;
      case hcl::ExprKind::Object:
        for (const hcl::ObjectItem& item : static_cast<const hcl::Object*>(expr)->items) {
          if (item.key->kind != hcl::ExprKind::Name) expression(item.key);
          expression(item.value);
        }
        return;
      case hcl::ExprKind::For: return for_expression(*static_cast<const hcl::For*>(expr));
      case hcl::ExprKind::Paren: return expression(static_cast<const hcl::Paren*>(expr)->inner);
      case hcl::ExprKind::Invalid:
      case hcl::ExprKind::Null:
      case hcl::ExprKind::Bool:
      case hcl::ExprKind::Number:
      case hcl::ExprKind::SplatItem: return;
    }
  }

 private:
  void traversal(const hcl::Expr& expr) {
    std::vector<std::string_view> path;
    std::size_t key_at = 0;
    if (path_of(expr, path, key_at)) {
      if (std::ranges::count(introduced_, path[0]) == 0)
        found_({.path = path,
                .span = expr.span,
                .key_at = key_at,
                .is_order = is_order_,
                .in_content = contents_ > 0});
      return keys(expr);
    }
    if (const auto* attribute = hcl::as<hcl::Attr>(&expr)) return expression(attribute->object);
    expression(static_cast<const hcl::Index&>(expr).collection);
    expression(static_cast<const hcl::Index&>(expr).key);
  }

  void keys(const hcl::Expr& expr) {
    if (const auto* attribute = hcl::as<hcl::Attr>(&expr)) return keys(*attribute->object);
    const auto* const by_key = hcl::as<hcl::Index>(&expr);
    if (!by_key) return;
    expression(by_key->key);
    keys(*by_key->collection);
  }

  void for_expression(const hcl::For& expr) {
    expression(expr.collection);
    introduced_.push_back(expr.key_name);
    introduced_.push_back(expr.value_name);
    expression(expr.key);
    expression(expr.value);
    expression(expr.condition);
    introduced_.resize(introduced_.size() - 2);
  }

  void parts(std::span<const hcl::TemplatePart> parts_of) {
    for (const hcl::TemplatePart& part : parts_of) {
      expression(part.value);
      introduced_.push_back(part.key_name);
      introduced_.push_back(part.value_name);
      parts(part.body);
      introduced_.resize(introduced_.size() - 2);
      parts(part.otherwise);
    }
  }

  void dynamic(const hcl::Block& block) {
    const hcl::Attribute* const iterator = block.body.attribute("iterator");
    const auto* const renamed = iterator ? hcl::as<hcl::Name>(iterator->value) : nullptr;
    for (const hcl::Attribute& attribute : block.body.attributes) {
      if (&attribute != iterator) expression(attribute.value);
    }
    introduced_.push_back(renamed ? renamed->name : block.label(0));
    ++contents_;
    for (const hcl::Block& content : block.body.blocks) body(content.body);
    --contents_;
    introduced_.pop_back();
  }

  const Sink& found_;
  bool is_order_ = false;
  int contents_ = 0;  // Of dynamic blocks, one in the other.
  std::vector<std::string_view> introduced_ = {"each", "count", "self"};
};

}  // namespace

void each_reference(const hcl::Body& body, const Sink& found) { Walker(found).body(body); }
void each_reference(const hcl::Expr& expr, const Sink& found) { Walker(found).expression(&expr); }

std::string address_of(std::span<const std::string_view> path) {
  if (path[0] == "resource" && path.size() > 2) path = path.subspan(1);  // The long way to write it.
  const bool three = path[0] == "data" || path[0] == "ephemeral" || (path[0] == "module" && path.size() > 2);
  const std::size_t needed = three ? 3 : 2;
  if (path.size() < needed || path[0] == "path" || path[0] == "terraform") return {};
  std::string address(path[0]);
  for (std::size_t i = 1; i < needed; ++i) address += concat(".", path[i]);
  return address;
}

void collect_references(std::set<std::string>& found, const hcl::Body& body) {
  each_reference(body, [&](const Reference& reference) {
    if (std::string address = address_of(reference.path); !address.empty()) found.insert(std::move(address));
  });
}

void collect_references(std::set<std::string>& found, const hcl::Expr& expr) {
  each_reference(expr, [&](const Reference& reference) {
    if (std::string address = address_of(reference.path); !address.empty()) found.insert(std::move(address));
  });
}

}  // namespace blueprint::terraform
