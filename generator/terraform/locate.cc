#include <charconv>

#include "support/strings.h"
#include "terraform/module.h"

namespace blueprint::terraform {
namespace {

// One step of a path: "ingress[0]" is a name and an index.
struct Step {
  std::string_view name;
  std::size_t index = 0;
};

std::vector<Step> steps_of(std::string_view path) {
  std::vector<Step> steps;
  for (std::string_view part : split(path, '.')) {
    Step step{.name = part.substr(0, part.find('['))};
    if (step.name.size() < part.size()) {
      part.remove_prefix(step.name.size() + 1);
      std::from_chars(part.data(), part.data() + part.size(), step.index);
    }
    if (!step.name.empty()) steps.push_back(step);
  }
  return steps;
}

Span locate_in(const hcl::Expr& value, std::span<const Step> steps) {
  const hcl::Expr* at = &value;
  while (const auto* paren = hcl::as<hcl::Paren>(at)) at = paren->inner;
  if (const auto* tuple = hcl::as<hcl::Tuple>(at);
      tuple && !steps.empty() && steps[0].index < tuple->items.size()) {
    return locate_in(*tuple->items[steps[0].index], steps);
  }
  const auto* object = hcl::as<hcl::Object>(at);
  // jsonencode({…}) is looked into.
  if (const auto* call = hcl::as<hcl::Call>(at); call && !call->args.empty())
    object = hcl::as<hcl::Object>(call->args[0]);
  if (!object || steps.empty()) return value.span;
  for (const hcl::ObjectItem& item : object->items) {
    const auto* bare = hcl::as<hcl::Name>(item.key);
    const std::string_view* quoted = hcl::literal_text(item.key);
    const std::string_view key = bare ? bare->name : quoted ? *quoted : std::string_view();
    if (key != steps[0].name) continue;
    return steps.size() == 1 ? item.span : locate_in(*item.value, steps.subspan(1));
  }
  return value.span;
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
    if (seen++ == step.index) break;
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
      const std::span<const Step> rest = std::span(steps).subspan(i + 1);
      return rest.empty() ? attribute->span : locate_in(*attribute->value, rest);
    }
    body = nested(*body, steps[i], at);
  }
  return at;
}

}  // namespace blueprint::terraform
