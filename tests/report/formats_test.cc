#include <catch2/catch.hpp>

#include "golden.h"
#include "report/csv.h"
#include "report/github.h"
#include "report/html.h"
#include "report/junit.h"
#include "report/markdown.h"
#include "report/report.h"
#include "report/sarif.h"
#include "report/words.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

// One report with everything that a format may have to say something about.
Report sample(Sources& sources) {
  const FileId main = sources.add("./envs/my app/main.tf",
                                  "resource \"aws_db_instance\" \"ü\" {\n"
                                  "  password            = \"hunter2\"\n"
                                  "  publicly_accessible = true\n"
                                  "}\n");
  const FileId vpc = sources.add("vpc.tf", "module \"vpc\" {\n  a = 1\n}\n");
  Report report{.sources = sources, .files = 3, .version = "1.2.3"};
  report.diagnostics = {
      {.severity = Severity::Warning, .code = "aws/unruled", .message = "about the run: 100%"},
      {.code = "aws/secret", .message = "a | <b>password</b>", .span = {main, 58, 67}, .secret = true},
      {.code = "aws/public",
       .message = "`aws_db_instance.ü` accepts connections",
       .span = {main, 70, 96},
       .labels = {{.span = {vpc, 0, 12}, .text = "through this network"}},
       .help = "set `publicly_accessible` to false, or \"say why\"",
       .fix = Fix{.title = "set it to false",
                  .edits = {{.span = {main, 92, 96}, .text = "false"}},
                  .safety = Safety::Safe},
       .subject = "aws_db_instance.ü",
       .also = {"module.b.aws_db_instance.ü"}},
      {.severity = Severity::Info, .code = "terraform/lines", .message = "=1+1", .span = {vpc, 0, 24}}};
  report.rules["aws/public"] = {.title = "Database reachable from the internet",
                                .category = "security",
                                .severity = Severity::Error,
                                .why = "One leaked password away.\n\nFrom the public.\n",
                                .help = "set `publicly_accessible` to false\n",
                                .aliases = {"CKV_AWS_17", "AWS-0080"},
                                .references = {"https://docs.aws.amazon.com/a?b=c&d"}};
  report.accepted = {.silenced = 2, .in_baseline = 1, .resolved = 1};
  return report;
}

TEST_CASE("every format says of one report what golden/report holds") {
  for (const Format& format : formats()) {
    Sources sources;
    const std::string text = format.print(sample(sources));
    check_golden(concat("report/sample.", format.name), text);
    INFO(format.name);
    CHECK(text.find("hunter2") == std::string::npos);
    CHECK(is_utf8(text));
  }
}

TEST_CASE("no format minds what is no text, or has nothing to say") {
  for (const Format& format : formats()) {
    INFO(format.name);
    Sources sources;
    const FileId file = sources.add("\xff`|<\x01.tf", std::string("\xfe\x00\r\n\"]]>\x1b", 9));
    const Diagnostic odd{
        .code = "x\xff", .message = "\x80`\x02", .span = {file, 0, 9}, .help = "\xc3", .subject = "\xff"};
    CHECK(is_utf8(format.print({.sources = sources, .diagnostics = {odd, odd}, .files = 1})));
    CHECK(is_utf8(format.print({.sources = sources})));
  }
}

TEST_CASE("a cell of CSV is no formula, and a path is an address") {
  Sources sources;
  const std::string text =
      print_csv({.sources = sources, .diagnostics = {{.code = "a,b", .message = "=A1\"\n"}}});
  CHECK(text.substr(text.find('\n') + 1).starts_with("error,\"a,b\",\"'=A1\"\"\n\",,,,,,,,"));
  CHECK(uri("./a b/ü%.tf") == "a%20b/%C3%BC%25.tf");
  CHECK(uri("/tmp/a.tf") == "file:///tmp/a.tf");
}

TEST_CASE("a page of results without a finding has one test that passed") {
  Sources sources;
  CHECK(print_junit({.sources = sources, .files = 2}) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"blueprint lint\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
        "  <testsuite name=\"blueprint\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
        "    <testcase classname=\"blueprint\" name=\"no problems in 2 files\"/>\n"
        "  </testsuite>\n"
        "</testsuites>\n");
}

}  // namespace
}  // namespace blueprint::report
