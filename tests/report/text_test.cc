#include "report/text.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "report/secrets.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

// What is printed about `wrong`, a part of `text`, without the summary.
std::string excerpt(std::string_view text, std::string_view wrong, std::size_t more = 0) {
  Sources sources;
  const FileId file = sources.add("main.tf", std::string(text));
  const auto begin = std::uint32_t(text.find(wrong));
  const Span span = {file, begin, begin + std::uint32_t(wrong.size() + more)};
  const Report report{
      .sources = sources, .diagnostics = {{.code = "x", .message = "bad", .span = span}}, .files = 1};
  const std::string printed = print_text(report);
  const std::string_view head = "error[x]: bad\n";
  const std::string_view tail = "\n1 error in 1 file\n";
  REQUIRE(printed.starts_with(head));
  REQUIRE(printed.ends_with(tail));
  return printed.substr(head.size(), printed.size() - head.size() - tail.size());
}

TEST_CASE("a diagnostic has its place, an excerpt with an underline, labels as notes, and help") {
  Sources sources;
  const FileId main = sources.add("main.tf", "resource \"x\" \"y\" {\n  public = true\n}\n");
  const FileId vpc = sources.add("vpc.tf", std::string(11, '\n') + "module \"vpc\" {}\n");
  const Report report{.sources = sources,
                      .diagnostics = {{.severity = Severity::Warning,
                                       .code = "aws/public",
                                       .message = "`x.y` is public",
                                       .span = {main, 29, 33},
                                       .labels = {{.span = {vpc, 11, 23}, .text = "in this network"}},
                                       .help = "set `public` to false"},
                                      {.severity = Severity::Info, .message = "about the run as a whole"}},
                      .files = 2};
  CHECK(print_text(report) ==
        "warning[aws/public]: `x.y` is public\n"
        "  --> main.tf:2:11\n"
        "   |\n"
        " 2 |   public = true\n"
        "   |           ^^^^\n"
        "note: in this network\n"
        "  --> vpc.tf:12:1\n"
        "   |\n"
        "12 | module \"vpc\" {}\n"
        "   | ------------\n"
        "help: set `public` to false\n"
        "\n"
        "info: about the run as a whole\n"
        "\n"
        "1 warning, 1 info in 2 files\n");
}

TEST_CASE("an empty span is marked where it stands, also at the end of a line and of the file") {
  CHECK(excerpt("a = \nb\n", "\n") == " --> main.tf:1:5\n  |\n1 | a = \n  |     ^\n");
  CHECK(excerpt("a", "", 0) == " --> main.tf:1:1\n  |\n1 | a\n  | ^\n");
  Sources sources;
  const FileId file = sources.add("x", "a {\n");
  const Report report{.sources = sources, .diagnostics = {{.message = "bad", .span = {file, 4, 4}}}};
  CHECK(print_text(report) == "error: bad\n --> x:2:1\n  |\n2 |\n  | ^\n\n1 error in 0 files\n");
  sources.add("empty", "");
  const Report empty{.sources = sources, .diagnostics = {{.message = "bad", .span = {FileId(2), 0, 0}}}};
  CHECK(print_text(empty) == "error: bad\n --> empty:1:1\n  |\n1 |\n  | ^\n\n1 error in 0 files\n");
}

TEST_CASE("a span of several lines shows its first and its last") {
  CHECK(excerpt("x = {\n  a = 1\n}\n", "{\n  a = 1\n}") ==
        " --> main.tf:1:5\n  |\n1 | x = {\n  |     ^\n...\n3 | }\n  | ^\n");
  CHECK(excerpt("x = [\n  1]\n", "[\n  1]") ==
        " --> main.tf:1:5\n  |\n1 | x = [\n  |     ^\n2 |   1]\n  |   ^^\n");
  CHECK(excerpt("x = 1\ny\n", "= 1\n") == " --> main.tf:1:3\n  |\n1 | x = 1\n  |   ^^^\n");
}

