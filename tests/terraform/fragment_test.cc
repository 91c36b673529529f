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

}  // namespace
}  // namespace blueprint::terraform
