// The JSON form against the schemas.

#include <catch2/catch.hpp>

#include "schema/faults.h"

namespace blueprint::schema {
namespace {

// The faults of an instance with this body, of which only what follows the first two arguments counts.
std::string of(std::string_view body) {
  return faults(concat(R"json({"variable": {"l": {"type": "list(string)"}},
"resource": {"aws_instance": {"a": {"ami": "x", "instance_type": "t3.micro",
)json",
                       body, "}}}}"),
                "main.tf.json");
}

TEST_CASE("blocks of the JSON form are an object, a list of objects, or none") {
  CHECK(
      of(R"("root_block_device": {"volume_size": 5}, "ebs_block_device": [{"device_name": "a"}, {"device_name": "b", "//": "c"}])") ==
      "");
  CHECK(of(R"("root_block_device": null, "ebs_block_device": [], "tags": {"a": "b"}, "//": {"a": 1})") == "");
  CHECK(of(R"("root_block_device": [{"volume_size": 5}, {"volume_size": 6}])") ==
        "3:1 too-many-blocks: root_block_device in aws_instance\n");
  CHECK(of(R"("root_block_device": "x")") == "3:1 block-as-argument: root_block_device in aws_instance\n");
}

TEST_CASE("what is wrong in the JSON form is told in its place") {
  CHECK(of(R"("rocket": "x")") == "3:1 unknown-argument: rocket in aws_instance\n");
  CHECK(of(R"("rocket": {"a": 1})") == "3:1 unknown-block: rocket in aws_instance\n");
  CHECK(of(R"("root_block_device": {"volume_sise": 5})") ==
        "3:23 unknown-argument: volume_sise in root_block_device of aws_instance ?volume_size\n");
  CHECK(of(R"("root_block_device": {"volume_size": "big"})") ==
        "3:38 wrong-type: volume_size in root_block_device of aws_instance (a number is required)\n");
  CHECK(of(R"("user_data": "${var.l}")") ==
        "3:14 wrong-type: user_data in aws_instance (string required, but have list of string)\n");
  CHECK(of(R"("user_data": "${concat(var.l, split(\",\", \"a\"))}")") ==
        "3:14 wrong-type: user_data in aws_instance (string required, but have list of string)\n");
  CHECK(of(R"("arn": "x")") == "3:1 read-only-argument: arn in aws_instance\n");
}

TEST_CASE("dynamic blocks of the JSON form are checked as blocks") {
  CHECK(
      of(R"("dynamic": [{"ebs_block_device": {"for_each": ["a"], "iterator": "it", "content": {"device_name": "${it.value}", "volume_size": "big"}}}])") ==
      "3:129 wrong-type: volume_size in ebs_block_device of aws_instance (a number is required)\n");
  CHECK(of(R"("dynamic": {"ebs_blok_device": {"for_each": [], "content": {}}})") ==
        "3:13 unknown-block: ebs_blok_device in aws_instance ?ebs_block_device\n");
}

TEST_CASE("Terraform's own arguments and blocks have their own shape") {
  CHECK(
      of(R"("lifecycle": {"ignore_changes": ["tags"], "precondition": [{"condition": "${var.l != null}", "error_message": "x"}]},
"depends_on": ["aws_vpc.a"], "provisioner": [{"local-exec": {"command": "x"}}], "connection": {"host": "h"}, "count": 2, "provider": "aws.x")") ==
      "");
}

TEST_CASE("what may be written as blocks in HCL is an argument with all its parts in JSON") {
  const auto group = [](std::string_view ingress) {
    return faults(concat("{\"resource\": {\"aws_security_group\": {\"a\": {\n\"ingress\": ", ingress, "}}}}"),
                  "main.tf.json");
  };
  CHECK(
      group(
          R"([{"from_port": 1, "to_port": 1, "protocol": "tcp", "cidr_blocks": [], "description": null, "ipv6_cidr_blocks": [], "prefix_list_ids": [], "security_groups": [], "self": false}])") ==
      "");
  CHECK(group(R"([{"from_port": 1}])")
            .starts_with(
                "2:12 wrong-type: ingress in aws_security_group (element 0: attributes \"cidr_blocks\","));
  CHECK(group(R"({"from_port": 1})") ==
        "2:12 wrong-type: ingress in aws_security_group (set of object required)\n");
}

TEST_CASE("providers and data sources of the JSON form are checked too") {
  CHECK(faults(
            R"({"provider": {"aws": [{"regio": "x"}, {"alias": "b", "default_tags": {"tags": {"a": "b"}}}]},
"data": {"aws_ami": {"a": {"owner": ["x"]}}}})",
            "main.tf.json") ==
        "1:24 unknown-argument: regio in provider aws ?region\n"
        "2:28 unknown-argument: owner in aws_ami ?owners\n");
}

}  // namespace
}  // namespace blueprint::schema
