// Values that are set when applying: `parameters:` of a blueprint.

#pragma once

#include <span>
#include <string_view>

#include "eval/value.h"
#include "model/blueprint.h"

namespace blueprint {

// Who looks. In the Terraform view a parameter is a symbol (`var.cidr`),
// because Terraform will know its value; in the Documents view it is the value
// this blueprint gives it, because a document is written now.
enum class View { Terraform, Documents };

// `var.<name>`.
eval::Value parameter_symbol(const BlueprintParameter& parameter);

// The spec of `instance`, with the symbol of each parameter at the place it sets.
eval::Value with_parameters(const Blueprint& blueprint, const Instance& instance);

// The same for a top-level key such as `environment`, whose value is `written`.
eval::Value top_level_value(const Blueprint& blueprint, std::string_view path, eval::Value written,
                            View view);

// A naming pattern such as "{name}-{environment}" with its words filled in; a
// quoted template as a symbol when one of them is a parameter.
eval::Value named(std::string_view pattern, std::span<const eval::Entry> words);

}  // namespace blueprint
