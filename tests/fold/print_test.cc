#include "fold/print.h"

#include <catch2/catch.hpp>

#include "fold/expression_text.h"
#include "fold/heredoc.h"
#include "hcl/parse.h"

namespace blueprint::fold {
namespace {

using eval::Number;
using eval::Type;
using eval::Value;

TEST_CASE("primitives print as Terraform writes them") {
  CHECK(print(Value::null()) == "null");
  CHECK(print(Value::boolean(true)) == "true");
  CHECK(print(Value::number(-7)) == "-7");
  CHECK(print(Value::number(*Number::parse("0.10"))) == "0.1");
  CHECK(print(Value::symbol("aws_vpc.network.id")) == "aws_vpc.network.id");
  CHECK(print(Value::string("x")) == "\"x\"");
}

TEST_CASE("strings are escaped so that they stay strings") {
  CHECK(quote("say \"hi\"\\") == R"("say \"hi\"\\")");
  CHECK(quote("a\nb\tc\r") == R"("a\nb\tc\r")");
  CHECK(quote("${x} %{if} $${y} $ % {") == R"("$${x} %%{if} $$${y} $ % {")");
  CHECK(quote(std::string_view("\0\x1b\x7f", 3)) == R"("\u0000\u001B\u007F")");
  CHECK(quote("é€") == "\"é€\"");
}

TEST_CASE("short lists stay on a line, long ones get a line for each item") {
  CHECK(print(Value::tuple({})) == "[]");
  CHECK(print(Value::tuple({Value::string("a"), Value::number(1)})) == "[\"a\", 1]");
  const Value text = Value::string(std::string(50, 'x'));
  CHECK(print(Value::tuple({text, text})) ==
        "[\n  \"" + std::string(50, 'x') + "\",\n  \"" + std::string(50, 'x') + "\",\n]");
}

TEST_CASE("sets say that they are sets") {
  CHECK(print(Value::set(Type::string(), {Value::string("b"), Value::string("a")})) ==
        "toset([\"a\", \"b\"])");
  CHECK(print(Value::list(Type::string(), {Value::string("b")})) == "[\"b\"]");
}

TEST_CASE("objects of one entry stay on a line, others have their entries aligned") {
  CHECK(print(Value::object({})) == "{}");
  CHECK(print(Value::object({{"a", Value::number(1)}})) == "{ a = 1 }");
  const Value inner = Value::object({{"x", Value::number(1)}, {"long", Value::number(2)}});
  CHECK(print(Value::object({{"b", Value::number(1)}, {"ab", inner}, {"a", Value::number(2)}}), 2) ==
        "{\n    b = 1\n    ab = {\n      x    = 1\n      long = 2\n    }\n    a = 2\n  }");
  CHECK(print(Value::tuple({inner})) == "[{\n  x    = 1\n  long = 2\n}]");
}

TEST_CASE("deep and wide values are printed in one pass") {
  Value deep = Value::string(std::string(90, 'x'));
  for (int i = 0; i < 60; ++i) {
    deep = Value::tuple({Value::object({{"k", Value::tuple({deep, Value::null()})}})});
  }
  CHECK(print(deep).size() > 90);
  std::vector<eval::Entry> entries;
  for (int i = 0; i < 20000; ++i) entries.emplace_back("k" + std::to_string(i), Value::number(i));
  CHECK(print(Value::object(std::move(entries))).starts_with("{\n  k0     = 0\n"));
}

TEST_CASE("keys are bare where they can be") {
  CHECK(print_key("us-east-1a") == "us-east-1a");
  CHECK(print_key("1a") == "\"1a\"");
  CHECK(print_key("a.b/c") == "\"a.b/c\"");
  CHECK(print_key("") == "\"\"");
  CHECK(print_key("for") == "\"for\"");
  CHECK(print_key("${x}") == "\"$${x}\"");
}

TEST_CASE("compound expressions are told from simple ones") {
  for (const char* simple : {"a", "a.b[0].c", "f(a + b)", "\"a + b\"", "[1, 2]", "a.*.b", "a[*].b",
                             "provider::aws::f(x)", "{ a = 1 }", "\"${a + b} c\""}) {
    CHECK_FALSE(is_compound(simple));
  }
  for (const char* compound : {"a + b", "!a", "-1", "a ? b : c", "a==b", "f(x) && g(y)"}) {
    CHECK(is_compound(compound));
  }
}

TEST_CASE("a splat would take what follows to each element") {
  CHECK(is_loose_base("a[*].id"));
  CHECK(is_loose_base("a.*.id"));
  CHECK_FALSE(is_loose_base("a[b[*].c].id"));
  CHECK_FALSE(is_loose_base("f(a[*].id)"));
}

TEST_CASE("one quoted string is told from more than one") {
  CHECK(inside_quotes("\"a-${b[\"c\"]}\"") == "a-${b[\"c\"]}");
  CHECK(inside_quotes("\"\"").data() != nullptr);
  for (const char* other : {"a", "\"a\" == \"b\"", "\"", "f(\"a\")", "\"a\".b"}) {
    CHECK(inside_quotes(other).data() == nullptr);
  }
}

TEST_CASE("a heredoc is used only when it gives exactly the text") {
  CHECK(heredoc_of("a\n  b\n", 2) == "<<-EOT\n    a\n      b\n  EOT");
  CHECK(heredoc_of("  a\n  b\n", 0) == "<<EOT\n  a\n  b\nEOT");
  CHECK(heredoc_of("a\n\nb\n", 0) == "<<-EOT\n  a\n\n  b\nEOT");
  CHECK(heredoc_of("EOT\n", 0) == "<<-EOT_\n  EOT\nEOT_");
  CHECK(heredoc_of("a", 0) == std::nullopt);
  CHECK(heredoc_of("a\r\n", 0) == std::nullopt);
}

}  // namespace
}  // namespace blueprint::fold
