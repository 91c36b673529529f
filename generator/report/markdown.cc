#include "report/markdown.h"

#include "report/columns.h"
#include "report/lines.h"
#include "report/words.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

// Text of ours in a cell of a table: `code` stays code, everything else that
// Markdown or HTML would obey does not.
std::string cell(std::string_view raw) {
  std::string result;
  bool in_code = false;
  for (const char c : show_text(utf8(raw))) {
    if (c == '`') in_code = !in_code;
    if (c == '|')
      result += "\\|";
    else if (!in_code && std::string_view("\\*_[]<>#&~").find(c) != std::string_view::npos)
      result += concat("\\", std::string_view(&c, 1));
    else
      result += c;
  }
  return in_code ? result + "`" : result;  // An odd backtick would take the rest of the row with it.
}

// A path in code, whatever is in it.
std::string code(std::string_view raw) {
  std::string text = show_text(utf8(raw));
  for (char& c : text) c = c == '`' ? '\'' : c;
  std::string result;
  for (const char c : text) result += c == '|' ? "\\|" : std::string(1, c);
  return concat("`", result, "`");
}

std::string rule_cell(const Report& report, const Diagnostic& d) {
  const RuleText* const rule = rule_of(report, d);
  if (d.code.empty()) return "";
  if (!rule || rule->references.empty()) return code(d.code);
  return concat("[", code(d.code), "](", rule->references.front(), ")");
}

}  // namespace

std::string print_markdown(const Report& report) {
  Lines lines(report.sources);
  std::string text = concat("**", summary(report), "**\n");
  std::string_view heading = "\n";  // No path.
  for (const Diagnostic& d : report.diagnostics) {
    const std::string_view path = d.span ? plain_path(report.sources.path(d.span.file)) : "";
    if (path != heading) {
      if (!path.empty()) text += concat("\n### ", code(path), "\n");
      text += "\n| Line | Severity | Rule | Finding |\n| ---: | --- | --- | --- |\n";
      heading = path;
    }
    const std::string line = d.span ? std::to_string(lines.locate(d.span.file, d.span.begin).line) : "";
    text += concat("| ", line, line.empty() ? "" : " ", "| ", name(d.severity), " | ", rule_cell(report, d),
                   " | ", cell(d.message), d.help.empty() ? "" : concat("<br>help: ", cell(d.help)), " |\n");
  }
  return text;
}

}  // namespace blueprint::report
