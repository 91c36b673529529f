// docs/reference/, as Markdown: what the program knows about itself. The test
// of goldens holds the files equal to this, and `./dev golden` rewrites them.

#pragma once

#include <string>

#include "lint/rule_set.h"
#include "model/component_type.h"

namespace blueprint::cli {

std::string rules_reference(lint::RuleSet& rules);
// What other linters call our rules, by linter.
std::string aliases_reference(lint::RuleSet& rules);
std::string components_reference(ComponentTypes& types);
std::string functions_reference();

}  // namespace blueprint::cli
