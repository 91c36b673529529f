// Diagnostics as people and programs read them.
//
// A format is a row in report.cc and a file beside it. All a format sees is
// diagnostics and sources; it returns text, and cli/ prints it.

#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.h"
#include "support/source.h"
#include "support/spread.h"

namespace blueprint::report {

// What is known of a rule, for formats that say more than one line about it.
struct RuleText {
  std::string title{};
  std::string category{};
  Severity severity = Severity::Warning;
  std::string why{};
  std::string help{};
  std::vector<std::string> aliases{};
  std::vector<std::string> references{};  // Addresses of pages.
};

// What was found and is not reported, because the user said so.
struct Accepted {
  std::size_t silenced = 0;     // By a comment or the configuration.
  std::size_t in_baseline = 0;  // Known before.
  std::size_t resolved = 0;     // Entries of the baseline that occur no more.
};

struct Report {
  const Sources& sources;
  std::vector<Diagnostic> diagnostics{};                 // In the order to be printed.
  std::size_t files = 0;                                 // How many files were looked at.
  bool color = false;                                    // For formats that terminals show.
  std::string version{};                                 // Of the program.
  std::map<std::string, RuleText, std::less<>> rules{};  // By code; codes without a rule are not in it.
  Accepted accepted{};
  std::vector<Span> hidden{};  // Secrets, which no excerpt shows, whether they are reported or not.
  Spread spread = one_by_one;  // For long reports.
};

struct Format {
  std::string_view name;  // As in --format=text.
  std::string_view summary;
  bool tells_rules = false;  // Needs Report::rules, which cost reading rule files.
  std::string (*print)(const Report& report);
};

std::span<const Format> formats();
const Format* find_format(std::string_view name);

struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
};
Counts count(std::span<const Diagnostic> diagnostics);

// "3 errors, 1 warning in 12 files", "no problems in 1 file; 2 silenced".
std::string summary(const Report& report);

// The rule of a diagnostic, or nullptr.
const RuleText* rule_of(const Report& report, const Diagnostic& diagnostic);

}  // namespace blueprint::report
