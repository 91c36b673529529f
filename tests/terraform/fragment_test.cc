#include "terraform/fragment.h"
#include "terraform/names.h"

#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint::terraform {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;  // By path.

// "check name" for each fault of the names of `folder`, a line each.
std::string faults(const Texts& texts, const std::string& folder = "", bool is_called = false) {
  Sources sources;
  Diagnostics diags;
  Folders folders(diags, sources);
  std::map<std::string, std::vector<NamedFile>> files;
  for (const auto& [path, text] : texts) {
    files[folder_of(path)].push_back({.path = path, .id = sources.add(path, text)});
  }
  for (const auto& [path, of_folder] : files) folders.add(path, of_folder);
  std::string lines;
  for (const auto& [block, fault] : name_faults(folders, *folders.find(folder), is_called)) {
    lines += concat(fault.check, " ", fault.name, "\n");
  }
  return lines;
}

const std::string kBucket =
    "resource \"aws_s3_bucket\" \"a\" {\n  bucket = var.name\n  tags = local.tags\n}\n";

TEST_CASE(
    "a folder that declares nothing of what it misses, and in which nothing runs Terraform, is a fragment") {
  CHECK(faults({{"a.tf", kBucket}}) == "fragment `var.name` and `local.tags`\n");
  CHECK(faults({{"a.tf", "output \"o\" {\n  value = [var.a, var.b, var.c, var.d, var.e, var.a]\n}\n"}}) ==
        "fragment `var.a`, `var.b`, `var.c` and 2 more\n");
  CHECK(faults({{"a.tf", "output \"o\" {\n  value = data.terraform_remote_state.vpc.outputs\n}\n"}}) ==
        "fragment `data.terraform_remote_state.vpc`\n");
}

TEST_CASE("what is run, called, or has values is no fragment") {
  const std::string both = "undeclared var.name\nundeclared local.tags\n";
  for (const char* more : {"terraform {}\n", "provider \"aws\" {}\n",
                           "variable \"x\" {\n  validation {}\n}\noutput \"y\" {\n  value = var.x\n}\n"}) {
    CHECK(faults({{"a.tf", kBucket}, {"b.tf", more}}) == both);
  }
  CHECK(faults({{"a.tf", kBucket}, {"terraform.tfvars", "name = 1\n"}}) == both);
  CHECK(faults({{"a.tf", kBucket}, {".terraform.lock.hcl", ""}}) == both);
  CHECK(faults({{"m/a.tf", kBucket}}, "m", true) == both);
}

TEST_CASE("a misspelt name is an error, whatever else there is") {
  CHECK(faults({{"a.tf", kBucket + "locals {\n  tag = 1\n}\noutput \"o\" {\n  value = local.tag\n}\n"}}) ==
        "undeclared var.name\nundeclared local.tags\n");
  CHECK(faults({{"a.tf", kBucket + "locals {\n  zone = 1\n}\noutput \"o\" {\n  value = local.zone\n}\n"}}) ==
        "fragment `var.name` and `local.tags`\n");
  CHECK(faults({{"a.tf", "resource \"aws_vpc\" \"a\" {}\noutput \"o\" {\n  value = aws_vpc.b.id\n}\n"}}) ==
        "undeclared aws_vpc.b\n");
}

TEST_CASE("a file that stands in another folder too, where its names are declared, is a template there") {
  const std::string variables = "variable \"x\" {}\nterraform {}\n";
  const std::string main = "output \"o\" {\n  value = [var.x, var.auto]\n}\n";
  const Texts texts = {{"_t/main.tf", main},
                       {"_t/v.tf", variables},
                       {"a/main.tf", main},
                       {"a/v.tf", variables},
                       {"a/auto.tf", "variable \"auto\" {}\n"}};
  CHECK(faults(texts, "_t") == "fragment `var.auto`\n");
  CHECK(faults(texts, "a") == "");
  CHECK(faults({{"_t/main.tf", main}, {"_t/v.tf", variables}, {"a/main.tf", main}, {"a/v.tf", variables}},
               "_t") == "undeclared var.auto\n");
}