TEST_CASE("tabs, wide and combining characters are aligned as a terminal shows them") {
  CHECK(excerpt("\ta\t= bad", "bad") == " --> main.tf:1:6\n  |\n1 |     a   = bad\n  |           ^^^\n");
  CHECK(excerpt("漢字 = bad", "bad") == " --> main.tf:1:6\n  |\n1 | 漢字 = bad\n  |        ^^^\n");
  CHECK(excerpt("x = \"漢字\"", "漢字") == " --> main.tf:1:6\n  |\n1 | x = \"漢字\"\n  |      ^^^^\n");
  CHECK(excerpt("e\u0301 = bad", "bad") == " --> main.tf:1:6\n  |\n1 | e\u0301 = bad\n  |     ^^^\n");
  CHECK(excerpt("\U0001F600 bad", "bad") == " --> main.tf:1:3\n  |\n1 | \U0001F600 bad\n  |    ^^^\n");
}

TEST_CASE("what a terminal would obey is made visible, in the source and in the message") {
  CHECK(excerpt("\x1b[31m bad\r\n", "bad") == " --> main.tf:1:7\n  |\n1 | ␛[31m bad\n  |       ^^^\n");
  CHECK(excerpt("\u202E bad", "bad") == " --> main.tf:1:3\n  |\n1 | \uFFFD bad\n  |   ^^^\n");
  CHECK(excerpt("\xff\xc3 bad", "bad") == " --> main.tf:1:4\n  |\n1 | \uFFFD\uFFFD bad\n  |    ^^^\n");
  Sources sources;
  const Report report{.sources = sources,
                      .diagnostics = {{.message = "`a\nb\x07` is odd", .help = "see\x9b"}}};
  CHECK(print_text(report) == "error: `a␊b␇` is odd\nhelp: see\uFFFD\n\n1 error in 0 files\n");
}

TEST_CASE("a secret is shown by no excerpt, whoever prints its line") {
  Sources sources;
  const FileId file = sources.add("main.tf", "password = \"hunter2\" # x\n");
  const Report report{.sources = sources,
                      .diagnostics = {{.message = "a name", .span = {file, 0, 8}},
                                      {.message = "a password", .span = {file, 11, 20}, .secret = true}},
                      .files = 1};
  CHECK(print_text(report) ==
        "error: a name\n --> main.tf:1:1\n  |\n1 | password = ********* # x\n  | ^^^^^^^^\n\n"
        "error: a password\n --> main.tf:1:12\n  |\n1 | password = ********* # x\n"
        "  |            ^^^^^^^^^\n\n2 errors in 1 file\n");
}

TEST_CASE("of a name and its value only the value is secret, to the end of the line") {
  const auto hidden = [](std::string text, std::uint32_t begin, std::uint32_t end) {
    Sources sources;
    const FileId file = sources.add("a", std::move(text));
    const Diagnostic secret{.span = {file, begin, end}, .secret = true};
    return Secrets({.sources = sources, .diagnostics = {secret}}).masked(file, 0, sources.line_at(file, 0));
  };
  CHECK(hidden("key = \"hunter2\"\n", 0, 15) == "key = *********");
  CHECK(hidden("key: hunter2 # x\n", 0, 3) == "key: ***********");
  CHECK(hidden("  \"a.b\" : \"hunter2\"\n", 2, 7) == "  \"a.b\" : *********");
  CHECK(hidden("x = \"http://a:b\"\n", 4, 16) == "x = ************");
  CHECK(hidden("resource \"a\" \"b\" {\n", 0, 16) == "resource \"a\" \"b\" {");
  CHECK(hidden("hunter2: x\n", 0, 0) == "hunter2: x");
  CHECK(hidden("- hunter2\n", 2, 9) == "- *******");
}

