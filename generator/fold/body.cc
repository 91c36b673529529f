#include "fold/body.h"

#include <algorithm>
#include <array>

#include "fold/argument.h"
#include "fold/block.h"
#include "fold/lines.h"

namespace blueprint::fold {

BodyKind body_kind(std::string_view block_type) {
  struct Row {
    std::string_view type;
    BodyKind kind;
  };
  constexpr std::array kRows = {
      Row{"resource", BodyKind::Resource},
      Row{"data", BodyKind::Resource},
      Row{"ephemeral", BodyKind::Resource},
      Row{"module", BodyKind::Resource},
      Row{"variable", BodyKind::Variable},
      Row{"output", BodyKind::Output},
      Row{"moved", BodyKind::Address},
      Row{"import", BodyKind::Address},
      Row{"removed", BodyKind::Address},
      Row{"lifecycle", BodyKind::Lifecycle},
      Row{"required_providers", BodyKind::Providers},
  };
  const auto row = std::ranges::find(kRows, block_type, &Row::type);
  return row == kRows.end() ? BodyKind::Other : row->kind;
}

void fold_body(Folding& folding, const eval::Scope& scope, const hcl::Body& body, BodyKind kind,
               Changes& changes, std::string_view skipped) {
  std::vector<Span> removals;
  for (const hcl::Attribute& argument : body.attributes) {
    const bool remove = argument.name == skipped || fold_argument(folding, scope, argument, kind, changes);
    if (remove) removals.push_back(argument.span);
  }
  for (const hcl::Block& block : body.blocks) {
    if (fold_block(folding, scope, block, kind, changes)) removals.push_back(block.span);
  }
  cut(folding, std::move(removals), changes);
}

void cut(Folding& folding, std::vector<Span> removals, Changes& changes) {
  for (Span& removal : removals) removal = removable(folding.sources(), *folding.file, removal);
  for (const Span span : tidied(folding.sources(), std::move(removals))) changes.push_back({span, {}});
}

}  // namespace blueprint::fold
