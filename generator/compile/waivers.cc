#include "compile/waivers.h"

#include <algorithm>
#include <span>

#include "support/pattern.h"
#include "support/strings.h"

namespace blueprint {
namespace {

void report_unknown_rule(Diagnostics& findings, const Waiver& waiver, const lint::RuleSet& rules) {
  const std::vector<std::string_view> ids(rules.ids().begin(), rules.ids().end());
  findings.add({.code = "blueprint/unknown-rule",
                .message = concat("there is no rule `", waiver.rule, "` to waive"),
                .span = waiver.rule_span,
                .help = did_you_mean(waiver.rule, ids)});
}

}  // namespace

void apply_waivers(Diagnostics& findings, const Blueprint& blueprint, lint::RuleSet& rules,
                   std::string_view today) {
  for (const Waiver& waiver : blueprint.waivers) {
    const std::vector<const lint::Rule*> meant = rules.all_called(waiver.rule);
    if (meant.empty()) {
      report_unknown_rule(findings, waiver, rules);
      continue;
    }
    if (!waiver.expires.empty() && !today.empty() && waiver.expires < today) {
      findings.add({.code = "blueprint/expired-waiver",
                    .message = concat("the waiver of `", waiver.rule, "` expired on ", waiver.expires),
                    .span = waiver.expires_span,
                    .help = "mend what it waives, or decide again and set a new date"});
      continue;
    }
    // A finding may be about several subjects, of which the waiver means some: the others stay.
    bool waived = false;
    std::erase_if(findings.all(), [&](Diagnostic& finding) {
      if (std::ranges::count(meant, finding.code, &lint::Rule::id) == 0) return false;
      return !take_subjects(finding, [&](const std::string& subject) {
        const bool is_meant = waiver.where.empty() || matches_pattern(waiver.where, subject);
        waived = waived || is_meant;
        return is_meant;
      });
    });
    if (waived) continue;
    findings.add({.severity = Severity::Warning,
                  .code = "blueprint/unused-waiver",
                  .message = concat("the waiver of `", waiver.rule, "` waives nothing"),
                  .span = waiver.span,
                  .help = "remove it"});
  }
}

}  // namespace blueprint
