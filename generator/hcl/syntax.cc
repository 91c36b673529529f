#include "hcl/syntax.h"

#include <algorithm>

namespace blueprint::hcl {

const Attribute* Body::attribute(std::string_view name) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& attribute) { return attribute.name == name; });
  return found == attributes.end() ? nullptr : &*found;
}

const Block* Body::block(std::string_view type) const {
  const auto found =
      std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) { return block.type == type; });
  return found == blocks.end() ? nullptr : &*found;
}

const std::string_view* literal_text(const Expr* expr) {
  static constexpr std::string_view kEmpty;
  const auto* text = as<Template>(expr);
  if (!text || text->form != Template::Form::Quoted || text->parts.size() > 1) return nullptr;
  if (text->parts.empty()) return &kEmpty;
  return text->parts[0].kind == TemplatePartKind::Text ? &text->parts[0].text : nullptr;
}

}  // namespace blueprint::hcl
