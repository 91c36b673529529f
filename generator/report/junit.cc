#include "report/junit.h"

#include "report/lines.h"
#include "report/words.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

// The diagnostics of one file, which stand together in a sorted report.
struct Suite {
  std::string name{};
  std::vector<const Diagnostic*> cases{};
};

std::vector<Suite> suites(const Report& report) {
  std::vector<Suite> all;
  for (const Diagnostic& d : report.diagnostics) {
    std::string name(d.span ? plain_path(report.sources.path(d.span.file)) : "blueprint");
    if (all.empty() || all.back().name != name) all.push_back({.name = std::move(name), .cases = {}});
    all.back().cases.push_back(&d);
  }
  return all;
}

std::string counts(std::size_t tests, std::size_t failures) {
  return concat("tests=\"", std::to_string(tests), "\" failures=\"", std::to_string(failures),
                "\" errors=\"0\" skipped=\"0\"");
}

std::size_t failures(std::span<const Diagnostic* const> cases) {
  std::size_t number = 0;
  for (const Diagnostic* d : cases) number += d->severity != Severity::Info;
  return number;
}

std::string test_case(const Report& report, Lines& lines, const Suite& suite, const Diagnostic& d) {
  std::string place = suite.name;
  if (d.span) {
    const LineColumn at = lines.locate(d.span.file, d.span.begin);
    place += concat(":", std::to_string(at.line), ":", std::to_string(at.column));
  }
  const std::string code = d.code.empty() ? "blueprint" : d.code;
  std::string body = concat(place, ": ", d.message);
  if (!d.help.empty()) body += concat("\nhelp: ", d.help);
  if (const RuleText* rule = rule_of(report, d); rule && !rule->references.empty()) {
    body += concat("\nsee ", rule->references.front());
  }
  std::string text = concat("    <testcase classname=\"", escape_xml(suite.name), "\" name=\"",
                            escape_xml(concat(code, " ", place)), "\">\n");
  if (d.severity == Severity::Info)
    text += concat("      <system-out>", escape_xml(body), "</system-out>\n");
  else
    text += concat("      <failure type=\"", name(d.severity), "\" message=\"", escape_xml(d.message), "\">",
                   escape_xml(body), "</failure>\n");
  return text + "    </testcase>\n";
}

}  // namespace

std::string print_junit(const Report& report) {
  const Counts all = count(report.diagnostics);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  if (report.diagnostics.empty()) {
    // A page of results says of an empty report that the tests did not run.
    return concat(text, "<testsuites name=\"blueprint lint\" ", counts(1, 0),
                  ">\n  <testsuite name=\"blueprint\" ", counts(1, 0),
                  ">\n    <testcase classname=\"blueprint\" name=\"", escape_xml(summary(report)),
                  "\"/>\n  </testsuite>\n</testsuites>\n");
  }
  text += concat("<testsuites name=\"blueprint lint\" ",
                 counts(report.diagnostics.size(), all.errors + all.warnings), ">\n");
  Lines lines(report.sources);
  for (const Suite& suite : suites(report)) {
    text += concat("  <testsuite name=\"", escape_xml(suite.name), "\" ",
                   counts(suite.cases.size(), failures(suite.cases)), ">\n");
    for (const Diagnostic* d : suite.cases) text += test_case(report, lines, suite, *d);
    text += "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

}  // namespace blueprint::report
