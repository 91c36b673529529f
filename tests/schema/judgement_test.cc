#include "schema/check.h"

#include <catch2/catch.hpp>

#include "schema/faults.h"

namespace blueprint::schema {
namespace {

// The faults of code that has one of each kind, when it asks for these versions of the provider.
std::string with_versions(std::string_view constraints) {
  return faults(concat(R"(resource "aws_eip" "a" {
  adress   = "x"
  colour   = "red"
  vpc      = true
  tags     = "x"
}
resource "aws_db_instance" "b" {
  instance_class       = "x"
  security_group_names = []
}
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ")",
                       constraints, "\" }\n  }\n}\n"));
}

const std::string kAll =
    "2:3 unknown-argument: adress in aws_eip ?address\n"
    "3:3 unknown-argument: colour in aws_eip\n"
    "4:3 removed-argument: vpc in aws_eip\n"
    "5:14 wrong-type: tags in aws_eip (map of string required, but have string)\n"
    "9:3 removed-argument: security_group_names in aws_db_instance\n";

TEST_CASE("code that may run with the version of the schema is told everything") {
  for (const char* versions : {">= 5.0", "~> 6.0", "6.25.0", "~> 6.10.0", ">= 4.0, < 7.0"}) {
    INFO(versions);
    CHECK(with_versions(versions) == kAll);
  }
}

TEST_CASE("code for a later version is not told that a name is unknown") {
  CHECK(with_versions(">= 6.28") ==
        "4:3 removed-argument: vpc in aws_eip\n"
        "5:14 wrong-type: tags in aws_eip (map of string required, but have string)\n"
        "9:3 removed-argument: security_group_names in aws_db_instance\n");
  CHECK(with_versions("~> 7.0") ==
        "4:3 removed-argument: vpc in aws_eip\n"
        "9:3 removed-argument: security_group_names in aws_db_instance\n");
}

TEST_CASE("what a later version may no longer need is not missed where it is used") {
  const auto of = [](std::string_view constraints, std::string_view inside) {
    return faults(concat(
        "resource \"aws_dynamodb_table\" \"a\" {\n  name = \"a\"\n  global_secondary_index {\n    name = "
        "\"b\"\n"
        "    projection_type = \"ALL\"\n",
        inside,
        "  }\n}\nterraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\", version = \"",
        constraints, "\" }\n  }\n}\n"));
  };
  const std::string missing =
      "3:3 missing-argument: hash_key in global_secondary_index of aws_dynamodb_table\n";
  CHECK(of("~> 6.0", "") == missing);
  CHECK(of(">= 6.40", "") == "");
  CHECK(of("6.25.0", "") == missing);
  CHECK(of("~> 6.0", "    new_schema {}\n") ==
        "6:5 unknown-block: new_schema in global_secondary_index of aws_dynamodb_table\n");
}

TEST_CASE("code for an earlier major version is told what that version did not have") {
  CHECK(with_versions("~> 5.0") ==
        "2:3 unknown-argument: adress in aws_eip ?address\n"
        "9:3 removed-argument: security_group_names in aws_db_instance\n");
  CHECK(with_versions("~> 4.0") == "2:3 unknown-argument: adress in aws_eip ?address\n");
  CHECK(with_versions("~> 3.0") == "");
  CHECK(with_versions("> 6, < 5") == "");
}

TEST_CASE("the types that a provider dropped are told apart from misspelt ones") {
  CHECK(faults("data \"aws_subnet_ids\" \"a\" {\n  vpc_id = \"x\"\n}\n") ==
        "1:6 removed-type: aws_subnet_ids in data ?aws_subnets\n");
}

}  // namespace
}  // namespace blueprint::schema
