#include "report/github.h"

#include "report/lines.h"
#include "report/words.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

// The escapes of workflow commands; a property has two more than the message.
std::string escaped(std::string_view raw, bool is_property) {
  std::string result;
  for (const char c : utf8(raw)) {
    switch (c) {
      case '%': result += "%25"; break;
      case '\r': result += "%0D"; break;
      case '\n': result += "%0A"; break;
      case ':': result += is_property ? "%3A" : ":"; break;
      case ',': result += is_property ? "%2C" : ","; break;
      default: result += c;
    }
  }
  return result;
}

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "notice";
  }
  return "";
}

}  // namespace

std::string print_github(const Report& report) {
  Lines lines(report.sources);
  std::string text;
  for (const Diagnostic& d : report.diagnostics) {
    text += concat("::", command_of(d.severity), " ");
    if (d.span) {
      const LineColumn begin = lines.locate(d.span.file, d.span.begin);
      const LineColumn end = lines.locate(d.span.file, d.span.end);
      text += concat("file=", escaped(plain_path(report.sources.path(d.span.file)), true),
                     ",line=", std::to_string(begin.line), ",endLine=", std::to_string(end.line));
      // Columns are for spans of one line.
      if (begin.line == end.line) {
        text += concat(",col=", std::to_string(begin.column), ",endColumn=", std::to_string(end.column));
      }
      text += ",";
    }
    text += concat("title=", escaped(d.code.empty() ? "blueprint" : d.code, true),
                   "::", escaped(d.help.empty() ? d.message : concat(d.message, "\nhelp: ", d.help), false),
                   "\n");
  }
  return text;
}

}  // namespace blueprint::report
