// Moves a parsed fragment to where its text really stands.

#pragma once

#include <functional>

#include "hcl/syntax.h"

namespace blueprint::hcl {

// Replaces every place in the tree of `fragment` by what `place` makes of it. For
// text that was taken out of another, such as of a JSON string with its escapes.
void relocate(Fragment& fragment, const std::function<Span(Span)>& place);

}  // namespace blueprint::hcl
