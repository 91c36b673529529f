#include "lint/fix_path.h"

#include <algorithm>
#include <charconv>

#include "support/strings.h"

namespace blueprint::lint {

std::optional<std::vector<PathStep>> steps_of(std::string_view path) {
  std::vector<PathStep> steps;
  for (const std::string_view part : split(path, '.')) {
    const std::size_t bracket = std::min(part.find('['), part.size());
    PathStep step{.name = part.substr(0, bracket)};
    if (step.name.empty()) return std::nullopt;
    if (bracket < part.size()) {
      const auto read = std::from_chars(part.data() + bracket + 1, part.data() + part.size(), step.index);
      if (read.ec != std::errc() || *read.ptr != ']') return std::nullopt;
    }
    steps.push_back(step);
  }
  return steps;
}

bool is_literal(const hcl::Expr& expr) {
  switch (expr.kind) {
    case hcl::ExprKind::Null:
    case hcl::ExprKind::Bool:
    case hcl::ExprKind::Number: return true;
    case hcl::ExprKind::Template: {
      const auto parts = hcl::as<hcl::Template>(&expr)->parts;
      return std::ranges::all_of(parts, [](const auto& p) { return p.kind == hcl::TemplatePartKind::Text; });
    }
    case hcl::ExprKind::Unary: return is_literal(*hcl::as<hcl::Unary>(&expr)->operand);
    case hcl::ExprKind::Tuple:
      return std::ranges::all_of(hcl::as<hcl::Tuple>(&expr)->items,
                                 [](const hcl::Expr* item) { return is_literal(*item); });
    default: return false;
  }
}

const hcl::Block* nth(const hcl::Body& body, PathStep step) {
  for (const hcl::Block& block : body.blocks) {
    if (block.type == step.name && step.index-- == 0) return &block;
  }
  return nullptr;
}

bool is_dynamic(const hcl::Body& body, std::string_view type) {
  return std::ranges::any_of(body.blocks, [&](const hcl::Block& block) {
    return block.type == "dynamic" && block.label(0) == type;
  });
}

}  // namespace blueprint::lint
