#include "report/html.h"

#include <algorithm>
#include <map>

#include "report/columns.h"
#include "report/lines.h"
#include "report/secrets.h"
#include "report/words.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

constexpr int kMostLines = 8;  // Of an excerpt.

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --error: #c62828; --warning: #b26a00; --info: #0b6bcb; }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffb74d; --info: #82b1ff; } }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1.5rem; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1rem; font-weight: 600; margin: 0; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
form { background: Canvas; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 0.75rem;
  margin-bottom: 1rem; padding: 0.75rem 0; position: sticky; top: 0; }
form label { align-items: center; display: flex; gap: 0.3rem; }
form select, form input[type=search] { font: inherit; max-width: 20rem; min-width: 8rem; padding: 0.2rem 0.4rem; }
article { border: 1px solid var(--line); border-left-width: 5px; border-radius: 4px; margin: 0 0 0.8rem; padding: 0.7rem 1rem; }
article.error { border-left-color: var(--error); }
article.warning { border-left-color: var(--warning); }
article.info { border-left-color: var(--info); }
.severity { font-weight: 600; }
.error > p > .severity { color: var(--error); }
.warning > p > .severity { color: var(--warning); }
.info > p > .severity { color: var(--info); }
article p { margin: 0.3rem 0; }
.place { overflow-wrap: anywhere; }
pre { background: var(--soft); margin: 0.5rem 0; overflow-x: auto; padding: 0.4rem 0.6rem; }
pre span { opacity: 0.6; user-select: none; }
mark { background: #ffd54f88; color: inherit; }
details { margin-top: 0.4rem; }
[hidden] { display: none; }
)";

constexpr std::string_view kScript = R"(
const form = document.querySelector('form'), shown = document.getElementById('shown');
const findings = [...document.querySelectorAll('article')].map(element => ({
  element, severity: element.className, rule: element.dataset.rule, file: element.dataset.file,
  text: element.textContent.toLowerCase() }));
function filter() {
  const data = new FormData(form), severities = data.getAll('severity');
  const rule = data.get('rule'), file = data.get('file'), text = data.get('text').toLowerCase();
  let count = 0;
  for (const finding of findings) {
    const fits = severities.includes(finding.severity) && (!rule || rule === finding.rule) &&
      (!file || file === finding.file) && (!text || finding.text.includes(text));
    finding.element.hidden = !fits;
    count += fits;
  }
  shown.textContent = count === findings.length ? '' : `${count} of ${findings.length} shown`;
}
form.addEventListener('input', filter);
form.addEventListener('submit', event => event.preventDefault());
form.hidden = false;
filter();
)";

// Our own words: what stands between backticks is code.
std::string words(std::string_view text) {
  std::string result;
  bool in_code = false;
  for (const char c : escape_xml(show_text(utf8(text)))) {
    if (c != '`') {
      result += c;
      continue;
    }
    result += in_code ? "</code>" : "<code>";
    in_code = !in_code;
  }
  return in_code ? result + "</code>" : result;
}

std::string paragraphs(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(trim(text), '\n')) {
    result += line.empty() ? "</p><p>" : concat(words(line), " ");
  }
  return concat("<p>", result, "</p>");
}

class Printer {
 public:
  explicit Printer(const Report& report) : report_(report), lines_(report.sources), secrets_(report) {}

  std::string page() {
    std::string text = concat(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        // Nothing is asked of any server.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>blueprint lint: ",
        escape_xml(summary(report_)), "</title>\n<style>", kStyle,
        "</style>\n</head>\n<body>\n<h1>blueprint lint</h1>\n<p>", escape_xml(summary(report_)), "</p>\n",
        controls(), "<main>\n");
    for (const Diagnostic& d : report_.diagnostics) text += article(d);
    return concat(text, "</main>\n<script>", kScript, "</script>\n</body>\n</html>\n");
  }

 private:
  std::string file_of(const Diagnostic& d) const {
    return d.span ? std::string(plain_path(report_.sources.path(d.span.file))) : std::string();
  }

  // Hidden until the script is there to serve them.
  std::string controls() const {
    const Counts counts = count(report_.diagnostics);
    std::string text = "<form hidden>\n";
    for (const auto& [severity, number] :
         {std::pair(Severity::Error, counts.errors), std::pair(Severity::Warning, counts.warnings),
          std::pair(Severity::Info, counts.infos)}) {
      text += concat("<label><input type=\"checkbox\" name=\"severity\" value=\"", name(severity),
                     "\" checked> ", name(severity), " (", std::to_string(number), ")</label>\n");
    }
    std::map<std::string, std::size_t> rules;
    std::map<std::string, std::size_t> files;
    for (const Diagnostic& d : report_.diagnostics) ++rules[d.code], ++files[file_of(d)];
    return concat(text, choice("rule", "all rules", rules), choice("file", "all files", files),
                  "<input type=\"search\" name=\"text\" placeholder=\"search\" aria-label=\"search\">\n"
                  "<output id=\"shown\"></output>\n</form>\n");
  }

