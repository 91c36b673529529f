#include "report/rdjson.h"

#include <nlohmann/json.hpp>

#include "report/lines.h"
#include "report/words.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "ERROR";
    case Severity::Warning: return "WARNING";
    case Severity::Info: return "INFO";
  }
  return "";
}

Json position(Lines& lines, FileId file, std::uint32_t offset) {
  const int line = lines.locate(file, offset).line;
  return {{"line", line}, {"column", offset - lines.begin(file, line) + 1}};
}

Json range(Lines& lines, Span span) {
  return {{"start", position(lines, span.file, span.begin)}, {"end", position(lines, span.file, span.end)}};
}

Json diagnostic(const Report& report, Lines& lines, const Diagnostic& d) {
  Json result = {
      {"message", d.help.empty() ? d.message : concat(d.message, "\nhelp: ", d.help)},
      {"location", {{"path", plain_path(report.sources.path(d.span.file))}, {"range", range(lines, d.span)}}},
      {"severity", severity_of(d.severity)}};
  if (!d.code.empty()) {
    result["code"] = {{"value", d.code}};
    const RuleText* const rule = rule_of(report, d);
    if (rule && !rule->references.empty()) result["code"]["url"] = rule->references.front();
  }
  // A suggestion is one range; a fix of several edits is not one.
  if (d.fix && d.fix->edits.size() == 1) {
    const Edit& edit = d.fix->edits.front();
    result["suggestions"] = Json::array({{{"range", range(lines, edit.span)}, {"text", edit.text}}});
  }
  return result;
}

}  // namespace

std::string print_rdjson(const Report& report) {
  Lines lines(report.sources);
  Json diagnostics = Json::array();
  for (const Diagnostic& d : report.diagnostics) {
    if (d.span) diagnostics.push_back(diagnostic(report, lines, d));
  }
  const Json document = {{"source", {{"name", "blueprint"}}}, {"diagnostics", std::move(diagnostics)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace blueprint::report