TEST_CASE("a folder that misses more names than it has, or is called so, is a fragment") {
  const std::string alarms =
      "resource \"x_alarm\" \"a\" {\n  to = [x_topic.t.arn, x_vm.v.id, x_lb.l.id]\n}\n";
  CHECK(faults({{"a.tf", alarms}}) == "fragment `x_topic.t`, `x_vm.v` and `x_lb.l`\n");
  CHECK(faults({{"a.tf", alarms + "resource \"x_topic\" \"t\" {}\n"}}) ==
        "undeclared x_vm.v\nundeclared x_lb.l\n");
  CHECK(faults({{"a.tf", alarms + "provider \"x\" {}\n"}}) ==
        "undeclared x_topic.t\nundeclared x_vm.v\nundeclared x_lb.l\n");
  CHECK(faults({{"a.tf", alarms + "terraform {\n  required_version = \"~> 1.9\"\n}\n"}}) ==
        "fragment `x_topic.t`, `x_vm.v` and `x_lb.l`\n");
  CHECK(faults({{"a.tf", alarms + "terraform {\n  backend \"s3\" {}\n}\n"}}) ==
        "undeclared x_topic.t\nundeclared x_vm.v\nundeclared x_lb.l\n");
  const std::string mixin = "variable \"on\" {}\nlocals {\n  b = var.on && module.this.on\n}\n";
  CHECK(faults({{"mixins/role/a.tf", mixin}}, "mixins/role") == "fragment `module.this`\nunused local.b\n");
  const std::string other = "variable \"on\" {}\noutput \"on\" {\n  value = var.on\n}\n";
  CHECK(faults({{"mixins/a.tf", other}, {"mixins/b.tf", other}}, "mixins") == "");
  CHECK(faults({{"modules/role/a.tf", mixin}}, "modules/role") == "undeclared module.this\nunused local.b\n");
}

TEST_CASE("a name may be declared by what is yet to be made") {
  const std::string main = "provider \"x\" {}\noutput \"o\" {\n  value = local.name\n}\n";
  CHECK(faults({{"a.tf", main}}) == "undeclared local.name\n");
  for (const char* made : {"b.tf.jinja", "b.tf.j2", "b.tf.tpl", "b.tf.erb"}) {
    CHECK(faults({{"a.tf", main}, {made, "locals {\n  name = {{ name }}\n}\n"}}) == "");
  }
  CHECK(faults({{"a.tf", main}, {"b.tf.bak", "locals {\n  name = 1\n}\n"}}) == "undeclared local.name\n");
}

TEST_CASE("Terragrunt declares names in the folders that it runs in") {
  const std::string main = "terraform {}\noutput \"o\" {\n  value = [var.env, var.name]\n}\n";
  const std::string unit = "terraform {\n  source = \"../../modules//vpc\"\n}\ninclude \"root\" {}\n";
  const std::string root =
      "generate \"variables\" {\n  contents = file(\"common/variables.tf\")\n}\n"
      "generate \"provider\" {\n  contents = <<EOF\nprovider \"aws\" {\n  region = \"${local.region}\"\n"
      "  allowed_account_ids = [${local.id}]\n}\nvariable \"name\" {}\nEOF\n}\n";
  Texts texts = {{"modules/vpc/main.tf", main},
                 {"modules/other/main.tf", main},
                 {"live/terragrunt.hcl", root},
                 {"live/common/variables.tf", "variable \"env\" {}\n"},
                 {"live/vpc/terragrunt.hcl", unit}};
  CHECK(faults(texts, "modules/vpc") == "");
  CHECK(faults(texts, "modules/other") == "undeclared var.env\nundeclared var.name\n");
  texts.emplace_back("live/other/terragrunt.hcl",
                     "terraform {\n  source = \"${local.modules}/modules/other\"\n}\n");
  CHECK(faults(texts, "modules/other") == "");
  // One that is not below it is not its unit.
  texts[2].first = "elsewhere/root.hcl";
  CHECK(faults(texts, "modules/vpc") == "undeclared var.env\nundeclared var.name\n");
}

TEST_CASE("what Terragrunt generates in an unknown way may declare anything") {
  const std::string main =
      "terraform {}\nvariable \"names\" {}\noutput \"o\" {\n  value = [var.env, var.nmes]\n}\n";
  CHECK(
      faults({{"main.tf", main}, {"terragrunt.hcl", "generate \"x\" {\n  contents = local.contents\n}\n"}}) ==
      "undeclared var.nmes\nunused var.names\n");
}

TEST_CASE("what Terragrunt's text uses is not unused") {
  CHECK(faults({{"main.tf", "variable \"region\" {}\n"},
                {"terragrunt.hcl",
                 "generate \"x\" {\n  contents = <<EOF\nprovider \"aws\" {\n  region = "
                 "var.region\n}\nEOF\n}\n"}}) == "");
}

}  // namespace
}  // namespace blueprint::terraform
