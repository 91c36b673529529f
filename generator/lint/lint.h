// Runs rules over subjects.

#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule_set.h"
#include "lint/subject.h"
#include "support/diagnostic.h"
#include "support/spread.h"

namespace blueprint::lint {

struct Options {
  std::string today{};              // "2026-11-20"; empty: rules that need the date find nothing.
  std::vector<std::string> only{};  // Ids or aliases; empty: all rules.
  std::vector<std::string> skip{};
  std::vector<std::string> also{};  // Of the rules that only run for who asks, those that are asked for.
  Severity min = Severity::Info;    // Rules that are less severe are not asked, …
  std::vector<std::string> even{};  // … but for these.
  std::function<eval::Value(std::string_view member)> catalog{};  // What `catalog.<member>` is.
  Spread spread = one_by_one;                                     // Over groups of subjects.
};

// Whether a rule that is to run asks for what the program finds by itself, such as "unformatted".
bool asks(RuleSet& rules, const Options& options, std::string_view check);

// Adds a Diagnostic, with the rule's id as its code, for every finding.
void lint(Diagnostics& diags, const Sources& sources, RuleSet& rules, std::span<const Subject> subjects,
          const Options& options);

}  // namespace blueprint::lint
