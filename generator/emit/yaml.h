// Values as YAML text.

#pragma once

#include <string>
#include <string_view>

#include "eval/value.h"
#include "support/mapped_text.h"

namespace blueprint::emit {

// Appends `value`, which must be wholly known, as one YAML document without
// `---`. Mappings keep their order; null members are left out, as the API
// server would ignore them. A string is quoted whenever some YAML reader could
// take it for something else, so a value never leaves its place. `at` is the
// template text that made the document.
void print_yaml(MappedText& out, const eval::Value& value, Span at);

// One scalar, as it would stand after `key: `.
std::string yaml_scalar(std::string_view text);

}  // namespace blueprint::emit
