// Takes whole lines out of a template, and what belongs to them.

#pragma once

#include <span>
#include <vector>

#include "hcl/syntax.h"
#include "support/source.h"

namespace blueprint::fold {

// The lines of `item` with the comments directly above and behind it; only the
// item, when its line holds something else too.
Span removable(const Sources& sources, const hcl::File& file, Span item);

// `removals` as they are cut out: neighbours are one, and no blank lines are
// left where blank lines already are, or at the edges of a body.
std::vector<Span> tidied(const Sources& sources, std::vector<Span> removals);

}  // namespace blueprint::fold
