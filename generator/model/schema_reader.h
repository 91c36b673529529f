// Schemas as YAML: `{ type: number, minimum: 1, doc: … }`, as component.yaml
// writes them. See docs/writing-components.md.

#pragma once

#include <string_view>

#include "model/component_type.h"
#include "model/reading.h"
#include "yaml/node.h"

namespace blueprint {

// The schema that `node` describes. `name` is what it is the schema of, for
// messages, which are reported at their place in the YAML.
Schema read_schema(const Reading& reading, const yaml::Node& node, std::string_view name);

}  // namespace blueprint
