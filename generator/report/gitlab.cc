#include "report/gitlab.h"

#include <nlohmann/json.hpp>

#include "report/lines.h"
#include "report/words.h"
#include "support/fingerprint.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "critical";
    case Severity::Warning: return "major";
    case Severity::Info: return "info";
  }
  return "";
}

}  // namespace

std::string print_gitlab(const Report& report) {
  using Json = nlohmann::ordered_json;
  Lines lines(report.sources);
  const std::vector<std::string> prints = fingerprints(report.sources, report.diagnostics);
  Json issues = Json::array();
  for (std::size_t i = 0; i < report.diagnostics.size(); ++i) {
    const Diagnostic& d = report.diagnostics[i];
    if (!d.span) continue;  // The report is about places only.
    const LineColumn begin = lines.locate(d.span.file, d.span.begin);
    const LineColumn end = lines.locate(d.span.file, d.span.end);
    issues.push_back({{"description", d.help.empty() ? d.message : concat(d.message, ": ", d.help)},
                      {"check_name", d.code},
                      {"fingerprint", prints[i]},
                      {"severity", severity_of(d.severity)},
                      {"location",
                       {{"path", plain_path(report.sources.path(d.span.file))},
                        {"lines", {{"begin", begin.line}, {"end", end.line}}}}}});
  }
  return issues.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace blueprint::report
