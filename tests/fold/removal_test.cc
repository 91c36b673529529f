#include <catch2/catch.hpp>

#include "fold/folded.h"

// What goes away, and the lines that go with it.

namespace blueprint::fold {
namespace {

const Setup kSetup{.known = "{ spec = { none = null, one = 1, on = true, empty = {}, list = [] } }"};

// Unformatted, so that each line is seen as the folder leaves it.
std::string raw(std::string_view text) {
  Folded result(kSetup, text);
  return result.problems() + result.raw();
}

TEST_CASE("an argument that folds to null goes with its line and its comments") {
  CHECK(raw("b {\n  x = 1\n  # why\n  // more\n  a = spec.none # behind\n  y = 2\n}\n") ==
        "b {\n  x = 1\n  y = 2\n}\n");
  CHECK(raw("b {\n  x = 1 # of x\n  a = spec.none\n}\n") == "b {\n  x = 1 # of x\n}\n");
  CHECK(raw("b {\n  /* of\n     two lines */\n  a = spec.none\n  x = 1\n}\n") == "b {\n  x = 1\n}\n");
  CHECK(raw("b {\n  # apart\n\n  a = spec.none\n  x = 1\n}\n") == "b {\n  # apart\n\n  x = 1\n}\n");
}

TEST_CASE("a null that the author wrote stays") {
  CHECK(raw("b {\n  a = null\n  c = spec.one\n}\n") == "b {\n  a = null\n  c = 1\n}\n");
}

TEST_CASE("no double blank lines are left behind") {
  CHECK(raw("b {\n  x = 1\n\n  a = spec.none\n\n  y = 2\n}\n") == "b {\n  x = 1\n\n  y = 2\n}\n");
  CHECK(raw("b {\n  a = spec.none\n\n  y = 2\n}\n") == "b {\n  y = 2\n}\n");
  CHECK(raw("b {\n  y = 2\n\n  a = spec.none\n}\n") == "b {\n  y = 2\n}\n");
  CHECK(raw("b {\n  y = 2\n\n  a = spec.none\n\n  c = spec.none\n\n  z = 3\n}\n") ==
        "b {\n  y = 2\n\n  z = 3\n}\n");
  CHECK(raw("b {\n  y = 2\n  a = spec.none\n\n  c = spec.none\n  z = 3\n}\n") ==
        "b {\n  y = 2\n\n  z = 3\n}\n");
  CHECK(raw("b {\n  a = spec.none\n}\n") == "b {\n}\n");
}

TEST_CASE("an argument within a line goes alone") { CHECK(raw("b { a = spec.none }\n") == "b { }\n"); }

TEST_CASE("lines that end in CR LF are lines") {
  CHECK(raw("b {\r\n  x = 1\r\n\r\n  a = spec.none\r\n\r\n  y = 2\r\n}\r\n") ==
        "b {\r\n  x = 1\r\n\r\n  y = 2\r\n}\r\n");
}

TEST_CASE("a block whose count is 0 goes with its comment") {
  CHECK(raw("# a\nresource \"a_b\" \"x\" {\n  count = spec.none == null ? 0 : 1\n}\n\n# c\n"
            "resource \"a_b\" \"y\" {\n}\n") == "# c\nresource \"a_b\" \"y\" {\n}\n");
  CHECK(raw("data \"a_b\" \"x\" {\n  count = length(spec.list)\n}\n") == "");
  CHECK(raw("resource \"a_b\" \"y\" {\n}\n\nmodule \"m\" {\n  count = 1 - spec.one\n}\n") ==
        "resource \"a_b\" \"y\" {\n}\n");
}

TEST_CASE("a block whose for_each is empty goes") {
  CHECK(raw("resource \"a_b\" \"x\" {\n  for_each = spec.empty\n}\n") == "");
}

TEST_CASE("a count of 1 disappears with the blank line behind it, any other is a number") {
  CHECK(raw("resource \"a_b\" \"x\" {\n  count = spec.on ? 1 : 0\n\n  y = 1\n}\n") ==
        "resource \"a_b\" \"x\" {\n  y = 1\n}\n");
  CHECK(raw("resource \"a_b\" \"x\" {\n  count = spec.one + 1\n\n  y = a_b.x[0].id\n}\n") ==
        "resource \"a_b\" \"x\" {\n  count = 2\n\n  y = a_b.x[0].id\n}\n");
}

TEST_CASE("references follow what became of the block") {
  const std::string blocks =
      "resource \"a_b\" \"gone\" {\n  count = spec.on ? 0 : 1\n}\n"
      "resource \"a_b\" \"none\" {\n  for_each = spec.empty\n}\n"
      "resource \"a_b\" \"only\" {\n  count = spec.one\n}\n";
  const auto value = [&](std::string_view expression) {
    return raw(blocks + "x {\n  a = " + std::string(expression) + "\n}\n")
        .substr(std::string_view("resource \"a_b\" \"only\" {\n}\n").size());
  };
  CHECK(value("a_b.only[0].id") == "x {\n  a = a_b.only.id\n}\n");
  CHECK(value("a_b.only[*].id") == "x {\n  a = [a_b.only.id]\n}\n");
  CHECK(value("one(a_b.only[*].id)") == "x {\n  a = a_b.only.id\n}\n");
  CHECK(value("length(a_b.only)") == "x {\n  a = 1\n}\n");
  CHECK(value("[a_b.gone[*].id, values(a_b.none)[*].id]") == "x {\n  a = [[], []]\n}\n");
  CHECK(value("one(a_b.gone[*].id)") == "x {\n}\n");
  CHECK(value("try(a_b.gone[0].id, \"none\")") == "x {\n  a = \"none\"\n}\n");
  CHECK(value("{ for k, v in a_b.none : k => v.id }") == "x {\n  a = {}\n}\n");
  CHECK(value("concat(a_b.gone[*].id, a_b.only[*].id, [var.x])") == "x {\n  a = [a_b.only.id, var.x]\n}\n");
}

TEST_CASE("what one count decides decides another") {
  CHECK(raw("resource \"a_b\" \"x\" {\n  count = length(a_b.y)\n}\n\nresource \"a_b\" \"y\" {\n  count = "
            "length(a_b.z)\n}\n\n"
            "resource \"a_b\" \"z\" {\n  count = spec.one - 1\n}\n") == "");
}

TEST_CASE("lists of references lose those to removed blocks") {
  const std::string blocks = "resource \"a_b\" \"gone\" {\n  count = 1 - spec.one\n}\n";
  CHECK(raw(blocks + "resource \"a_b\" \"x\" {\n  depends_on = [a_b.gone, a_b.y]\n}\n") ==
        "resource \"a_b\" \"x\" {\n  depends_on = [a_b.y]\n}\n");
  CHECK(raw(blocks + "resource \"a_b\" \"x\" {\n  y = 1\n\n  depends_on = [a_b.gone]\n}\n") ==
        "resource \"a_b\" \"x\" {\n  y = 1\n}\n");
}

TEST_CASE("the value of an output stays even when it is null") {
  CHECK(raw("output \"o\" {\n  description = spec.none\n  value       = spec.none\n}\n") ==
        "output \"o\" {\n  value       = null\n}\n");
}

}  // namespace
}  // namespace blueprint::fold
