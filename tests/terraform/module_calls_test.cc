#include <catch2/catch.hpp>

#include "terraform/module_text.h"

namespace blueprint::terraform {
namespace {

TEST_CASE("a module sees its inputs, and its caller its outputs") {
  const ModuleText root(R"(
module "m" {
  source = "./m"
  size   = 2
}
resource "x" "y" {
  twice = module.m.twice
  id    = module.m.id
})",
                        {{"m", R"(
variable "size" {
  type = string
}
variable "zone" {
  default = "a"
}
resource "aws_vpc" "v" {
  size = var.size
  zone = var.zone
}
output "twice" {
  value = var.size * 2
}
output "id" {
  value = aws_vpc.v.id
})"}});
  CHECK(root.problems() == "");
  CHECK(root.shown_with_calls() ==
        "module.m: {source = \"./m\", size = 2}\n"
        "x.y: {twice = 4, id = module.m.aws_vpc.v.id}\n"
        "module.m.var.size: {type = \"string\"}\n"
        "module.m.var.zone: {default = \"a\"}\n"
        "module.m.aws_vpc.v: {size = \"2\", zone = \"a\", tags_all = module.m.aws_vpc.v.tags_all}\n"
        "module.m.output.twice: {value = 4}\n"
        "module.m.output.id: {value = module.m.aws_vpc.v.id}\n");
}

TEST_CASE("an output may be asked for by what its own module is given") {
  const ModuleText root(R"(
locals {
  ips = concat(module.a.ips, module.b.ips)
}
module "a" {
  source = "./m"
  n      = 1
  cidrs  = [for ip in local.ips : "${ip}/32"]
}
module "b" {
  source = "./m"
  n      = 2
  cidrs  = [for ip in local.ips : "${ip}/32"]
}
resource "x" "y" {
  ips = local.ips
})",
                        {{"m", R"(
variable "n" {}
variable "cidrs" {}
resource "x" "rules" {
  cidrs = var.cidrs
}
output "ips" {
  value = ["10.0.0.${var.n}"]
})"}});
  CHECK(root.problems() == "");
  const std::string shown = root.shown_with_calls();
  CHECK(shown.find("x.y: {ips = [\"10.0.0.1\", \"10.0.0.2\"]}\n") != shown.npos);
  CHECK(shown.find("module.a.x.rules: {cidrs = [\"10.0.0.1/32\", \"10.0.0.2/32\"]}\n") != shown.npos);
}

TEST_CASE("a call with count or for_each is an instance each, and its outputs are by key") {
  const std::string child =
      "variable \"n\" {}\nresource \"x\" \"r\" {\n  n = var.n\n}\noutput \"n\" {\n  value = var.n\n}";
  const ModuleText keyed(R"(
module "m" {
  source   = "./m"
  for_each = { b = 1, a = 2 }
  n        = each.value
}
resource "x" "y" {
  n = module.m["b"].n
})",
                         {{"m", child}});
  CHECK(
      keyed.shown_with_calls() ==
      "module.m[\"a\"]: {source = \"./m\", n = 2}\nmodule.m[\"b\"]: {source = \"./m\", n = 1}\nx.y: {n = 1}\n"
      "module.m[\"a\"].var.n: {}\nmodule.m[\"a\"].x.r: {n = 2}\nmodule.m[\"a\"].output.n: {value = 2}\n"
      "module.m[\"b\"].var.n: {}\nmodule.m[\"b\"].x.r: {n = 1}\nmodule.m[\"b\"].output.n: {value = 1}\n");
  const ModuleText counted(
      "module \"m\" {\n  source = \"./m\"\n  count = 2\n  n = count.index\n}\n"
      "resource \"x\" \"y\" {\n  n = module.m[*].n\n}",
      {{"m", child}});
  CHECK(
      counted.shown() ==
      "module.m[0]: {source = \"./m\", n = 0}\nmodule.m[1]: {source = \"./m\", n = 1}\nx.y: {n = [0, 1]}\n");
}

TEST_CASE("relations go through modules, locals and variables") {
  const ModuleText root(R"(
resource "aws_s3_bucket" "a" {}
resource "aws_s3_bucket" "b" {}
locals {
  buckets = { a = aws_s3_bucket.a.id, b = aws_s3_bucket.b.id }
}
module "m" {
  source = "./m"
  bucket = local.buckets["b"]
  name   = "${aws_s3_bucket.a.arn}/x"
}
resource "aws_policy" "p" {
  bucket = module.m.bucket
})",
                        {{"m", R"(
variable "bucket" {}
variable "name" {}
resource "aws_s3_bucket_acl" "acl" {
  bucket = var.bucket
}
resource "aws_s3_bucket_x" "x" {
  name = upper(var.name)
}
output "bucket" {
  value = aws_s3_bucket_acl.acl.bucket
})"}});
  CHECK(root.problems() == "");
  CHECK(root.relations() ==
        "aws_policy.p -> aws_s3_bucket.b\n"
        "module.m.aws_s3_bucket_acl.acl -> aws_s3_bucket.b\n"
        "module.m.aws_s3_bucket_x.x -> aws_s3_bucket.a\n");
}

TEST_CASE("modules that call themselves are said to, and missing ones are unknown") {
  const ModuleText circle(
      "module \"a\" {\n  source = \"./a\"\n}\nresource \"x\" \"y\" {\n  v = module.gone.v\n}\n"
      "module \"gone\" {\n  source = \"./gone\"\n}",
      {{"a", "module \"b\" {\n  source = \"../b\"\n}"}, {"b", "module \"a\" {\n  source = \"../a\"\n}"}});
  CHECK(circle.shown() ==
        "module.a: {source = \"./a\"}\nx.y: {v = module.gone.v}\nmodule.gone: {source = \"./gone\"}\n");
  CHECK(circle.shown_with_calls().find("module.a.module.b.module.a: {source = \"../a\"}\n") !=
        std::string::npos);
  CHECK(circle.problems() == "2: module `a` calls itself\n");
}

TEST_CASE("a policy document is a policy") {
  const ModuleText root(R"(
data "aws_iam_policy_document" "base" {
  statement {
    sid     = "One"
    actions = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.b.arn}/&{aws:username}"]
  }
}
data "aws_iam_policy_document" "all" {
  count                   = 1
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    effect  = "Deny"
    actions = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
resource "aws_s3_bucket" "b" {}
resource "x" "y" {
  statements = jsondecode(data.aws_iam_policy_document.all[0].json).Statement
})");
  CHECK(root.problems() == "");
  const std::string shown = root.shown();
  CHECK(shown.substr(shown.find("x.y")) ==
        "x.y: {statements = [{Action = \"s3:GetObject\", Effect = \"Allow\", Resource = ?, Sid = \"One\"}, "
        "{Action = \"*\", Condition = {Bool = {aws:SecureTransport = \"false\"}}, Effect = \"Deny\", "
        "Principal = \"*\"}]}\n");
}

TEST_CASE("override files change blocks, values files set variables") {
  Sources sources;
  Diagnostics diags;
  Folders folders(diags, sources);
  const auto file = [&](std::string name, std::string text) {
    return NamedFile{.path = name, .id = sources.add(name, std::move(text))};
  };
  folders.add("",
              {file("main.tf",
                    "variable \"n\" {\n  default = 1\n}\nresource \"x\" \"y\" {\n  a = 1\n  b = var.n\n  c "
                    "{\n    d = 1\n  }\n}"),
               file("main_override.tf",
                    "resource \"x\" \"y\" {\n  a = 2\n  c {\n    d = 2\n  }\n  c {\n    d = 3\n  }\n}"),
               file("z.auto.tfvars", "n = 3"), file("terraform.tfvars", "n = 2"), file("x.tfvars", "n = 9")});
  const Module module(diags, sources, folders, *folders.find(""));
  REQUIRE(module.blocks().size() == 2);
  CHECK(ModuleText::text_of(module.blocks()[1].value) == "{a = 2, b = 3, c = [{d = 2}, {d = 3}]}");
  CHECK(diags.all().empty());
}

TEST_CASE("an encrypted values file may set any variable, and is no broken one") {
  Sources sources;
  Diagnostics diags;
  Folders folders(diags, sources);
  const auto file = [&](std::string name, std::string text) {
    return NamedFile{.path = name, .id = sources.add(name, std::move(text))};
  };
  folders.add(
      "", {file("main.tf", "variable \"n\" {\n  default = 1\n}\nresource \"x\" \"y\" {\n  a = var.n\n}\n"),
           file("terraform.tfvars", std::string("\0GITCRYPT\0\1\xff", 12))});
  const Module module(diags, sources, folders, *folders.find(""));
  REQUIRE(module.blocks().size() == 2);
  CHECK(ModuleText::text_of(module.blocks()[1].value) == "{a = var.n}");
  CHECK(diags.empty());
}

TEST_CASE("the JSON form is the same language") {
  Sources sources;
  Diagnostics diags;
  Folders folders(diags, sources);
  const FileId id = sources.add("main.tf.json", R"({
  "//": "a comment",
  "variable": {"n": {"default": 2}},
  "locals": {"m": {"a": "${var.n + 1}"}},
  "resource": {"aws_x": {"y": {
    "count": "${var.n}",
    "tags": {"Name": "x-${count.index}"},
    "setting": [{"v": "${local.m.a}"}, {"v": "\"${var.n}\""}],
    "one": {"w": true}
  }}}
})");
  folders.add("", {{.path = "main.tf.json", .id = id}});
  const Module module(diags, sources, folders, *folders.find(""));
  REQUIRE(module.blocks().size() == 3);
  CHECK(module.blocks()[2].address == "aws_x.y[1]");
  CHECK(ModuleText::text_of(module.blocks()[2].value) ==
        "{tags = {Name = \"x-1\"}, setting = [{v = 3}, {v = \"\\\"2\\\"\"}], one = [{w = true}], tags_all = "
        "aws_x.y.tags_all}");
  CHECK(diags.all().empty());
}

TEST_CASE("modules that call two modules that call two are bounded") {
  std::vector<std::pair<std::string, std::string>> modules;
  for (int i = 0; i < 20; ++i) {
    const std::string source = concat("  source = \"../m", std::to_string(i + 1), "\"\n}\n");
    modules.emplace_back(concat("m", std::to_string(i)),
                         concat("module \"x\" {\n", source, "module \"y\" {\n", source));
  }
  modules.emplace_back("m20", "resource \"x\" \"y\" {}\n");
  const ModuleText root("module \"a\" {\n  source = \"./m0\"\n}", modules);
  CHECK(root.shown_with_calls().size() < 10'000'000);
  CHECK(root.problems().find("this root calls modules more than 5000 times") != std::string::npos);
}

TEST_CASE("values that double are bounded") {
  std::string text = "locals {\n  a0 = \"xxxxxxxxxx\"\n  b0 = [\"x\"]\n";
  for (int i = 1; i < 60; ++i) {
    const std::string n = std::to_string(i);
    const std::string before = std::to_string(i - 1);
    text += concat("  a", n, " = \"${local.a", before, "}${local.a", before, "}\"\n");
    text += concat("  b", n, " = [local.b", before, ", local.b", before, "]\n");
  }
  const ModuleText root(
      concat(text, "}\nresource \"x\" \"y\" {\n  a = local.a59\n  b = jsonencode(local.b59)\n}\n"));
  CHECK(root.shown() == "x.y: {a = ?, b = ?}\n");
  CHECK(root.problems().find("longer than 4194304 bytes") != std::string::npos);
}

}  // namespace
}  // namespace blueprint::terraform
