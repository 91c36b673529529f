#include "schema/values.h"

#include <catch2/catch.hpp>

#include "schema/faults.h"

namespace blueprint::schema {
namespace {

// The faults of one argument of a node group.
std::string of(std::string_view argument) {
  return faults(
      concat("resource \"aws_eks_node_group\" \"a\" {\n  cluster_name  = \"a\"\n  node_role_arn = \"b\"\n"
             "  scaling_config {\n    desired_size = 1\n    max_size = 1\n    min_size = 1\n  }\n",
             argument, "\n}\n"));
}

TEST_CASE("values convert as Terraform converts them") {
  CHECK(of("subnet_ids = [\"a\", 5]\ndisk_size = \"20\"\nlabels = { a = 1, b = true }\nforce_update_version "
           "= \"true\"") == "");
  CHECK(of("subnet_ids = toset([\"a\"])\ndisk_size = null\nlabels = null") == "");
  CHECK(of("subnet_ids = \"a\"") ==
        "9:14 wrong-type: subnet_ids in aws_eks_node_group (set of string required, but have string)\n");
  CHECK(of("subnet_ids = []\ndisk_size = \"big\"") ==
        "10:13 wrong-type: disk_size in aws_eks_node_group (a number is required)\n");
  CHECK(of("subnet_ids = []\nforce_update_version = 1") ==
        "10:24 wrong-type: force_update_version in aws_eks_node_group (bool required, but have number)\n");
  CHECK(of("subnet_ids = []\nlabels = { a = [] }") ==
        "10:10 wrong-type: labels in aws_eks_node_group (element \"a\": string required, but have tuple)\n");
}

TEST_CASE("what is not known and of no type may be anything") {
  CHECK(of("subnet_ids = var.subnets\ndisk_size = aws_vpc.a.id\nlabels = merge(var.a, { b = 1 })") == "");
  CHECK(of("subnet_ids = [var.a, aws_vpc.b]\nlabels = { a = var.b }") == "");
  CHECK(of("subnet_ids = [var.a, []]") ==
        "9:14 wrong-type: subnet_ids in aws_eks_node_group (element 1: string required, but have tuple)\n");
}

// The faults of one argument of a queue, of which there are some variables.
std::string of_queue(std::string_view argument) {
  return faults(concat(R"(variable "l" { type = list(string) }
variable "s" { type = string }
variable "n" { type = number }
variable "m" { type = map(string) }
variable "o" { type = object({ a = string, b = optional(number) }) }
variable "x" {}
resource "aws_sqs_queue" "q" {
)",
                       argument, "\n}\n"));
}

TEST_CASE("what is not known but of a type must be of one that converts") {
  const auto wrong = [](std::string_view argument, std::string_view why) {
    const std::string name(argument.substr(0, argument.find(' ')));
    const std::string column = std::to_string(argument.find('=') + 3);
    CHECK(of_queue(argument) ==
          concat("8:", column, " wrong-type: ", name, " in aws_sqs_queue (", why, ")\n"));
  };
  wrong("name = var.l", "string required, but have list of string");
  wrong("tags = var.s", "map of string required, but have string");
  wrong("fifo_queue = var.n", "bool required, but have number");
  wrong("fifo_queue = var.n + 1", "bool required, but have number");
  wrong("tags = \"a-${var.s}\"", "map of string required, but have string");
  wrong("delay_seconds = var.s == \"a\"", "number required, but have bool");
  wrong("tags = join(\",\", var.l)", "map of string required, but have string");
  wrong("tags = length(var.l)", "map of string required, but have number");
  wrong("name = var.l[*]", "string required, but have list of string");
  wrong("name = concat(var.l, var.l)", "string required, but have list of string");
  wrong("name = var.x ? var.l : var.l", "string required, but have list of string");
  wrong("tags = lookup(var.m, \"a\")", "map of string required, but have string");
  wrong("tags = var.o.a", "map of string required, but have string");
  wrong("tags = path.module", "map of string required, but have string");
  wrong("tags = [var.s]", "map of string required");
  wrong("tags = { a = var.l }", "element \"a\": string required, but have list of string");
}

TEST_CASE("a type that may convert is none to complain of") {
  for (const char* argument :
       {"delay_seconds = var.s", "fifo_queue = var.s", "name = var.n", "tags = var.o", "tags = var.m",
        "delay_seconds = \"1${var.s}\"", "name = !var.s", "name = var.x", "tags = var.x.y",
        "name = try(var.l, 1)", "name = jsondecode(var.s)", "tags = aws_vpc.a.id",
        "name = { for k, v in var.m : k => v }.a", "tags = { for k, v in var.m : k => v }", "tags = null",
        "name = merge(var.m, {}).a"}) {
    CHECK(of_queue(argument) == "");
  }
}

TEST_CASE("the default of a root's variable is nothing to complain of, but its type is") {
  const auto queue = [](std::string_view variable, std::string_view more = "") {
    return faults(concat("variable \"v\" { ", variable,
                         " }\nlocals {\n  v = var.v\n}\nresource \"aws_sqs_queue\" \"q\" {\n",
                         "  delay_seconds = local.v\n", more, "}\n"));
  };
  CHECK(queue("default = \"soon\"") == "");
  CHECK(queue("default = []") == "");
  CHECK(queue("type = string\n  default = \"soon\"\n") == "");
  CHECK(queue("type = list(string)\n  default = []\n") ==
        "8:19 wrong-type: delay_seconds in aws_sqs_queue (number required, but have list of string)\n");
  CHECK(queue("default = 5", "  tags = \"x\"\n") ==
        "7:10 wrong-type: tags in aws_sqs_queue (map of string required, but have string)\n");
}

TEST_CASE("a mistake is told once, however many instances have it") {
  CHECK(faults("resource \"aws_eip\" \"a\" {\n  count = 3\n  tags = \"x\"\n}\n") ==
        "3:10 wrong-type: tags in aws_eip (map of string required, but have string)\n");
  CHECK(
      faults(
          "resource \"aws_eip\" \"a\" {\n  for_each = { x = { a = 1 }, y = 5 }\n  tags = each.value\n}\n") ==
      "3:10 wrong-type: tags in aws_eip (map of string required, but have number)\n");
}

TEST_CASE("nested blocks have values too, dynamic ones among plain ones") {
  CHECK(faults(R"(resource "aws_instance" "a" {
  ebs_block_device {
    device_name = "a"
    volume_size = "x"
  }
  dynamic "ebs_block_device" {
    for_each = [1, "big"]
    content {
      device_name = "b"
      volume_size = ebs_block_device.value
    }
  }
  ebs_block_device {
    device_name = ["c"]
  }
})") == R"(4:19 wrong-type: volume_size in ebs_block_device of aws_instance (a number is required)
10:21 wrong-type: volume_size in ebs_block_device of aws_instance (a number is required)
14:19 wrong-type: device_name in ebs_block_device of aws_instance (string required, but have tuple)
)");
}

TEST_CASE("an argument in the place of blocks must have all that they have") {
  CHECK(
      faults(
          "resource \"aws_route_table\" \"a\" {\n  vpc_id = \"a\"\n  route = [{ cidr_block = \"x\" }]\n}\n")
          .find("3:11 wrong-type: route in aws_route_table (element 0: attributes \"carrier_gateway_id\",") ==
      0);
}

TEST_CASE("what only the provider sets may be null, and not known") {
  CHECK(faults("resource \"aws_sqs_queue\" \"a\" {\n  arn = \"x\"\n  url = null\n}\n"
               "resource \"aws_sqs_queue\" \"b\" {\n  arn = var.x\n}\n") ==
        "2:3 read-only-argument: arn in aws_sqs_queue\n");
}

}  // namespace
}  // namespace blueprint::schema
