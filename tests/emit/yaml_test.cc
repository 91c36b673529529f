#include <catch2/catch.hpp>

#include "emit/yaml.h"

namespace blueprint::emit {
namespace {

using eval::Value;

std::string printed(const Value& value) {
  MappedText text;
  print_yaml(text, value, {});
  return text.text();
}

Value text(const char* value) { return Value::string(value); }

TEST_CASE("mappings keep their order, and null members are left out") {
  CHECK(printed(Value::object({{"kind", text("Namespace")},
                               {"spec", Value::null()},
                               {"apiVersion", text("v1")},
                               {"metadata", Value::object({{"name", text("shop")}})}})) ==
        "kind: Namespace\n"
        "apiVersion: v1\n"
        "metadata:\n"
        "  name: shop\n");
}

TEST_CASE("lists of mappings start on the line of their dash") {
  CHECK(printed(Value::object(
            {{"ports", Value::tuple({Value::object({{"name", text("http")}, {"port", Value::number(80)}})})},
             {"args", Value::tuple({text("--a"), text("b")})},
             {"empty", Value::tuple({})},
             {"none", Value::object({})}})) ==
        "ports:\n"
        "  - name: http\n"
        "    port: 80\n"
        "args:\n"
        "  - \"--a\"\n"
        "  - b\n"
        "empty: []\n"
        "none: {}\n");
}

TEST_CASE("text that a reader could take for something else is quoted") {
  for (const char* word :
       {"true", "No",         "on", "null", "~",  "1",    "-1.5", "1e3", "0x1F", "012",
        "1:30", "2026-01-01", "",   " a",   "a ", "a: b", "a #b", "- a", "{a",   "[a",
        "&a",   "*a",         "!a", "%a",   "@a", "'a",   "a:",   "=",   ".5",   "1_000"}) {
    INFO(word);
    CHECK(yaml_scalar(word) == std::string("\"") + word + "\"");
  }
  for (const char* word :
       {"gp3", "10.0.0.0/16", "1.2.3", "a:b", "a#b", "arn:aws:iam::1:role/x", "registry/web:1.4"}) {
    INFO(word);
    CHECK(yaml_scalar(word) == word);
  }
}

TEST_CASE("quotes, escapes and control characters stay inside the string") {
  CHECK(yaml_scalar("a\"b\\c: d") == "\"a\\\"b\\\\c: d\"");
  CHECK(yaml_scalar("a\tb\x01") == "\"a\\tb\\x01\"");
  CHECK(yaml_scalar("${x} %{if}: y") == "\"${x} %{if}: y\"");
}

TEST_CASE("lines of text become a block") {
  CHECK(printed(Value::object({{"script", text("set -e\n\nrun\n")}, {"last", text("a\nb")}})) ==
        "script: |\n"
        "  set -e\n"
        "\n"
        "  run\n"
        "last: |-\n"
        "  a\n"
        "  b\n");
}

}  // namespace
}  // namespace blueprint::emit
