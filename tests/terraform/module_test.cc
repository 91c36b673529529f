#include "terraform/module.h"

#include <catch2/catch.hpp>

#include "terraform/module_text.h"

namespace blueprint::terraform {
namespace {

std::string shown(std::string_view text) {
  const ModuleText module(text);
  CHECK(module.problems() == "");
  return module.shown();
}

std::string problems(std::string_view text) { return ModuleText(text).problems(); }

TEST_CASE("variables take their defaults, locals are evaluated in any order") {
  CHECK(shown(R"(variable "size" {
  type    = number
  default = 2
}
variable "zone" {}
locals {
  twice = local.once * 2
  once  = var.size
}
resource "x" "y" {
  a = local.twice
  b = var.zone
})") == "var.size: {type = \"number\", default = 2}\n"
        "var.zone: {}\n"
        "x.y: {a = 4, b = var.zone}\n");
}

TEST_CASE("providers of one kind are told apart by their aliases") {
  CHECK(shown("provider \"x\" {\n  region = \"a\"\n}\nprovider \"x\" {\n  alias = \"b\"\n}") ==
        "provider.x: {region = \"a\"}\nprovider.x.b: {alias = \"b\"}\n");
}

TEST_CASE("a boolean is read as it is meant, however it is written") {
  CHECK(shown("resource \"x\" \"y\" {\n  a = True\n  b = False\n  c = \"True\"\n  d = TRUE\n}") ==
        "x.y: {a = true, b = false, c = \"True\", d = ?}\n");
}

TEST_CASE("count and for_each make an instance each when they are known") {
  CHECK(shown("resource \"x\" \"n\" {\n  count = 2\n  i = count.index\n}") ==
        "x.n[0]: {i = 0}\nx.n[1]: {i = 1}\n");
  CHECK(shown("resource \"x\" \"n\" {\n  count = 0\n}") == "");
  CHECK(shown("resource \"x\" \"n\" {\n  for_each = { b = 1, a = 2 }\n  v = each.value\n}") ==
        "x.n[\"a\"]: {v = 2}\nx.n[\"b\"]: {v = 1}\n");
  CHECK(shown("resource \"x\" \"n\" {\n  for_each = toset([\"q\\\"\"])\n  v = each.key\n}") ==
        "x.n[\"q\\\"\"]: {v = \"q\\\"\"}\n");
}

TEST_CASE("with an unknown or senseless count there is one instance of unknown index") {
  CHECK(shown("variable \"n\" {}\nresource \"x\" \"n\" {\n  count = var.n\n  i = count.index\n}") ==
        "var.n: {}\nx.n: {i = ?}\n");
  CHECK(shown("resource \"x\" \"n\" {\n  count = 1000000000\n  i = count.index\n}") == "x.n: {i = ?}\n");
  CHECK(shown("variable \"n\" {}\nresource \"x\" \"n\" {\n  for_each = var.n\n  v = each.key\n}") ==
        "var.n: {}\nx.n: {v = ?}\n");
  CHECK(shown("resource \"x\" \"n\" {\n  count = -1\n}") == "");
}

TEST_CASE("many blocks together cannot ask for more instances than one may") {
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += "resource \"x\" \"n" + std::to_string(i) + "\" {\n  count = 9000\n}\n";
  CHECK(ModuleText(text).module.blocks().size() == 9000 + 99);
}

TEST_CASE("nested blocks are lists, and dynamic ones are expanded") {
  CHECK(shown("resource \"x\" \"y\" {\n  b {\n    v = 1\n  }\n  dynamic \"b\" {\n    for_each = [7, 8]\n"
              "    content {\n      v = b.value\n      k = b.key\n    }\n  }\n}") ==
        "x.y: {b = [{v = 1}, {v = 7, k = 0}, {v = 8, k = 1}]}\n");
  CHECK(shown("resource \"x\" \"y\" {\n  dynamic \"b\" {\n    for_each = { k = \"v\" }\n    iterator = it\n"
              "    content {\n      v = \"${it.key}=${it.value}\"\n    }\n  }\n}") ==
        "x.y: {b = [{v = \"k=v\"}]}\n");
  CHECK(shown("variable \"n\" {}\nresource \"x\" \"y\" {\n  dynamic \"b\" {\n    for_each = var.n\n"
              "    content {\n      v = 1\n      k = b.value.k\n    }\n  }\n}") ==
        "var.n: {}\nx.y: {b = [{v = 1, k = ?}]}\n");
}

TEST_CASE("dynamic blocks inside each other do not swell") {
  std::string text = "resource \"x\" \"y\" {\n";
  for (int i = 0; i < 5; ++i) text += "dynamic \"b\" {\n  for_each = range(1000)\n  content {\n";
  for (int i = 0; i < 5; ++i) text += "}\n}\n";
  const ModuleText module(text + "}\n");
  REQUIRE(module.module.blocks().size() == 1);
  CHECK(module.problems() == "");
}

TEST_CASE("what only a provider knows is a symbol, and an argument that is given is its value") {
  CHECK(shown("resource \"aws_vpc\" \"v\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n"
              "resource \"x\" \"y\" {\n  a = aws_vpc.v.id\n  b = aws_vpc.v.cidr_block\n"
              "  c = data.aws_region.r.name\n  d = module.m.out\n  e = path.module\n}") ==
        "aws_vpc.v: {cidr_block = \"10.0.0.0/16\", tags_all = aws_vpc.v.tags_all}\n"
        "x.y: {a = aws_vpc.v.id, b = \"10.0.0.0/16\", c = data.aws_region.r.name, d = module.m.out, "
        "e = \".\"}\n");
}

TEST_CASE("names that go in a circle are told once, and are not known") {
  const ModuleText module(
      "locals {\n  a = local.b\n  b = local.a\n}\nresource \"x\" \"y\" {\n  v = local.a\n}");
  CHECK(module.problems() == "2: `local.a` refers to itself\n");
  CHECK(module.shown() == "x.y: {v = ?}\n");
  CHECK(problems("resource \"x\" \"y\" {\n  v = x.z.w\n}\nresource \"x\" \"z\" {\n  w = x.y.v\n}") == "");
}

TEST_CASE("a long chain of locals ends in an error, not in a crash") {
  std::string text = "locals {\n  a0 = 1\n";
  for (int i = 1; i < 20'000; ++i) {
    text += "  a" + std::to_string(i) + " = local.a" + std::to_string(i - 1) + "\n";
  }
  text += "}\nresource \"x\" \"y\" {\n  v = local.a19999\n}\n";
  const ModuleText module(text);
  CHECK(module.diags.has_errors());
  CHECK(module.shown() == "x.y: {v = ?}\n");
}

TEST_CASE("a block knows what it refers to, in any corner of it") {
  const ModuleText module(
      "resource \"x\" \"y\" {\n  count = var.n\n  a = [for k in local.l : data.d.e.f]\n"
      "  b = \"${module.m.o}-${path.module}\"\n  c {\n    d = x.z[0].w\n    e = x.y.v\n  }\n}");
  REQUIRE(module.module.blocks().size() == 1);
  std::string related;
  for (const auto& [address, declared] : module.module.related(module.module.blocks()[0])) {
    related += concat(address, " of ", declared, "; ");
  }
  CHECK(related == "data.d.e of data.d.e; x.z[0] of x.z; ");
}

TEST_CASE("a type that cannot be read leaves the value as it is") {
  CHECK(ModuleText("variable \"v\" {\n  type = object({ a = list })\n  default = { a = [1], b = 2 }\n}\n"
                   "resource \"x\" \"y\" {\n  b = var.v.b\n}")
            .shown()
            .ends_with("x.y: {b = 2}\n"));
  CHECK(ModuleText("variable \"v\" {\n  type = object({ a = string })\n  default = { a = 1, b = 2 }\n}\n"
                   "resource \"x\" \"y\" {\n  a = var.v.a\n}")
            .shown()
            .ends_with("x.y: {a = \"1\"}\n"));
}

TEST_CASE("a reference may begin with the word resource") {
  const ModuleText module(
      "resource \"x\" \"y\" {\n  a = resource.x.z.b\n  c = [resource.x.z.id]\n}\nresource \"x\" \"z\" {\n  b "
      "= 1\n}");
  CHECK(module.shown() == "x.y: {a = 1, c = [x.z.id]}\nx.z: {b = 1}\n");
  CHECK(module.relations() == "x.y -> x.z\n");
}

TEST_CASE("files without sense are a module without blocks") {
  CHECK(ModuleText("").shown() == "");
  CHECK(ModuleText("resource {\n}").shown() == ": {}\n");
  CHECK(ModuleText("x = 1\n").shown() == "");
  CHECK(ModuleText(std::string_view("\0\xff{{{", 6)).shown() == "");
}

}  // namespace
}  // namespace blueprint::terraform
