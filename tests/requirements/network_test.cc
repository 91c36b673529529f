#include <catch2/catch.hpp>

#include "requirements/hub.h"

namespace blueprint {
namespace {

const Example& hub() { return Example::hub(); }

TEST_CASE("H4: the VPC is 10.0.0.0/16 with DNS hostnames and resolution") {
  const auto& vpc = hub().only("aws_vpc");
  CHECK(at(vpc, "cidr_block") == "10.0.0.0/16");
  CHECK(at(vpc, "enable_dns_hostnames") == "true");
  CHECK(at(vpc, "enable_dns_support") == "true");
}

TEST_CASE("H5: nine subnets in three zones have exactly these ranges") {
  const auto subnets = hub().resources("aws_subnet", "terraform/vpc.tf");
  CHECK(all_at(subnets, "cidr_block") ==
        "10.0.0.0/20 10.0.16.0/20 10.0.32.0/20 10.0.48.0/24 10.0.49.0/24 10.0.50.0/24 10.0.52.0/24 "
        "10.0.53.0/24 "
        "10.0.54.0/24");
  for (const auto* subnet : subnets) {
    const std::string cidr = at(*subnet, "cidr_block");
    const bool third = cidr == "10.0.32.0/20" || cidr == "10.0.50.0/24" || cidr == "10.0.54.0/24";
    const bool first = cidr == "10.0.0.0/20" || cidr == "10.0.48.0/24" || cidr == "10.0.52.0/24";
    CHECK(at(*subnet, "availability_zone") == (first ? "us-east-1a" : third ? "us-east-1c" : "us-east-1b"));
  }
}

TEST_CASE("H6: each zone has its own NAT gateway, and the dev overlay has one") {
  CHECK(hub().resources("aws_nat_gateway").size() == 3);
  CHECK(hub().resources("aws_eip").size() == 3);
  const Example dev("llm-analytics-hub", "dev");
  CHECK(dev.resources("aws_nat_gateway").size() == 1);
  CHECK(dev.resources("aws_eip").size() == 1);
}

TEST_CASE("H7: one gateway endpoint and seven interface endpoints with private DNS") {
  std::vector<const lint::Subject*> gateways;
  std::vector<const lint::Subject*> interfaces;
  for (const auto* endpoint : hub().resources("aws_vpc_endpoint", "terraform/vpc.tf")) {
    (at(*endpoint, "vpc_endpoint_type") == "Gateway" ? gateways : interfaces).push_back(endpoint);
  }
  CHECK(all_at(gateways, "service_name") == "com.amazonaws.us-east-1.s3");
  CHECK(all_at(interfaces, "service_name") ==
        "com.amazonaws.us-east-1.autoscaling com.amazonaws.us-east-1.ec2 com.amazonaws.us-east-1.ecr.api "
        "com.amazonaws.us-east-1.ecr.dkr com.amazonaws.us-east-1.elasticloadbalancing "
        "com.amazonaws.us-east-1.logs "
        "com.amazonaws.us-east-1.sts");
  for (const auto* endpoint : interfaces) CHECK(at(*endpoint, "private_dns_enabled") == "true");
}

TEST_CASE("H8: flow logs go to CloudWatch and are kept for 14 days") {
  CHECK(at(hub().only("aws_flow_log"), "traffic_type") == "ALL");
  CHECK(at(hub().resource("aws_cloudwatch_log_group", "retention_in_days", "14"), "kms_key_id") != "null");
  CHECK(at(hub().only("aws_flow_log"), "log_format") == "null");
}

}  // namespace
}  // namespace blueprint