  static std::string choice(std::string_view what, std::string_view all,
                            const std::map<std::string, std::size_t>& values) {
    std::string text = concat("<select name=\"", what, "\" aria-label=\"", what, "\">\n<option value=\"\">",
                              all, "</option>\n");
    for (const auto& [value, number] : values) {
      if (value.empty()) continue;
      text += concat("<option value=\"", escape_xml(value), "\">", escape_xml(value), " (",
                     std::to_string(number), ")</option>\n");
    }
    return text + "</select>\n";
  }

  std::string article(const Diagnostic& d) {
    std::string text = concat("<article class=\"", name(d.severity), "\" data-rule=\"", escape_xml(d.code),
                              "\" data-file=\"", escape_xml(file_of(d)), "\">\n<h2>", words(d.message),
                              "</h2>\n<p><span class=\"severity\">", name(d.severity), "</span>",
                              d.code.empty() ? "" : concat(" <code>", escape_xml(d.code), "</code>"),
                              "</p>\n", place(d.span));
    for (const Label& label : d.labels) text += concat("<p>", words(label.text), "</p>\n", place(label.span));
    if (!d.help.empty()) text += concat("<p><strong>What to do:</strong> ", words(d.help), "</p>\n");
    if (const RuleText* rule = rule_of(report_, d)) text += about(*rule);
    return text + "</article>\n";
  }

  static std::string about(const RuleText& rule) {
    std::string text =
        concat("<details><summary>", words(rule.title), "</summary>\n", paragraphs(rule.why), "\n");
    for (const std::string& page : rule.references) {
      const std::string address = escape_xml(page);
      const bool is_web = page.starts_with("https://") || page.starts_with("http://");
      text += is_web ? concat("<p><a href=\"", address, "\" rel=\"noreferrer\">", address, "</a></p>\n")
                     : concat("<p>", address, "</p>\n");
    }
    if (!rule.aliases.empty()) {
      text += concat("<p>Elsewhere: ", escape_xml(join(rule.aliases, ", ")), "</p>\n");
    }
    return text + "</details>\n";
  }

  std::string place(Span span) {
    if (!span) return "";
    const LineColumn begin = lines_.locate(span.file, span.begin);
    const int last = lines_.locate(span.file, span.end > span.begin ? span.end - 1 : span.begin).line;
    std::string text = concat(
        "<p class=\"place\"><code>", escape_xml(show_text(plain_path(report_.sources.path(span.file)))), ":",
        std::to_string(begin.line), ":", std::to_string(begin.column), "</code></p>\n<pre>");
    const std::size_t digits = std::to_string(last).size();
    for (int line = begin.line; line <= std::min(last, begin.line + kMostLines - 1); ++line) {
      const std::string number = std::to_string(line);
      text += concat("<span>", std::string(digits - number.size(), ' '), number, " </span>",
                     marked_line(span, line), "\n");
    }
    return concat(text, last - begin.line >= kMostLines ? "<span>…</span>\n" : "", "</pre>\n");
  }

  // One line with a mark on what of it is in the span; indentation is never marked.
  std::string marked_line(Span span, int number) {
    const auto [from, source] = lines_.line(span.file, number, span.begin);
    const ShownLine line = show_line(secrets_.masked(span.file, from, source));
    const std::size_t bytes = line.byte.size() - 1;
    const std::size_t begin = std::clamp<std::size_t>(span.begin > from ? span.begin - from : 0, 0, bytes);
    const std::size_t end = std::clamp<std::size_t>(span.end > from ? span.end - from : 0, begin, bytes);
    const std::string_view shown = line.text;
    const std::string_view before = shown.substr(0, line.byte[begin]);
    std::string_view inside = shown.substr(line.byte[begin], line.byte[end] - line.byte[begin]);
    const std::size_t blank = std::min(inside.find_first_not_of(' '), inside.size());
    return concat(escape_xml(before), inside.substr(0, blank), "<mark>", escape_xml(inside.substr(blank)),
                  "</mark>", escape_xml(shown.substr(line.byte[end])));
  }

  const Report& report_;
  Lines lines_;
  Secrets secrets_;
};

}  // namespace

std::string print_html(const Report& report) { return Printer(report).page(); }

}  // namespace blueprint::report
