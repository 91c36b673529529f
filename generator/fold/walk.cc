#include "fold/walk.h"

namespace blueprint::fold {

namespace {

using Visit = std::function<void(const Part&)>;

std::vector<std::string_view> names_of(std::string_view key, std::string_view value) {
  if (key.empty()) return {value};
  return {key, value};
}

void visit_template(std::span<const hcl::TemplatePart> parts, const Visit& visit) {
  for (const hcl::TemplatePart& part : parts) {
    if (part.value) visit({*part.value});
    if (part.kind == hcl::TemplatePartKind::For) {
      visit_template(part.body, [&](const Part& inner) {
        std::vector<std::string_view> names = names_of(part.key_name, part.value_name);
        names.insert(names.end(), inner.names.begin(), inner.names.end());
        visit({inner.expr, std::move(names)});
      });
    } else {
      visit_template(part.body, visit);
    }
    visit_template(part.otherwise, visit);
  }
}

void visit_for(const hcl::For& loop, const Visit& visit) {
  visit({*loop.collection});
  for (const hcl::Expr* inner : {loop.key, loop.value, loop.condition}) {
    if (inner) visit({*inner, names_of(loop.key_name, loop.value_name)});
  }
}

}  // namespace

void for_each_part(const hcl::Expr& expr, const Visit& visit) {
  using hcl::as;
  if (const auto* attr = as<hcl::Attr>(&expr)) return visit({*attr->object});
  if (const auto* loop = as<hcl::For>(&expr)) return visit_for(*loop, visit);
  if (const auto* text = as<hcl::Template>(&expr)) return visit_template(text->parts, visit);
  if (const auto* paren = as<hcl::Paren>(&expr)) return visit({*paren->inner});
  if (const auto* unary = as<hcl::Unary>(&expr)) return visit({*unary->operand});
  if (const auto* index = as<hcl::Index>(&expr)) {
    visit({*index->collection});
    visit({*index->key});
  } else if (const auto* splat = as<hcl::Splat>(&expr)) {
    visit({*splat->source});
    visit({*splat->each});
  } else if (const auto* call = as<hcl::Call>(&expr)) {
    for (const hcl::Expr* arg : call->args) visit({*arg});
  } else if (const auto* binary = as<hcl::Binary>(&expr)) {
    visit({*binary->left});
    visit({*binary->right});
  } else if (const auto* choice = as<hcl::Conditional>(&expr)) {
    visit({*choice->condition});
    visit({*choice->if_true});
    visit({*choice->if_false});
  } else if (const auto* tuple = as<hcl::Tuple>(&expr)) {
    for (const hcl::Expr* item : tuple->items) visit({*item});
  } else if (const auto* object = as<hcl::Object>(&expr)) {
    for (const hcl::ObjectItem& item : object->items) {
      if (!as<hcl::Name>(item.key)) visit({*item.key});
      visit({*item.value});
    }
  }
}

}  // namespace blueprint::fold
