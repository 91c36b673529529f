// Runs a rule on its own examples: what `blueprint rules test` and the tests do.

#pragma once

#include <string>
#include <string_view>

#include "catalog/files.h"
#include "lint/rule_set.h"
#include "support/diagnostic.h"

namespace blueprint {

// Reports, at its place in the rule file, every line of a bad example that is
// marked `# finding` and gets none, and every other line of any example that
// gets one. `today` is the date that examples about support dates assume.
void check_examples(Diagnostics& diags, Sources& sources, const catalog::Library& library,
                    lint::RuleSet& rules, const lint::Rule& rule, std::string_view today);

}  // namespace blueprint
