#include "report/csv.h"

#include "report/lines.h"
#include "report/words.h"
#include "support/fingerprint.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

// A cell that a spreadsheet would take for a formula gets an apostrophe, which
// spreadsheets do not show.
std::string cell(std::string_view raw) {
  std::string text = utf8(raw);
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    text.insert(0, "'");
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string row(std::initializer_list<std::string_view> cells) {
  std::string text;
  for (const std::string_view each : cells) text += concat(text.empty() ? "" : ",", cell(each));
  return text + "\n";
}

}  // namespace

std::string print_csv(const Report& report) {
  Lines lines(report.sources);
  const std::vector<std::string> prints = fingerprints(report.sources, report.diagnostics);
  std::string text = row({"severity", "rule", "message", "file", "line", "column", "end_line", "end_column",
                          "subject", "help", "fingerprint"});
  for (std::size_t i = 0; i < report.diagnostics.size(); ++i) {
    const Diagnostic& d = report.diagnostics[i];
    std::string_view path;
    std::string place[4];
    if (d.span) {
      path = plain_path(report.sources.path(d.span.file));
      const LineColumn begin = lines.locate(d.span.file, d.span.begin);
      const LineColumn end = lines.locate(d.span.file, d.span.end);
      place[0] = std::to_string(begin.line), place[1] = std::to_string(begin.column);
      place[2] = std::to_string(end.line), place[3] = std::to_string(end.column);
    }
    text += row({name(d.severity), d.code, d.message, path, place[0], place[1], place[2], place[3], d.subject,
                 d.help, prints[i]});
  }
  return text;
}

}  // namespace blueprint::report
