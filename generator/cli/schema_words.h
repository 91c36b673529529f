// The words for what may stand at a place of a blueprint.

#pragma once

#include <string>

#include "model/component_type.h"

namespace blueprint::cli {

// "string", "list of cidr", "map of object".
std::string type_name(const Schema& schema);

// What else may be said of a value: "required; default 3; 1 to 6; one of a, b". May be empty.
std::string limits(const Schema& schema);

// The object whose attributes are worth a line each: the schema's own, or of its elements.
const Schema& inner(const Schema& schema);

}  // namespace blueprint::cli
