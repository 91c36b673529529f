// `waivers:` of a blueprint: findings its author accepts, with a reason.

#pragma once

#include <string_view>

#include "lint/rule_set.h"
#include "model/blueprint.h"
#include "support/diagnostic.h"

namespace blueprint {

// Removes from `findings` what the blueprint waives, and adds a finding for
// each waiver that waived nothing, has expired by `today`, or names no rule.
void apply_waivers(Diagnostics& findings, const Blueprint& blueprint, lint::RuleSet& rules,
                   std::string_view today);

}  // namespace blueprint
