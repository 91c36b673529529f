#include "fold/folding.h"

#include <algorithm>
#include <array>

#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;

std::optional<eval::Scope::Found> TextScope::find(eval::Context& context,
                                                  std::span<const std::string_view> path, Span at) const {
  auto found = base_.find(context, path, at);
  if (see_through_locals || !found || path[0] != "local" || found->used != 2) return found;
  const bool stays = locals_ ? locals_->local_stays(path[1]) : !found->value.wholly_known();
  if (stays) found->value = Value::symbol(concat("local.", naming_.label(path[1])));
  return found;
}

MappedText assemble(const Sources& sources, Span region, Changes changes) {
  std::ranges::stable_sort(changes, [](const Change& a, const Change& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  MappedText result;
  std::uint32_t at = region.begin;
  for (const Change& change : changes) {
    if (change.span.begin < at) continue;
    result.copy(sources, {region.file, at, change.span.begin});
    result.append(change.text);
    at = change.span.end;
  }
  result.copy(sources, {region.file, at, region.end});
  return result;
}

}  // namespace blueprint::fold
