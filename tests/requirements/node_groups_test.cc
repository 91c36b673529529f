#include <catch2/catch.hpp>

#include "requirements/hub.h"

namespace blueprint {
namespace {

const Example& hub() { return Example::hub(); }

const lint::Subject& group(std::string_view types) {
  return hub().resource("aws_eks_node_group", "instance_types", types);
}

std::string sizes(const lint::Subject& of) {
  return at(of, "scaling_config[0].min_size") + "/" + at(of, "scaling_config[0].desired_size") + "/" +
         at(of, "scaling_config[0].max_size");
}

const lint::Subject& volume_of_size(std::string_view gib) {
  return hub().resource("aws_launch_template", "block_device_mappings[0].ebs[0].volume_size", gib);
}

TEST_CASE("H13: system nodes are 2 to 4 m5.xlarge on demand with 100 GB") {
  const auto& system = group("[\"m5.xlarge\"]");
  CHECK(at(system, "capacity_type") == "ON_DEMAND");
  CHECK(sizes(system) == "2/3/4");
  const auto& disk = volume_of_size("100");
  CHECK(at(disk, "block_device_mappings[0].ebs[0].volume_type") == "gp3");
  CHECK(at(disk, "block_device_mappings[0].ebs[0].iops") == "3000");
}

TEST_CASE("H14: application nodes are 3 to 10 spot nodes of three types with 200 GB") {
  const auto& application = group("[\"m5.2xlarge\", \"m5a.2xlarge\", \"m5n.2xlarge\"]");
  CHECK(at(application, "capacity_type") == "SPOT");
  CHECK(sizes(application) == "3/5/10");
  CHECK(at(volume_of_size("200"), "block_device_mappings[0].ebs[0].iops") == "3000");
}

TEST_CASE("H15: database nodes are 3 to 6 tainted r5.2xlarge with 500 GB") {
  const auto& database = group("[\"r5.2xlarge\"]");
  CHECK(at(database, "capacity_type") == "ON_DEMAND");
  CHECK(sizes(database) == "3/4/6");
  CHECK(at(database, "taint[0].key") == "workload");
  CHECK(at(database, "taint[0].value") == "database");
  CHECK(at(database, "taint[0].effect") == "NO_SCHEDULE");
  const auto& disk = volume_of_size("500");
  CHECK(at(disk, "block_device_mappings[0].ebs[0].iops") == "3000");
  CHECK(at(disk, "block_device_mappings[0].ebs[0].throughput") == "125");
}

TEST_CASE("H16: launch templates encrypt, need session tokens and are monitored") {
  const auto templates = hub().resources("aws_launch_template", "terraform/node-groups.tf");
  REQUIRE(templates.size() == 3);
  for (const auto* of : templates) {
    INFO(of->address);
    CHECK(at(*of, "block_device_mappings[0].device_name") == "/dev/xvda");
    CHECK(at(*of, "block_device_mappings[0].ebs[0].encrypted") == "true");
    CHECK(at(*of, "metadata_options[0].http_tokens") == "required");
    CHECK(at(*of, "metadata_options[0].http_put_response_hop_limit") == "1");
    CHECK(at(*of, "monitoring[0].enabled") == "true");
    CHECK(at(*of, "ebs_optimized") == "true");
    CHECK(at(*of, "tag_specifications[0].resource_type") != "null");
  }
  for (const auto* of : hub().resources("aws_eks_node_group")) {
    INFO(of->address);
    CHECK(at(*of, "update_config[0].max_unavailable_percentage") == "33");
    CHECK(at(*of, "launch_template[0].version") != "$Latest");
  }
  CHECK(
      contains(hub().file("terraform/node-groups.tf"), "ignore_changes = [scaling_config[0].desired_size]"));
}

}  // namespace
}  // namespace blueprint
