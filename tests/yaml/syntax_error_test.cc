#include <catch2/catch.hpp>

#include "support/strings.h"
#include "yaml/node.h"

namespace blueprint::yaml {
namespace {

// The first diagnostic as "line:column `text it covers` message (help)".
std::string check(std::string text) {
  Sources sources;
  const FileId file = sources.add("x.yaml", std::move(text));
  Diagnostics diags;
  parse(diags, sources, file);
  if (diags.empty()) return "nothing";
  const Diagnostic& first = diags.all().front();
  const LineColumn at = sources.locate(file, first.span.begin);
  return concat(std::to_string(at.line), ":", std::to_string(at.column), " `", sources.text(first.span), "` ",
                first.message, " (", first.help, ")");
}

TEST_CASE("tabs are no indentation") {
  CHECK(check("a: 1\n\tb: 2\n") == "2:1 `\t` a tab is used for indentation (indent with spaces)");
  CHECK(check("a:\n\t- b\n") == "2:1 `\t` a tab is used for indentation (indent with spaces)");
  CHECK(check("a: |\n\tz\n") == "2:1 `\t` a tab is used for indentation (indent with spaces)");
  CHECK(check("{\n\t\"a\": [\n\t\t1\n\t]\n}\n") == "nothing");
}

TEST_CASE("a line without a colon is shown") {
  const std::string help = "(write it as `key: value`, or indent it as part of the value above)";
  CHECK(check("a\nb: 1\n") == "1:1 `a` `a` has no `:` after it " + help);
  CHECK(check("a:\n  b:c\n  d: 1\n") == "2:3 `b:c` `b:c` has no `:` after it " + help);
  CHECK(check("key: value\nother\nmore: 1\n") == "2:1 `other` `other` has no `:` after it " + help);
}

TEST_CASE("unclosed quotes and brackets are shown where they open") {
  CHECK(check("a: \"x\nb: 1\n") == "1:4 `\"x` quoted text is never closed (add the closing quote)");
  CHECK(check("a: 'x") == "1:4 `'x` quoted text is never closed (add the closing quote)");
  CHECK(check("a: [1, 2\nb: 3\n") == "1:4 `[` `[` is never closed (add the closing `]`)");
  CHECK(check("a: [{x: 1\n") == "1:5 `{` `{` is never closed (add the closing `}`)");
  CHECK(check("a: [\n---\nb: 1\n") == "1:4 `[` `[` is never closed (add the closing `]`)");
}

TEST_CASE("wrong indentation is shown where it is") {
  CHECK(check("a: 1\n b: 2\n") ==
        "2:2 `b` a key starts in the middle of the value above it "
        "(indent the line like the keys around it, or quote the value)");
  CHECK(check("a:\n  b: 1\n c: 2\n") ==
        "3:2 `c` the indentation fits none of the lines above "
        "(indent the line like the entries it belongs to)");
  CHECK(check("- a\nb: 1\n") ==
        "2:1 `b` the line belongs to nothing above it "
        "(begin it with `- `, or indent it as part of the entry above)");
  CHECK(check("a: >-\n b\nc\n") ==
        "3:1 `c` the line belongs to nothing above it "
        "(indent it like the entries it belongs to)");
}

TEST_CASE("text that needs quotes is shown") {
  CHECK(check("a: b: c\n") ==
        "1:5 `:` a second `:` makes another key in the value of a key "
        "(quote the value, or put the inner key on a line of its own)");
  CHECK(check("a: @x\n") == "1:4 `@` text without quotes cannot start with this character (quote the text)");
  CHECK(check("a: 'it's'\n") ==
        "1:8 `s` there is more text after the closing quote (put the whole value in one pair of quotes)");
  CHECK(check("a: \"\\q\"\n") ==
        "1:5 `\\q` there is no such escape in double quotes "
        "(write `\\\\` for a backslash, or use single quotes)");
}

TEST_CASE("anchors and aliases must fit") {
  CHECK(check("a: *x\n") ==
        "1:4 `*x` `*x` has no anchor `&x` before it (quote the text if `*` is meant literally)");
  CHECK(check("a: &x [*x]\n") == "1:8 `*x` `*x` is inside the value that it repeats ()");
  CHECK(check("a: &x 1\n---\nb: *x\n") ==
        "3:4 `*x` `*x` has no anchor `&x` before it (quote the text if `*` is meant literally)");
  CHECK(check("<<: 1\n") ==
        "1:5 `1` `<<` merges something that is not a mapping "
        "(give it the alias of a mapping, or a list of such aliases)");
}

TEST_CASE("a template is named as such") {
  const std::string message =
      "`{{` begins a template, which is not YAML "
      "(render the template first, or quote the text if the braces are meant literally)";
  CHECK(check("a: {{ x }}\n") == "1:5 `{` " + message);
  CHECK(check("a: 1\n{{ if }}\nb: 1\n") == "2:1 `{` " + message);
}

TEST_CASE("keys are text") {
  CHECK(check("? [a]\n: b\n") == "1:3 `[` a key is a list or a mapping (use text as the key)");
}

TEST_CASE("a repeated key shows the first one too") {
  Sources sources;
  const FileId file = sources.add("x.yaml", "a: 1\nb: 2\na: 3\n");
  Diagnostics diags;
  const Node node = parse_one(diags, sources, file);
  REQUIRE(diags.size() == 1);
  const Diagnostic& found = diags.all().front();
  CHECK(found.code == "yaml/duplicate-key");
  CHECK(found.message == "`a` is given twice");
  CHECK(found.span == Span{file, 10, 11});
  REQUIRE(found.labels.size() == 1);
  CHECK(found.labels.front().span == Span{file, 0, 1});
  CHECK(found.labels.front().text == "first given here");
  CHECK(node.find("a")->text == "1");
}

TEST_CASE("the documents after a broken one are read") {
  Sources sources;
  const FileId file = sources.add("x.yaml", "a: 1\n---\nb: [\n---\nc: 1\n---\nd: ]\n--- # last\ne: 1\n");
  Diagnostics diags;
  const std::vector<Node> documents = parse(diags, sources, file);
  CHECK(diags.size() == 2);
  REQUIRE(documents.size() == 3);
  CHECK(documents[0].find("a") != nullptr);
  CHECK(documents[1].find("c") != nullptr);
  CHECK(documents[2].find("e") != nullptr);
}

TEST_CASE("where one document is wanted a second is shown") {
  Sources sources;
  const FileId file = sources.add("x.yaml", "a: 1\n---\nb: 1\n");
  Diagnostics diags;
  CHECK(parse_one(diags, sources, file).find("a") != nullptr);
  REQUIRE(diags.size() == 1);
  CHECK(diags.all().front().message == "a second document begins here");
  CHECK(diags.all().front().span.begin == 9);
}

}  // namespace
}  // namespace blueprint::yaml
