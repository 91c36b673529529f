#include "report/report.h"

#include <algorithm>

#include "report/json.h"
#include "report/text.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

constexpr Format kFormats[] = {
    {.name = "text", .summary = "for people: the place, an excerpt and what to do", .print = print_text},
    {.name = "json", .summary = "for programs: one JSON document", .print = print_json},
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
  return concat(parts.empty() ? "no problems" : join(parts, ", "), " in ", counted(report.files, "file"));
}

}  // namespace blueprint::report
