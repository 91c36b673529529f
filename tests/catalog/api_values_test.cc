#include "catalog/api_values.h"

#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint::catalog {
namespace {

// What may stand at a path ("ecs_target.launch_type"): "A|B", "3-63", "^[a-z]+$", with "~" when case does not
// matter.
std::string at(std::string row, std::string_view path) {
  const Library library;
  const ApiValues values(library);
  for (const std::string_view name : split(path, '.')) {
    std::string next;
    for (const ValueField& field : values.fields(row)) {
      if (field.name == name) next = field.row;
    }
    row = next;
  }
  if (row.empty()) return "none";
  const ValueLimit limit = values.limit(row);
  std::string text = limit.any_case ? "~" : "";
  for (const std::string_view value : limit.values) text += concat(text.size() > 1 ? "|" : "", value);
  if (limit.least > 0 || limit.most > 0)
    text += concat(std::to_string(limit.least), "-", std::to_string(limit.most));
  if (!limit.pattern.empty()) text += concat("^", limit.pattern, "$");
  return text;
}

TEST_CASE("arguments take what their APIs take, at any depth") {
  CHECK(at("aws_ecs_service", "launch_type") == "EC2|FARGATE|EXTERNAL|MANAGED_INSTANCES");
  CHECK(at("aws_cloudwatch_event_target", "ecs_target.launch_type") == "EC2|FARGATE|EXTERNAL");
  CHECK(at("aws_instance", "root_block_device.volume_type") == "standard|io1|io2|gp2|sc1|st1|gp3");
  CHECK(at("aws_kms_key", "description") == "0-8192");
  CHECK(at("aws_ecs_service", "cluster") == "none");
  CHECK(at("aws_no_such_thing", "name") == "none");
}

TEST_CASE("what the provider takes besides is taken") {
  CHECK(at("aws_s3_bucket_versioning", "versioning_configuration.status") == "Enabled|Suspended|Disabled");
  CHECK(at("aws_mq_broker", "engine_type") == "~ACTIVEMQ|RABBITMQ");
}

TEST_CASE("names have AWS' limits") {
  CHECK(at("aws_iam_role", "name").starts_with("0-64^"));
  CHECK(at("aws_iam_role", "name_prefix") == "0-38");
  CHECK(at("aws_eks_cluster", "name").starts_with("0-100^"));
  CHECK(at("aws_eks_node_group", "node_group_name") == "0-63");
  CHECK(at("aws_lb", "name") == "0-32");
  CHECK(at("aws_s3_bucket", "bucket") == "3-63");
  CHECK(at("aws_launch_template", "name") == "3-128");
  CHECK(at("aws_elasticache_replication_group", "replication_group_id") == "0-40");
  CHECK(at("aws_opensearch_domain", "domain_name").starts_with("3-28^"));
  CHECK(at("aws_vpc", "name") == "none");
}

TEST_CASE("the checks of arguments have names") {
  const Library library;
  const ApiValues values(library);
  CHECK(check_name("aws_ecs_service", "launch_type") == "aws_ecs_service_invalid_launch_type");
  CHECK(values.is_check_name("aws_ecs_service_invalid_launch_type"));
  CHECK(values.is_check_name("aws_lambda_function_invalid_mode"));  // In a nested block.
  CHECK_FALSE(values.is_check_name("aws_ecs_service_invalid_lunch_type"));
  CHECK_FALSE(values.is_check_name("aws_ecs_servise_invalid_launch_type"));
  CHECK_FALSE(values.is_check_name("launch_type"));
}

}  // namespace
}  // namespace blueprint::catalog