TEST_CASE("a text that is known to be secret is hidden wherever it stands, but for its beginning") {
  Sources sources;
  const FileId file = sources.add("a.tf", "a = \"abcdefghijklmnop\" # abcdefghijklmnop\n");
  const Secrets secrets({.sources = sources, .hidden = {{file, 9, 21}}});
  CHECK(secrets.masked(file, 0, sources.line_at(file, 0)) == "a = \"abcd************\" # abcd************");
  CHECK(secrets.masked(file, 12, "hijk") == "****");
}

TEST_CASE("of a line of megabytes only the part around the span is looked at") {
  std::string far;
  for (int i = 0; i < 1'000'000; ++i) far += "\xc3\xa9";
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    CHECK(excerpt(far + "bad" + far, "bad") == concat(" --> main.tf:1:1000001\n  |\n1 | …", far.substr(0, 60),
                                                      "bad", far.substr(0, 172), "…\n  | ",
                                                      std::string(31, ' '), "^^^\n"));
  }
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("a long line is cut around the span") {
  const std::string x(200, 'x');
  CHECK(excerpt(x + "bad" + x, "bad") == concat(" --> main.tf:1:201\n  |\n1 | …", std::string(30, 'x'), "bad",
                                                std::string(86, 'x'), "…\n  | ", std::string(31, ' '),
                                                "^^^\n"));
  CHECK(excerpt("bad" + x, "bad") ==
        concat(" --> main.tf:1:1\n  |\n1 | bad", std::string(116, 'x'), "…\n  | ^^^\n"));
  CHECK(excerpt(x + "bad", "bad") == concat(" --> main.tf:1:201\n  |\n1 | …", std::string(30, 'x'),
                                            "bad\n  | ", std::string(31, ' '), "^^^\n"));
  CHECK(excerpt(x, x) ==
        concat(" --> main.tf:1:1\n  |\n1 | ", std::string(119, 'x'), "…\n  | ", std::string(120, '^'), "\n"));
}

TEST_CASE("a title of a fix is the help when there is no other") {
  Sources sources;
  const Report report{
      .sources = sources, .diagnostics = {{.message = "bad", .fix = Fix{.title = "remove `x`"}}}, .files = 1};
  CHECK(print_text(report) == "error: bad\nhelp: remove `x`\n\n1 error in 1 file\n");
}

TEST_CASE("colours are added only when they are asked for, and change no other byte") {
  Sources sources;
  const FileId file = sources.add("x", "bad\n");
  Report report{.sources = sources,
                .diagnostics = {{.code = "c", .message = "m", .span = {file, 0, 3}, .help = "h"}},
                .files = 1};
  const std::string plain = print_text(report);
  report.color = true;
  const std::string colored = print_text(report);
  CHECK(colored.starts_with("\x1b[1;31merror\x1b[0m\x1b[1;31m[c]\x1b[0m\x1b[1m: m\x1b[0m\n"));
  std::string stripped;
  for (std::size_t at = 0; at < colored.size(); ++at) {
    if (colored[at] == '\x1b')
      at = colored.find('m', at);
    else
      stripped += colored[at];
  }
  CHECK(stripped == plain);
}

TEST_CASE("every span of a small text prints something, also of nonsense") {
  Sources sources;
  const std::string text = "\xff\t漢\r\n\n\xe6\xbc";
  const FileId file = sources.add("x", text);
  for (std::uint32_t begin = 0; begin <= text.size(); ++begin) {
    for (std::uint32_t end = begin; end <= text.size() + 1; ++end) {
      const Report report{.sources = sources, .diagnostics = {{.message = "m", .span = {file, begin, end}}}};
      CHECK(print_text(report).find('^') != std::string::npos);
    }
  }
}

TEST_CASE("many diagnostics in a large file are printed at once") {
  Sources sources;
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "line\n";
  const FileId file = sources.add("x", text);
  Report report{.sources = sources};
  for (std::uint32_t i = 0; i < 20'000; ++i)
    report.diagnostics.push_back({.message = "m", .span = {file, i * 50, i * 50 + 4}});
  CHECK(print_text(report).ends_with("20000 errors in 0 files\n"));
}

}  // namespace
}  // namespace blueprint::report
