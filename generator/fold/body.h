// Folds the arguments and blocks of a body.

#pragma once

#include "fold/folding.h"

namespace blueprint::fold {

// What a body belongs to, because some arguments are read in their own way.
enum class BodyKind : std::uint8_t {
  File,
  Resource,  // resource, data, ephemeral, module.
  Variable,
  Output,
  Address,  // moved, import, removed: `from` and `to` are addresses.
  Lifecycle,
  Providers,  // required_providers.
  Other,
};

BodyKind body_kind(std::string_view block_type);

// Adds the changes that fold `body`. Arguments in `skipped` are taken out.
void fold_body(Folding& folding, const eval::Scope& scope, const hcl::Body& body, BodyKind kind,
               Changes& changes, std::string_view skipped = {});

// Adds the changes that cut `removals` out.
void cut(Folding& folding, std::vector<Span> removals, Changes& changes);

}  // namespace blueprint::fold
