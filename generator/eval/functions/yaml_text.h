// YAML text of values and back, as Terraform's yamlencode and yamldecode do it.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "eval/value.h"

namespace blueprint::eval {

// A block style document, keys sorted. The value must be wholly known.
std::string yaml_text(const Value& value);

// The value of the one document in `text`; nullopt after a mistake, and `why` says which.
std::optional<Value> parse_yaml(std::string_view text, std::string& why);

}  // namespace blueprint::eval
