// The top level of a blueprint, described in the words of component.yaml, so
// that checking, JSON Schema and `explain` treat it like any component.

#pragma once

#include "model/component_type.h"

namespace blueprint {

Schema read_blueprint_schema(Diagnostics& diags, Sources& sources, const catalog::Library& library);

// The keys that `settings` of a Blueprint holds: those without a reader of their own.
bool is_setting(std::string_view key);

}  // namespace blueprint
