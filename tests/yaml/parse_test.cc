#include <catch2/catch.hpp>

#include "dump.h"
#include "yaml/node.h"

namespace blueprint::yaml {
namespace {

// The tree of `text`, which must have no mistakes, as `dump` writes it.
std::string check(std::string text) {
  Sources sources;
  const FileId file = sources.add("x.yaml", std::move(text));
  Diagnostics diags;
  const std::vector<Node> documents = parse(diags, sources, file);
  for (const Diagnostic& diagnostic : diags.all()) return diagnostic.message;
  std::string result;
  for (const Node& document : documents) result += (result.empty() ? "" : " --- ") + dump(document);
  return result;
}

// The text that the value at `key` of the mapping `text` spans.
std::string spanned(std::string text, std::string_view key) {
  Sources sources;
  const FileId file = sources.add("x.yaml", std::move(text));
  Diagnostics diags;
  const Node node = parse_one(diags, sources, file);
  REQUIRE(diags.empty());
  REQUIRE(node.find(key) != nullptr);
  return std::string(sources.text(node.find(key)->span));
}

TEST_CASE("plain scalars are typed by the core schema") {
  CHECK(check("[null, Null, ~, true, FALSE, tRue]") == R"([null, null, null, true, FALSE, "tRue"])");
  CHECK(check("[0, 12, -7, +3, 0x1F, 0o17]") == "[0, 12, -7, +3, 0x1F, 0o17]");
  CHECK(check("[1.5, .5, 5., 1e3, 1.5E-3, .inf, -.inf, .nan]") ==
        "[1.5, .5, 5., 1e3, 1.5E-3, .inf, -.inf, .nan]");
  CHECK(check("[., +, 1e, 0x, 1.2.3, 1_000, 0b1]") == R"([".", "+", "1e", "0x", "1.2.3", "1_000", "0b1"])");
}

TEST_CASE("what YAML 1.1 would change stays text") {
  CHECK(check("[yes, no, on, off, y]") == R"(["yes", "no", "on", "off", "y"])");
  CHECK(check("[012345678910, 0755, 12:30:45, 2027-03-01]") ==
        R"(["012345678910", "0755", "12:30:45", "2027-03-01"])");
}

TEST_CASE("quoted and block scalars are text") {
  CHECK(check("a: \"1\"\nb: 'null'\nc: |\n  2\nd: ''\n") == R"({a: "1", b: "null", c: "2
", d: ""})");
  CHECK(check(R"(a: "\u00e9\t\ud83d\ude00\/"
)") == "{a: \"\u00e9\t\U0001F600/\"}");
  CHECK(check("a: >-\n  one\n  two\n\n  three\n") == "{a: \"one two\nthree\"}");
}

TEST_CASE("an absent value is null") {
  CHECK(check("a:\nb: 1\n") == "{a: null, b: 1}");
  CHECK(check("- \n- x\n") == R"([null, "x"])");
  CHECK(check("").empty());
  CHECK(check("# only a comment\n").empty());
  CHECK(check("---\n---\n") == "null --- null");
}

TEST_CASE("anchors are resolved") {
  CHECK(check("a: &x {k: 1}\nb: *x\nc: [*x, *x]\n") == "{a: {k: 1}, b: {k: 1}, c: [{k: 1}, {k: 1}]}");
  CHECK(check("a: &x one\nb: &x two\nc: *x\n") == R"({a: "one", b: "two", c: "two"})");
  CHECK(check("&k a: 1\nb: *k\n*k : 2\n").starts_with("`a` is given twice"));
}

TEST_CASE("merge keys are applied") {
  const std::string anchors = "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\n";
  const std::string before = "{x: {a: 1, b: 2}, y: {b: 3, c: 4}, z: ";
  CHECK(check(anchors + "z:\n  <<: *x\n  a: 9\n") == before + "{b: 2, a: 9}}");
  CHECK(check(anchors + "z:\n  a: 9\n  <<: *x\n  d: 5\n") == before + "{a: 9, b: 2, d: 5}}");
  CHECK(check(anchors + "z:\n  <<: [*x, *y]\n") == before + "{a: 1, b: 2, c: 4}}");
  CHECK(check(anchors + "z:\n  <<: *y\n  <<: *x\n") == before + "{b: 3, c: 4, a: 1}}");
  CHECK(check("\"<<\": 1\n") == "{<<: 1}");
}

TEST_CASE("tags of others are kept, and their values are text or collections") {
  CHECK(check("a: !Sub 5\nb: !GetAtt [x, 1]\nc: !If {}\nd: !Ref\n") ==
        R"({a: !Sub "5", b: !GetAtt ["x", 1], c: !If {}, d: !Ref ""})");
  CHECK(check("a: !!str 5\nb: !!int \"5\"\nc: ! 5\nd: !!binary aGk=\n") ==
        R"({a: "5", b: 5, c: "5", d: !!binary "aGk="})");
}

TEST_CASE("several documents are read, with and without markers") {
  CHECK(check("a: 1\n---\nb: 2\n...\n---\n# c\nc\n") == R"({a: 1} --- {b: 2} --- "c")");
  CHECK(check("%YAML 1.2\n---\na: 1\n") == "{a: 1}");
}

TEST_CASE("JSON is YAML") {
  CHECK(check("{\n\t\"a\": [1, -2.5e3, true, null],\n\t\"b\":{\"c\":\"d\"}\n}\n") ==
        R"({a: [1, -2.5e3, true, null], b: {c: "d"}})");
  CHECK(check("{\"" + std::string(5000, 'k') + "\": 1}") == "{" + std::string(5000, 'k') + ": 1}");
}

TEST_CASE("a byte order mark and CRLF change nothing") {
  CHECK(check("\xEF\xBB\xBF"
              "a: 1\r\nb:\r\n  - x\r\n  - |\r\n    t\r\n    u\r\n") == "{a: 1, b: [\"x\", \"t\nu\n\"]}");
}

TEST_CASE("spans hold the value as written") {
  CHECK(spanned("a: plain text # c\n", "a") == "plain text");
  CHECK(spanned("a: \"x y\"\n", "a") == "\"x y\"");
  CHECK(spanned("a: ''\nb: 1", "a") == "''");
  CHECK(spanned("a: &x !Sub 'x'\n", "a") == "'x'");
  CHECK(spanned("a: [1, {b: 2}]\n", "a") == "[1, {b: 2}]");
  CHECK(spanned("\xEF\xBB\xBF"
                "é: ☃\na: b\n",
                "a") == "b");
  CHECK(spanned("x: 1\r\na: b\r\n", "a") == "b");
}

TEST_CASE("the span of a block is from its indicator to its last line") {
  CHECK(spanned("a: |  # c\n  one\n\n  two\n\nb: 1\n", "a") == "|  # c\n  one\n\n  two");
  CHECK(spanned("a: &x >-\n  one\nb: 1\n", "a") == ">-\n  one");
}

TEST_CASE("the span of a block collection ends with its last entry") {
  CHECK(spanned("a:\n  b: 1\n  c: [2]\n\n# comment\nd: 3\n", "a") == "b: 1\n  c: [2]");
  CHECK(spanned("a:\n- b\n- c: 'x'\n\n\nd: 3\n", "a") == "- b\n- c: 'x'");
  CHECK(spanned("x: &x {y: 1}\na:\n  b: *x\n\nd: 3\n", "a") == "b: *x");
}

TEST_CASE("keys have spans, and an absent value the place after its key") {
  Sources sources;
  const FileId file = sources.add("x.yaml", "\"a b\": 1\nc :\nd:\n  - # none\n  - 2\n");
  Diagnostics diags;
  const Node node = parse_one(diags, sources, file);
  REQUIRE(node.pairs.size() == 3);
  CHECK(sources.text(node.pairs[0].key_span) == "\"a b\"");
  CHECK(node.pairs[1].value.span == Span{file, 12, 12});
  CHECK(node.pairs[2].value.items[0].span == Span{file, 19, 19});
}

TEST_CASE("a repeated value keeps the place where it was written") {
  Sources sources;
  const FileId file = sources.add("x.yaml", "a: &x 1\nb: *x\n");
  Diagnostics diags;
  const Node node = parse_one(diags, sources, file);
  CHECK(node.find("b")->span == node.find("a")->span);
}

}  // namespace
}  // namespace blueprint::yaml
