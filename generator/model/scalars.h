// Strings, numbers and bools of a blueprint, against their schema.

#pragma once

#include <string_view>

#include "eval/value.h"
#include "model/component_type.h"
#include "model/formats.h"
#include "model/reading.h"
#include "yaml/node.h"

namespace blueprint {

// True when `node` has the type that a scalar `schema` asks for. Account ids may lack quotes.
bool fits_scalar(const Schema& schema, const yaml::Node& node);

// The value of a scalar that fits. Reports what is out of range, no allowed
// value or of the wrong format; the value is unknown then.
eval::Value read_scalar(const Reading& reading, const Schema& schema, const yaml::Node& node,
                        std::string_view name);

// A number. Reports one that nobody can mean: infinite, or of hundreds of digits.
eval::Value read_number(const Reading& reading, const yaml::Node& node);

// Adds help to a diagnostic about `node`, which should be of `type`, and a fix
// where it is clear what was meant: quotes around a version, or none around a number.
void suggest_conversion(const Reading& reading, Schema::Type type, const yaml::Node& node,
                        Diagnostic& diagnostic);

}  // namespace blueprint
