// Where reports go: `-o FORMAT` and `-o FORMAT=FILE`, any number of them.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "lint/rule_set.h"
#include "report/report.h"

namespace blueprint::cli {

struct ReportOutput {
  const report::Format* format = nullptr;
  std::string file{};  // Empty: standard output.
};

// What --format and --output ask for; text on standard output when they ask for
// nothing. Nothing: the console was told what cannot be understood.
std::optional<std::vector<ReportOutput>> report_outputs(const Arguments& arguments, Console& console);

// Writes the report in every form, completed with what the formats say of the
// rules that found something. The summary is noted when nothing else is printed.
// False: a file could not be written, and the console was told.
bool write_reports(Console& console, std::span<const ReportOutput> outputs, report::Report report,
                   lint::RuleSet& rules);

}  // namespace blueprint::cli
