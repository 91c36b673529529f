#include "cli/report_outputs.h"

#include <algorithm>

#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

const report::Format* format_named(const std::string& name, Console& console) {
  if (const report::Format* const format = report::find_format(name)) return format;
  std::vector<std::string_view> known;
  std::string list;
  for (const report::Format& format : report::formats()) {
    known.push_back(format.name);
    list += concat(list.empty() ? "" : ", ", format.name);
  }
  const std::string help = did_you_mean(name, known);
  console.complain(concat("`", name, "` is no format of reports"),
                   help.empty() ? concat("use one of ", list) : help);
  return nullptr;
}

report::RuleText rule_text(const lint::Rule& rule) {
  return {.title = rule.title,
          .category = rule.category,
          .severity = rule.severity,
          .why = rule.why,
          .help = rule.help,
          .aliases = rule.aliases,
          .references = rule.references};
}

void add_rules(report::Report& report, lint::RuleSet& rules) {
  for (const Diagnostic& diagnostic : report.diagnostics) {
    if (report.rules.contains(diagnostic.code)) continue;
    if (const lint::Rule* const rule = rules.find(diagnostic.code)) {
      report.rules.emplace(diagnostic.code, rule_text(*rule));
    }
  }
}

}  // namespace

std::optional<std::vector<ReportOutput>> report_outputs(const Arguments& arguments, Console& console) {
  std::vector<ReportOutput> outputs;
  if (arguments.has("--format") || !arguments.has("--output")) {
    outputs.push_back({.format = format_named(arguments.value("--format"), console)});
    if (!outputs.back().format) return std::nullopt;
  }
  for (const std::string& typed : arguments.values("--output")) {
    const std::size_t equals = typed.find('=');
    const report::Format* const format = format_named(typed.substr(0, equals), console);
    if (!format) return std::nullopt;
    const std::string file = equals == std::string::npos ? "" : typed.substr(equals + 1);
    if (equals != std::string::npos && file.empty()) {
      console.complain(concat("`--output ", typed, "` names no file"),
                       "write `FORMAT=FILE`, or `FORMAT` alone");
      return std::nullopt;
    }
    outputs.push_back({.format = format, .file = file});
  }
  if (std::ranges::count_if(outputs, [](const ReportOutput& o) { return o.file.empty(); }) > 1) {
    console.complain("standard output has room for one report", "give the others a file: `-o FORMAT=FILE`");
    return std::nullopt;
  }
  return outputs;
}

bool write_reports(Console& console, std::span<const ReportOutput> outputs, report::Report report,
                   lint::RuleSet& rules) {
  const bool tells_rules =
      std::ranges::any_of(outputs, [](const ReportOutput& o) { return o.format->tells_rules; });
  if (tells_rules) add_rules(report, rules);
  report.version = BLUEPRINT_VERSION;
  bool has_printed = false;
  bool has_written = true;
  for (const ReportOutput& output : outputs) {
    report.color = output.file.empty() && console.colors_output();
    const std::string text = output.format->print(report);
    if (output.file.empty()) {
      console.print(text);
      has_printed = true;
    } else if (const auto error = write_file(output.file, text)) {
      console.complain(error->message);
      has_written = false;
    }
  }
  if (!has_printed) console.note(concat(report::summary(report), "\n"));
  return has_written;
}

}  // namespace blueprint::cli
