#include "compile/waivers.h"

#include <algorithm>
#include <span>

#include "support/pattern.h"
#include "support/strings.h"

namespace blueprint {
namespace {

enum class Waived { Nothing, Some, All };

// A finding may be about several subjects, of which the waiver means some: the others stay.
Waived waive(const Waiver& waiver, std::span<const lint::Rule* const> rules, Diagnostic& finding) {
  const auto is_of = [&](const lint::Rule* rule) { return finding.code == rule->id; };
  const auto is_meant = [&](const std::string& subject) {
    return waiver.where.empty() || matches_pattern(waiver.where, subject);
  };
  if (std::ranges::none_of(rules, is_of)) return Waived::Nothing;
  const bool any = std::erase_if(finding.also, is_meant) > 0;
  if (!is_meant(finding.subject)) return any ? Waived::Some : Waived::Nothing;
  if (finding.also.empty()) return Waived::All;
  const std::string first = std::move(finding.also.front());
  finding.also.erase(finding.also.begin());
  if (const std::size_t at = finding.message.find(finding.subject); at != std::string::npos) {
    finding.message.replace(at, finding.subject.size(), first);
  }
  finding.subject = first;
  return Waived::Some;
}

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
    bool waived = false;
    std::vector<Diagnostic> left;
    for (Diagnostic& finding : findings.all()) {
      const Waived how_much = waive(waiver, meant, finding);
      waived = waived || how_much != Waived::Nothing;
      if (how_much != Waived::All) left.push_back(std::move(finding));
    }
    findings.all() = std::move(left);
    if (waived) continue;
    findings.add({.severity = Severity::Warning,
                  .code = "blueprint/unused-waiver",
                  .message = concat("the waiver of `", waiver.rule, "` waives nothing"),
                  .span = waiver.span,
                  .help = "remove it"});
  }
}

}  // namespace blueprint
