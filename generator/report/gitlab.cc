#include "report/gitlab.h"

#include "report/json_writer.h"
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
  Lines lines(report.sources);
  const std::vector<std::string> prints = fingerprints(report.sources, report.diagnostics);
  JsonWriter json;
  const auto issue = [&](const Diagnostic& d, const std::string& print) {
    json.member("description", d.help.empty() ? d.message : concat(d.message, ": ", d.help));
    json.member("check_name", d.code);
    json.member("fingerprint", print);
    json.member("severity", severity_of(d.severity));
    json.key("location");
    json.object([&] {
      json.member("path", plain_path(report.sources.path(d.span.file)));
      json.key("lines");
      json.object([&] {
        json.member("begin", lines.locate(d.span.file, d.span.begin).line);
        json.member("end", lines.locate(d.span.file, d.span.end).line);
      });
    });
  };
  json.array([&] {
    for (std::size_t i = 0; i < prints.size(); ++i) {
      const Diagnostic& d = report.diagnostics[i];
      // The report is about places only.
      if (d.span) json.object([&] { issue(d, prints[i]); });
    }
  });
  return json.take();
}

}  // namespace blueprint::report
