// Environments: overlays over a blueprint.

#pragma once

#include "model/reading.h"
#include "yaml/node.h"

namespace blueprint {

// `base` changed by `overlay`: mappings merge, lists and scalars replace, null
// removes what `base` states. Each piece keeps its place in the text. A null
// inside a component that removes nothing stays, as the value null; a null
// that removes no component and no top-level key is reported.
yaml::Node overlaid(const Reading& reading, const yaml::Node& base, const yaml::Node& overlay);

}  // namespace blueprint
