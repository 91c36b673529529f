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

TEST_CASE("what is not known is of any type") {
  CHECK(of("subnet_ids = var.subnets\ndisk_size = aws_vpc.a.id\nlabels = merge(var.a, { b = 1 })") == "");
  CHECK(of("subnet_ids = [var.a, aws_vpc.b]\nlabels = { a = var.b }") == "");
  CHECK(of("subnet_ids = [var.a, []]") ==
        "9:14 wrong-type: subnet_ids in aws_eks_node_group (element 1: string required, but have tuple)\n");
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
