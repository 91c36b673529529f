#include <catch2/catch.hpp>

#include "terraform/module_text.h"

namespace blueprint::terraform {
namespace {

constexpr std::string_view kText = R"(resource "x" "y" {
  plain = 1
  list  = [10, 20]
  rules = [
    { port = 80 },
    { port = 443, "a-b" = 2 },
  ]
  policy = jsonencode({ Statement = [{ Effect = "Allow" }, { Effect = "Deny" }] })
  inner {
    a = 1
  }
  inner {
    b = 2
  }
  dynamic "many" {
    for_each = var.n
    content {
      c = 3
    }
  }
})";

// The text at the place of `path`.
std::string_view at(std::string_view path) {
  static const ModuleText module(kText);
  const Block& block = module.module.blocks()[0];
  return module.sources.text(locate(*block.syntax, path));
}

TEST_CASE("a path leads to its argument, item or member") {
  CHECK(at("plain") == "plain = 1");
  CHECK(at("list[1]") == "20");
  CHECK(at("rules[1]") == "{ port = 443, \"a-b\" = 2 }");
  CHECK(at("rules[1].port") == "port = 443");
  CHECK(at("rules[1].a-b") == "\"a-b\" = 2");
  CHECK(at("policy.Statement[1].Effect") == "Effect = \"Deny\"");
}

TEST_CASE("a path leads into nested blocks, dynamic ones too") {
  CHECK(at("inner[1]") == "inner");
  CHECK(at("inner[1].b") == "b = 2");
  CHECK(at("inner.a") == "a = 1");
  CHECK(at("many[7].c") == "c = 3");
}

TEST_CASE("a path that leads nowhere ends at the deepest part there is") {
  CHECK(at("") == "resource \"x\" \"y\"");
  CHECK(at("none.of.this") == "resource \"x\" \"y\"");
  CHECK(at("plain.deeper") == "plain = 1");
  CHECK(at("list[9]") == "list  = [10, 20]");
  CHECK(at("rules[1].none") == "{ port = 443, \"a-b\" = 2 }");
  CHECK(at("inner[0].none") == "inner");
  CHECK(at("list[") == "list  = [10, 20]");
  CHECK(at("list[99999999999999999999]") == "list  = [10, 20]");
  CHECK(at("...[[]].") == "resource \"x\" \"y\"");
}

}  // namespace
}  // namespace blueprint::terraform
