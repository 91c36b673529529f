// The JSON Schema of lint's configuration, `.blueprint.yaml`.

#pragma once

#include <string>

#include "lint/rule_set.h"

namespace blueprint::cli {

// With every rule and its title, so that editors complete them.
std::string lint_config_schema(lint::RuleSet& rules);

}  // namespace blueprint::cli
