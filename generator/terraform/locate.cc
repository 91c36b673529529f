#include <charconv>
#include <optional>

#include "support/strings.h"
#include "terraform/module.h"

namespace blueprint::terraform {
namespace {

// One step of a path: "ingress[0]" is a name and an index.
struct Step {
  std::string_view name;
  std::optional<std::size_t> index{};
};

std::vector<Step> steps_of(std::string_view path) {
  std::vector<Step> steps;
  for (std::string_view part : split(path, '.')) {
    Step step{.name = part.substr(0, part.find('['))};
    if (step.name.size() < part.size()) {
      part.remove_prefix(step.name.size() + 1);
      std::size_t index = 0;
      if (std::from_chars(part.data(), part.data() + part.size(), index).ec == std::errc())
        step.index = index;
    }
    if (!step.name.empty()) steps.push_back(step);
  }
  return steps;
}

const hcl::ObjectItem* item_of(const hcl::Object& object, std::string_view name) {
  for (const hcl::ObjectItem& item : object.items) {
    const auto* bare = hcl::as<hcl::Name>(item.key);
    const std::string_view* quoted = hcl::literal_text(item.key);
    if ((bare ? bare->name : quoted ? *quoted : std::string_view()) == name) return &item;
  }
  return nullptr;
}

// What an expression wraps: of (…) the inside, of jsonencode(…) what it is given.
const hcl::Expr* unwrapped(const hcl::Expr* expr) {
  while (true) {
    const auto* call = hcl::as<hcl::Call>(expr);
    if (const auto* paren = hcl::as<hcl::Paren>(expr)) {
      expr = paren->inner;
    } else if (call && !call->args.empty()) {
      expr = call->args[0];
    } else {
      return expr;
    }
  }
}

// The place of `steps` below `value`, whose own place is `at`. `index` is what
// the step before them says.
Span locate_in(const hcl::Expr& value, Span at, std::optional<std::size_t> index,
               std::span<const Step> steps) {
  const hcl::Expr* inside = unwrapped(&value);
  if (index) {
    if (const auto* tuple = hcl::as<hcl::Tuple>(inside)) {
      if (*index >= tuple->items.size()) return at;
      const hcl::Expr* item = tuple->items[*index];
      return locate_in(*item, item->span, std::nullopt, steps);
    }
  }
  const auto* object = hcl::as<hcl::Object>(inside);
  if (!object || steps.empty()) return at;
  const hcl::ObjectItem* item = item_of(*object, steps[0].name);
  return item ? locate_in(*item->value, item->span, steps[0].index, steps.subspan(1)) : at;
}

// The nested block a step means: its index counts blocks of that type, with
// every `dynamic` block as one.
const hcl::Body* nested(const hcl::Body& body, const Step& step, Span& at) {
  std::size_t seen = 0;
  const hcl::Block* last = nullptr;
  for (const hcl::Block& block : body.blocks) {
    const bool dynamic = block.type == "dynamic" && block.label(0) == step.name;
    if (block.type != step.name && !dynamic) continue;
    last = &block;
    if (seen++ == step.index.value_or(0)) break;
  }
  if (!last) return nullptr;
  at = last->header;
  if (last->type != "dynamic") return &last->body;
  const hcl::Block* content = last->body.block("content");
  return content ? &content->body : nullptr;
}

}  // namespace

Span locate(const hcl::Block& block, std::string_view path) {
  Span at = block.header;
  const hcl::Body* body = &block.body;
  const std::vector<Step> steps = steps_of(path);
  for (std::size_t i = 0; i < steps.size() && body; ++i) {
    if (const hcl::Attribute* attribute = body->attribute(steps[i].name)) {
      return locate_in(*attribute->value, attribute->span, steps[i].index, std::span(steps).subspan(i + 1));
    }
    body = nested(*body, steps[i], at);
  }
  return at;
}

}  // namespace blueprint::terraform
