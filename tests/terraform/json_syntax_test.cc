#include "terraform/json_syntax.h"

#include <catch2/catch.hpp>

#include "terraform/fault.h"
#include "terraform/module_text.h"
#include "terraform/names.h"

namespace blueprint::terraform {
namespace {

struct JsonText {
  explicit JsonText(std::string_view text) : id(sources.add("main.tf.json", std::string(text))) {
    folders.add("", {{.path = "main.tf.json", .id = id}});
  }

  // As ModuleText shows blocks.
  std::string shown() {
    const Module module(diags, sources, folders, *folders.find(""));
    std::string lines;
    for (const Block& block : module.blocks())
      lines += concat(block.address, ": ", ModuleText::text_of(block.value), "\n");
    return lines;
  }

  // "line:column text" of each fault of names.
  std::string faults() {
    std::string lines;
    for (const auto& [block, fault] : name_faults(folders, *folders.find(""), true)) {
      const LineColumn at = sources.locate(fault.span.file, fault.span.begin);
      CHECK(fault.span.file == id);
      lines += concat(std::to_string(at.line), ":", std::to_string(at.column), " ", fault.check, " ",
                      sources.text(fault.span), "\n");
    }
    return lines;
  }

  std::string problems() const {
    std::string lines;
    for (const Diagnostic& d : diags.sorted()) {
      const LineColumn at = sources.locate(d.span.file, d.span.begin);
      CHECK(d.span.file == id);
      lines += concat(std::to_string(at.line), ":", std::to_string(at.column), " ", d.message, "\n");
    }
    return lines;
  }

  Sources sources{};
  Diagnostics diags{};
  Folders folders{diags, sources};
  FileId id;
};

TEST_CASE("inputs of modules and values of locals are never blocks, and `//` is a key in them") {
  JsonText text(R"({"//": "c", "locals": {"//": "c", "o": {"//": "kept", "${local.k}": 1}, "k": "key"},
"module": {"m": {"source": "x/${y}", "i": {"a": {"b": 1}}, "l": [{"c": 2}], "//": "c"}},
"resource": {"x": {"y": {"v": "${local.o}"}}}})");
  CHECK(text.shown() ==
        "module.m: {source = \"x/$${y}\", i = {a = {b = 1}}, l = [{c = 2}]}\n"
        "x.y: {v = {// = \"kept\", key = 1}}\n");
  CHECK(text.problems() == "");
}

TEST_CASE("texts are no templates where Terraform wants a constant") {
  JsonText text(R"({"variable": {"v": {"default": "${not.a.template}", "description": "%{x"}},
"output": {"o": {"value": "${var.v}", "description": "${x}"}},
"terraform": {"required_version": ">= 1", "backend": {"s3": {"bucket": "${b}"}}, "required_providers": {"aws": {"source": "hashicorp/aws"}}}})");
  CHECK(text.shown() ==
        "var.v: {default = \"$${not.a.template}\", description = \"%%{x\"}\n"
        "output.o: {value = \"$${not.a.template}\", description = \"$${x}\"}\n"
        "terraform: {required_version = \">= 1\", backend = [{bucket = \"$${b}\"}], required_providers = "
        "[{aws = "
        "{source = \"hashicorp/aws\"}}]}\n");
  CHECK(text.problems() == "");
}

TEST_CASE("names and types are expressions") {
  JsonText text(
      R"json({"variable": {"l": {"type": "list(string)", "default": [1]}, "o": {"type": "object({ a = optional(string, \"x\") })", "default": {}}},
"moved": {"from": "aws_x.a", "to": "aws_x.b"},
"resource": {"aws_x": {"b": {"v": ["${var.l}", "${var.o}"], "depends_on": ["aws_x.gone", "data.d.e"],
  "lifecycle": {"replace_triggered_by": ["aws_x.missing.id"], "ignore_changes": ["tags"]}, "provider": "aws.east"}}}})json");
  const std::string shown = text.shown();
  CHECK(shown.substr(shown.find("aws_x.b")).starts_with("aws_x.b: {v = [[\"1\"], {a = \"x\"}], "));
  CHECK(text.faults() ==
        "3:77 undeclared aws_x.gone\n3:91 undeclared data.d.e\n4:43 undeclared aws_x.missing.id\n");
}

TEST_CASE("places are exact behind escapes") {
  JsonText text(
      "{\"output\": {\"o\": {\"value\":\n"
      "  \"\\u00e9\\n\\\"${jsonencode({\\\"a\\\" = var.one})} \\ud83d\\ude00 ${var.two}\"}}}");
  CHECK(text.faults() == "2:36 undeclared var.one\n2:62 undeclared var.two\n");
  JsonText wrong("{\"output\": {\"o\": {\"value\":\n  \"\\\"${1 +}\"}}}");
  CHECK(wrong.problems().starts_with("2:11 "));
}

TEST_CASE("a block that a schema knows is one however it is written, and an argument is none") {
  JsonText text(R"({"resource": {"aws_instance": {"a": {
  "root_block_device": {"volume_size": 8, "tags": {"a": "b"}}, "ebs_block_device": [], "metadata_options": null, "tags": {}}},
"aws_iam_role": {"r": {"assume_role_policy": {"x": {}}, "inline_policy": [{"name": "n"}]}}}})");
  CHECK(text.shown() ==
        "aws_instance.a: {tags = {}, root_block_device = [{volume_size = 8, tags = {a = \"b\"}}], tags_all = "
        "aws_instance.a.tags_all}\n"
        "aws_iam_role.r: {assume_role_policy = {x = {}}, inline_policy = [{name = \"n\"}], tags_all = "
        "aws_iam_role.r.tags_all}\n");
}

TEST_CASE("default tags of the JSON form are on its resources") {
  JsonText text(R"({"provider": {"aws": {"region": "eu-west-1", "default_tags": {"tags": {"team": "shop"}}}},
"resource": {"aws_vpc": {"v": {}}}})");
  CHECK(text.shown().ends_with(
      "aws_vpc.v: {provider = \"aws\", region = \"eu-west-1\", tags_all = {team = \"shop\"}}\n"));
}

}  // namespace
}  // namespace blueprint::terraform
