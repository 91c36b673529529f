#include "terraform/old_syntax.h"

#include <set>

#include "hcl/visit.h"

namespace blueprint::terraform {
namespace {

void add_duplicate_keys(std::vector<Fault>& faults, const hcl::Object& object) {
  std::set<std::string_view> keys;
  for (const hcl::ObjectItem& item : object.items) {
    const auto* const bare = hcl::as<hcl::Name>(item.key);
    const std::string_view* const quoted = hcl::literal_text(item.key);
    if (!bare && !quoted) continue;
    const std::string_view key = bare ? bare->name : *quoted;
    if (!keys.insert(key).second) {
      faults.push_back({.check = "duplicate-key", .span = item.key->span, .name = std::string(key)});
    }
  }
}

bool is_empty_tuple(const hcl::Expr* expr) {
  const auto* const tuple = hcl::as<hcl::Tuple>(expr);
  return tuple && tuple->items.empty();
}

}  // namespace

std::vector<Fault> syntax_faults(const hcl::Block& block) {
  std::vector<Fault> faults;
  hcl::each_expression(block.body, [&](const hcl::Expr& expr) {
    if (const auto* text = hcl::as<hcl::Template>(&expr)) {
      const bool lone = text->form == hcl::Template::Form::Quoted && text->parts.size() == 1 &&
                        text->parts[0].kind == hcl::TemplatePartKind::Interpolation;
      if (lone) faults.push_back({.check = "old-interpolation", .span = expr.span});
    } else if (const auto* index = hcl::as<hcl::Index>(&expr)) {
      if (index->legacy) faults.push_back({.check = "old-index", .span = expr.span});
    } else if (const auto* object = hcl::as<hcl::Object>(&expr)) {
      add_duplicate_keys(faults, *object);
    } else if (const auto* binary = hcl::as<hcl::Binary>(&expr)) {
      const bool compares = binary->op == hcl::BinaryOp::Equal || binary->op == hcl::BinaryOp::NotEqual;
      if (compares && (is_empty_tuple(binary->left) || is_empty_tuple(binary->right))) {
        faults.push_back({.check = "empty-comparison", .span = expr.span});
      }
    }
  });
  const hcl::Attribute* const type = block.type == "variable" ? block.body.attribute("type") : nullptr;
  if (type && hcl::literal_text(type->value)) {
    faults.push_back({.check = "quoted-type",
                      .span = type->value->span,
                      .name = std::string(*hcl::literal_text(type->value))});
  }
  return faults;
}

}  // namespace blueprint::terraform
