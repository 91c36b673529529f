// `blueprint schema`: what a blueprint may hold, for editors.

#pragma once

#include <string>

#include "model/component_type.h"

namespace blueprint {

// A JSON Schema (2020-12) of blueprints, made from the component types there are.
std::string json_schema(ComponentTypes& types);

}  // namespace blueprint
