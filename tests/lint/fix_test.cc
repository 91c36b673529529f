#include "lint/fix.h"

#include <catch2/catch.hpp>

#include "hcl/parse.h"

namespace blueprint::lint {
namespace {

// The text after `steps` were made in its first block; "-" when they cannot be, "?" when they are unsafe.
std::string fixed(std::string text, const std::vector<FixStep>& steps) {
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("main.tf", std::move(text));
  const hcl::File parsed = hcl::parse(diags, sources, file);
  REQUIRE(!parsed.body.blocks.empty());
  const std::optional<Fix> fix = fix_block(sources, parsed.body.blocks.front(), steps);
  if (!fix) return "-";
  if (fix->safety == Safety::Unsafe) return "?";
  const std::vector<Diagnostic> findings = {{.fix = fix}};
  return apply_fixes(sources, file, findings).text;
}

TEST_CASE("a fix replaces a value that is written out") {
  CHECK(fixed("a {\n  b = true # x\n}\n", {{"b", "false"}}) == "a {\n  b = false # x\n}\n");
  CHECK(fixed("a {\n  b = \"x\"\n}\n", {{"b", "\"y\""}}) == "a {\n  b = \"y\"\n}\n");
  CHECK(fixed("a {\n  b = false\n}\n", {{"b", "false"}}) == "-");
  CHECK(fixed("a {\n  b = var.x\n}\n", {{"b", "false"}}) == "?");
  CHECK(fixed("a {\n  b = \"${var.x}\"\n}\n", {{"b", "false"}}) == "?");
}

TEST_CASE("a fix adds an argument behind the others, aligned with them") {
  CHECK(fixed("a {\n  b = 1 # x\n\n  c {\n  }\n}\n", {{"long", "2"}}) ==
        "a {\n  b    = 1 # x\n  long = 2\n\n  c {\n  }\n}\n");
  CHECK(fixed("a {}\n", {{"b", "2"}}) == "a {\n  b = 2\n}\n");
  CHECK(fixed("a { c = 1 }\n", {{"b", "2"}}) == "a {\n  c = 1\n  b = 2\n}\n");
  CHECK(fixed("a {\n}\n", {{"b", "2"}}) == "a {\n  b = 2\n}\n");
  CHECK(fixed("a {\r\n  b = 1\r\n}\r\n", {{"c", "2"}}) == "a {\r\n  b = 1\r\n  c = 2\r\n}\r\n");
  CHECK(fixed("a {\n  b = <<E\nx\nE\n}\n", {{"c", "2"}}) == "a {\n  b = <<E\nx\nE\n  c = 2\n}\n");
}

TEST_CASE("a fix works inside nested blocks, and adds those that are missing") {
  CHECK(fixed("a {\n  b {\n    c = 1\n  }\n}\n", {{"b.c", "2"}}) == "a {\n  b {\n    c = 2\n  }\n}\n");
  CHECK(fixed("a {\n  b {}\n  b {\n    c = 1\n  }\n}\n", {{"b[1].c", "2"}}) ==
        "a {\n  b {}\n  b {\n    c = 2\n  }\n}\n");
  CHECK(fixed("a {\n  x = 1\n}\n", {{"b.c.d", "2"}}) ==
        "a {\n  x = 1\n\n  b {\n    c {\n      d = 2\n    }\n  }\n}\n");
  CHECK(fixed("a {\n  dynamic \"b\" {\n    for_each = []\n    content {}\n  }\n}\n", {{"b.c", "2"}}) == "-");
  CHECK(fixed("a {\n  b {}\n}\n", {{"b[1].c", "2"}}) == "-");
  CHECK(fixed("a {\n  b {}\n}\n", {{"b", "2"}}) == "-");
}

TEST_CASE("a fix removes an argument or a block with its line") {
  CHECK(fixed("a {\n  b = 1 # x\n  c = 2\n}\n", {{"b", ""}}) == "a {\n  c = 2\n}\n");
  CHECK(fixed("a {\n  b {\n    c = 1\n  }\n}\n", {{"b", ""}}) == "a {\n}\n");
  CHECK(fixed("a {\n  c = 2\n}\n", {{"b", ""}}) == "-");
}

TEST_CASE("several steps are one fix") {
  CHECK(fixed("a {\n  b = 1\n}\n", {{"b", "2"}, {"d.c", "3"}}) ==
        "a {\n  b = 2\n\n  d {\n    c = 3\n  }\n}\n");
}

TEST_CASE("only what was touched is formatted, unless all was formatted") {
  CHECK(fixed("a {\n  b = 1\n}\n\nx {\n y=1\n}\n", {{"long", "2"}}) ==
        "a {\n  b    = 1\n  long = 2\n}\n\nx {\n y=1\n}\n");
}

TEST_CASE("of fixes that overlap the first is made, and a title says what a fix does") {
  Sources sources;
  const FileId file = sources.add("main.tf", "a = 1\n");
  const auto change = [&](std::string text) {
    return Diagnostic{
        .fix = Fix{.edits = {{.span = {file, 4, 5}, .text = std::move(text)}}, .safety = Safety::Safe}};
  };
  const std::vector<Diagnostic> both = {change("2"), change("3")};
  const Fixed result = apply_fixes(sources, file, both);
  CHECK(result.text == "a = 2\n");
  CHECK(result.fixes == 1);
  // What would not parse is not done.
  const std::vector<Diagnostic> broken = {change("[")};
  CHECK(apply_fixes(sources, file, broken).text == "a = 1\n");
  CHECK(apply_fixes(sources, file, broken).fixes == 0);
}

}  // namespace
}  // namespace blueprint::lint
