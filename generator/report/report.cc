#include "report/report.h"

#include <algorithm>

#include "report/csv.h"
#include "report/github.h"
#include "report/gitlab.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/markdown.h"
#include "report/rdjson.h"
#include "report/sarif.h"
#include "report/text.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

constexpr Format kFormats[] = {
    {.name = "text", .summary = "for people: the place, an excerpt and what to do", .print = print_text},
    {.name = "json", .summary = "for programs: one JSON document", .print = print_json},
    {.name = "jsonl", .summary = "for programs: a line of JSON for each", .print = print_json_lines},
    {.name = "sarif", .summary = "SARIF 2.1.0, for code scanning", .tells_rules = true, .print = print_sarif},
    {.name = "junit",
     .summary = "JUnit XML, for pages of test results",
     .tells_rules = true,
     .print = print_junit},
    {.name = "github", .summary = "workflow commands, which GitHub shows in the diff", .print = print_github},
    {.name = "gitlab", .summary = "GitLab's Code Quality report", .print = print_gitlab},
    {.name = "rdjson",
     .summary = "reviewdog's JSON, with the fixes as suggestions",
     .tells_rules = true,
     .print = print_rdjson},
    {.name = "csv", .summary = "comma-separated values, for spreadsheets", .print = print_csv},
    {.name = "markdown",
     .summary = "tables, for comments and summaries of jobs",
     .tells_rules = true,
     .print = print_markdown},
    {.name = "html",
     .summary = "one page that needs nothing else, to search and filter",
     .tells_rules = true,
     .print = print_html},
};

std::string counted(std::size_t number, std::string_view noun) {
  return concat(std::to_string(number), " ", noun, number == 1 ? "" : "s");
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == std::end(kFormats) ? nullptr : found;
}

Counts count(std::span<const Diagnostic> diagnostics) {
  Counts counts;
  for (const Diagnostic& diagnostic : diagnostics) {
    switch (diagnostic.severity) {
      case Severity::Error: ++counts.errors; break;
      case Severity::Warning: ++counts.warnings; break;
      case Severity::Info: ++counts.infos; break;
    }
  }
  return counts;
}

std::string summary(const Report& report) {
  const Counts counts = count(report.diagnostics);
  std::vector<std::string> parts;
  if (counts.errors > 0) parts.push_back(counted(counts.errors, "error"));
  if (counts.warnings > 0) parts.push_back(counted(counts.warnings, "warning"));
  if (counts.infos > 0) parts.push_back(counted(counts.infos, "info"));
  const Accepted& accepted = report.accepted;
  std::vector<std::string> notes;
  if (accepted.silenced > 0) notes.push_back(concat(std::to_string(accepted.silenced), " silenced"));
  if (accepted.in_baseline > 0)
    notes.push_back(concat(std::to_string(accepted.in_baseline), " in the baseline"));
  if (accepted.resolved > 0) {
    notes.push_back(concat(std::to_string(accepted.resolved), accepted.resolved == 1 ? " entry" : " entries",
                           " of the baseline no longer found"));
  }
  return concat(parts.empty() ? "no problems" : join(parts, ", "), " in ", counted(report.files, "file"),
                notes.empty() ? "" : "; ", join(notes, ", "));
}

const RuleText* rule_of(const Report& report, const Diagnostic& diagnostic) {
  const auto found = report.rules.find(diagnostic.code);
  return found == report.rules.end() ? nullptr : &found->second;
}

}  // namespace blueprint::report
