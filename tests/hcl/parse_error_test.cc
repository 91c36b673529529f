#include <catch2/catch.hpp>

#include "hcl/dump.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::hcl {
namespace {

struct Result {
  std::string mistakes{};  // "line:column message <line:column label>", one a line.
  std::string tree{};
};

Result read(std::string_view text) {
  Sources sources;
  Diagnostics diags;
  const FileId id = sources.add("main.tf", std::string(text));
  const File file = parse(diags, sources, id);
  const auto place = [&](Span span) {
    const LineColumn at = sources.locate(id, span.begin);
    return concat(std::to_string(at.line), ":", std::to_string(at.column));
  };
  Result result{.tree = dump(file.body)};
  for (const Diagnostic& diagnostic : diags.all()) {
    CHECK(diagnostic.code == "hcl/syntax");
    CHECK(diagnostic.severity == Severity::Error);
    if (!result.mistakes.empty()) result.mistakes += "\n";
    result.mistakes += concat(place(diagnostic.span), " ", diagnostic.message);
    for (const Label& label : diagnostic.labels) {
      result.mistakes += concat(" <", place(label.span), " ", label.text, ">");
    }
  }
  CHECK(file.has_errors == !result.mistakes.empty());
  return result;
}

std::string mistakes(std::string_view text) { return read(text).mistakes; }

TEST_CASE("what was expected is said, and what stands there") {
  CHECK(mistakes("foo 5\n") == "1:5 expected `=` or `{` after `foo`, found a number");
  CHECK(mistakes("a = \n") == "1:5 expected an expression, found the end of the line");
  CHECK(mistakes("a = 1 b = 2\n") == "1:7 missing newline after the value, found `b`");
  CHECK(mistakes("b {} c {}\n") == "1:6 missing newline after the block, found `c`");
  CHECK(mistakes("a = f(1 2)\n") == "1:9 expected `,` or `)` after the argument, found a number");
  CHECK(mistakes("a = b ? c\n") ==
        "1:10 expected `:` and the value for when the condition is false, found the end of the line");
  CHECK(mistakes("a = b.\n") == "1:7 expected the name of an attribute after `.`, found the end of the line");
  CHECK(mistakes("a = { b }\n") == "1:9 expected `=` after the key, found `}`");
  CHECK(mistakes("a = p::f\n") ==
        "1:9 expected `(` after the name of the function `p::f`, found the end of the line");
  CHECK(mistakes("\"a\" = 1\n") == "1:1 expected an argument or a block, found a string");
}

TEST_CASE("what no line may hold is explained") {
  CHECK(mistakes("a = 'b'\n") == "1:5 single quotes do not make a string");
  CHECK(mistakes("a = b & c\n") == "1:7 `&` is not an operator");
  CHECK(mistakes("a = 1;\n") == "1:6 `;` separates nothing");
  CHECK(mistakes("a = 1 /* b\n") == "1:7 the comment is not closed");
  CHECK(mistakes("a = \xff\n") == "1:5 this is not UTF-8 text");
  CHECK(mistakes("a = \"\xff\"\n") == "1:6 this is not UTF-8 text");
  CHECK(mistakes("a = @\n") == "1:5 `@` has no meaning here");
  CHECK(mistakes("a = \x01\n") == "1:5 a control character has no meaning here");
  CHECK(mistakes("a = 1.2.3\n") == "1:5 `1.2.3` is not a number");
  CHECK(mistakes("a = 1e9999999999\n") == "1:5 `1e9999999999` has an exponent that is out of range");
  CHECK(mistakes("a = b.0.1\n") == "1:7 `.0.1` chains two indexes");
}

TEST_CASE("an attribute is set once") {
  CHECK(mistakes("a = 1\nb = 2\na = 3\n") == "3:1 `a` was already set <1:1 first set here>");
  std::string many = "x = 1\n";
  for (int i = 0; i < 40; ++i) many += concat("a", std::to_string(i), " = 1\n");
  CHECK(mistakes(many + "x = 2\n") == "42:1 `x` was already set <1:1 first set here>");
}

TEST_CASE("a bracket that is never closed is shown") {
  CHECK(mistakes("b {\n  a = 1\n") ==
        "3:1 expected `}` before the end of the file <1:3 this `{` is not closed>");
  CHECK(mistakes("a = [1, 2\n") ==
        "2:1 expected `,` or `]` after the item, found the end of the file <1:5 this `[` is not closed>");
  CHECK(mistakes("a {\n  b {\n    c {\n") ==
        "4:1 expected `}` before the end of the file <3:7 this `{` is not closed>");
  CHECK(mistakes("}\n") == "1:1 this `}` closes nothing");
}

TEST_CASE("indentation tells which block is not closed") {
  const Result outer = read("b \"x\" {\n  a = 1\n\nb \"y\" {\n  c = 2\n}\n");
  CHECK(outer.mistakes == "4:1 expected `}` before `b` <1:7 this `{` is not closed>");
  CHECK(outer.tree == "(block b \"x\" (attr a num))(block b \"y\" (attr c num))");
  const Result inner = read("b {\n  c {\n    x = 1\n  y = 2\n}\nd {}\n");
  CHECK(inner.mistakes == "4:3 expected `}` before `y` <2:5 this `{` is not closed>");
  CHECK(inner.tree == "(block b (block c (attr x num))(attr y num))(block d )");
}

TEST_CASE("indentation means nothing when every block is closed") {
  CHECK(read("b {\na = 1\n  }\n").tree == "(block b (attr a num))");
}

TEST_CASE("what follows a mistake is still read") {
  CHECK(read("foo: 1\nb = 2\n").tree == "(attr b num)");
  CHECK(read("a = [1, 2\nb = 3\nc {}\n").tree == "(attr a (tuple num num))(attr b num)(block c )");
  CHECK(read("a = f(1 2)\nb = 1\n").tree == "(attr a (call f num))(attr b num)");
  CHECK(read("a = {\n  b = [1, 2\n  c = 3\n}\nd = 1\n").tree ==
        "(attr a (object ((name b) (tuple num num)) ((name c) num)))(attr d num)");
  CHECK(read("b \"a${c}\" {\n  d = 1\n}\n").tree == "(block b \"a\" (attr d num))");
  CHECK(read("b \"c\"\n{\n  d = 1\n}\n").tree == "(block b \"c\" (attr d num))");
}

TEST_CASE("each of several mistakes is found") {
  CHECK(mistakes("a = {\n  b = 1 c = 2\n  d =\n}\ne = ]\n") ==
        "2:9 expected a newline, `,` or `}` after the value, found `c`\n"
        "3:6 expected an expression, found the end of the line\n"
        "5:5 expected an expression, found `]`");
}

TEST_CASE("a block on one line holds one argument") {
  CHECK(mistakes("b { a = 1, c = 2 }\n") ==
        "1:10 expected `}` after the only argument of a block on one line, found `,`");
  CHECK(mistakes("b { c {} }\n") == "1:5 a block on one line holds a single argument and nothing else");
  const Result result = read("b { a = 1\n  c = 2\n}\n");
  CHECK(result.mistakes ==
        "1:10 expected `}` after the only argument of a block on one line, found the end of the line");
  CHECK(result.tree == "(block b (attr a num)(attr c num))");
}

TEST_CASE("a string that is not closed ends with its line") {
  const Result plain = read("a = \"foo\nb = 2\n");
  CHECK(plain.mistakes == "1:9 the string is not closed at the end of the line <1:5 it begins here>");
  CHECK(plain.tree == "(attr a (tmpl (text 666f6f)))(attr b num)");
  const Result label = read("b \"c {\n  a = 1\n}\n");
  CHECK(label.mistakes == "1:5 the string is not closed at the end of the line <1:3 it begins here>");
  CHECK(label.tree == "(block b \"c\" (attr a num))");
  const Result sequence = read("a = \"${b\nc = \"d\"\n");
  CHECK(sequence.mistakes ==
        "1:9 expected `}` to end the `${`, found the end of the line <1:6 this `${` is not closed>");
  CHECK(sequence.tree == "(attr a (tmpl (${} (name b))))(attr c (tmpl (text 64)))");
}

TEST_CASE("a heredoc needs its end marker alone on a line") {
  CHECK(mistakes("a = <<EOT\nfoo\n") ==
        "3:1 the heredoc has no line `EOT` that ends it <1:5 it begins here>");
  const Result result = read("a = f(<<EOT\nfoo\nEOT)\nb = 2\n");
  CHECK(result.mistakes ==
        "3:1 `EOT` must stand alone on its line to end the heredoc, with a newline behind it <1:7 it begins "
        "here>");
  CHECK(result.tree == "(attr a (call f (tmpl (text 666f6f0a))))(attr b num)");
}

TEST_CASE("escapes are checked") {
  CHECK(mistakes("a = \"x\\q\"\n") == "1:7 `\\q` is not an escape sequence");
  CHECK(mistakes("a = \"\\u12\"\n") == "1:6 `\\u` needs four hexadecimal digits");
  CHECK(mistakes("a = \"\\ud800\"\n") == "1:6 `\\ud800` is not a character");
}

TEST_CASE("directives must be paired") {
  CHECK(mistakes("a = \"%{ if x }\"\n") == "1:6 `%{ if }` has no `%{ endif }`");
  CHECK(mistakes("a = \"%{ endfor }\"\n") == "1:6 `%{ endfor }` without a `%{ for }` before it");
  CHECK(mistakes("a = \"%{ fi x }y%{ endif }\"\n") ==
        "1:9 expected `if`, `else`, `endif`, `for` or `endfor`, found `fi`");
}

TEST_CASE("for makes keys in objects only") {
  CHECK(mistakes("a = [for x in y : k => x]\n") == "1:19 a `for` in `[` and `]` makes values without keys");
  CHECK(mistakes("a = {for x in y : x}\n") == "1:19 a `for` in `{` and `}` needs a key, `=>` and a value");
}

}  // namespace
}  // namespace blueprint::hcl
