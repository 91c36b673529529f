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

// What the edits have to keep together, seen before it is come to.
struct Surroundings {
  std::set<const hcl::Expr*> operands;  // Of operators, and what an index or a name follows.
  std::set<const hcl::Expr*> keys;      // Of objects: a bare name there is a text.

  void add(const hcl::Expr& expr) {
    if (const auto* binary = hcl::as<hcl::Binary>(&expr)) {
      operands.insert({binary->left, binary->right});
    } else if (const auto* unary = hcl::as<hcl::Unary>(&expr)) {
      operands.insert(unary->operand);
    } else if (const auto* conditional = hcl::as<hcl::Conditional>(&expr)) {
      operands.insert({conditional->condition, conditional->if_true, conditional->if_false});
    } else if (const auto* index = hcl::as<hcl::Index>(&expr)) {
      operands.insert(index->collection);
    } else if (const auto* attr = hcl::as<hcl::Attr>(&expr)) {
      operands.insert(attr->object);
    } else if (const auto* splat = hcl::as<hcl::Splat>(&expr)) {
      operands.insert(splat->source);
    } else if (const auto* object = hcl::as<hcl::Object>(&expr)) {
      for (const hcl::ObjectItem& item : object->items) keys.insert(item.key);
    }
  }
};

bool is_operation(const hcl::Expr& expr) {
  return hcl::as<hcl::Binary>(&expr) || hcl::as<hcl::Unary>(&expr) || hcl::as<hcl::Conditional>(&expr);
}

// Takes `"${` and `}"` away.
std::vector<Edit> without_quotes(const hcl::Expr& text, const hcl::Expr& inner, const Surroundings& around) {
  const bool parted = around.keys.contains(&text) || (around.operands.contains(&text) && is_operation(inner));
  return {{.span = {text.span.file, text.span.begin, inner.span.begin}, .text = parted ? "(" : ""},
          {.span = {text.span.file, inner.span.end, text.span.end}, .text = parted ? ")" : ""}};
}

// a.0 → a[0]
std::vector<Edit> in_brackets(const hcl::Index& index) {
  const Span key = index.key->span;
  return {{.span = {key.file, index.collection->span.end, key.begin}, .text = "["},
          {.span = {key.file, key.end, key.end}, .text = "]"}};
}

// The three types that could be written so.
std::string_view type_meant(std::string_view quoted) {
  if (quoted == "string") return "string";
  return quoted == "list" ? "list(any)" : quoted == "map" ? "map(any)" : "";
}

}  // namespace

std::vector<Fault> syntax_faults(const hcl::Block& block) {
  std::vector<Fault> faults;
  Surroundings around;
  hcl::each_expression(block.body, [&](const hcl::Expr& expr) {
    around.add(expr);
    if (const auto* text = hcl::as<hcl::Template>(&expr)) {
      const bool lone = text->form == hcl::Template::Form::Quoted && text->parts.size() == 1 &&
                        text->parts[0].kind == hcl::TemplatePartKind::Interpolation;
      if (!lone) return;
      faults.push_back({.check = "old-interpolation",
                        .span = expr.span,
                        .edits = without_quotes(expr, *text->parts[0].value, around)});
    } else if (const auto* index = hcl::as<hcl::Index>(&expr)) {
      if (!index->legacy) return;
      faults.push_back({.check = "old-index", .span = expr.span, .edits = in_brackets(*index)});
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
    const std::string name(*hcl::literal_text(type->value));
    Fault fault{.check = "quoted-type", .span = type->value->span, .name = name};
    if (const std::string_view meant = type_meant(name); !meant.empty()) {
      fault.edits.push_back({.span = type->value->span, .text = std::string(meant)});
    }
    faults.push_back(std::move(fault));
  }
  return faults;
}

}  // namespace blueprint::terraform
