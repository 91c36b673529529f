// component.yaml → ComponentType.

#pragma once

#include <string_view>

#include "model/component_type.h"
#include "model/reading.h"

namespace blueprint {

// The component type `name`, whose component.yaml is `file`. Mistakes are
// reported at their place; what was understood is returned.
ComponentType read_component(const Reading& reading, std::string_view name, FileId file);

}  // namespace blueprint
