#include "catalog/limits.h"

#include <catch2/catch.hpp>

namespace blueprint::catalog {
namespace {

// The longest name, or 0 when there is no known limit.
int check(std::string_view resource_type, std::string_view argument) {
  const Library library;
  const auto limit = find_name_limit(library, resource_type, argument);
  return limit ? limit->largest : 0;
}

TEST_CASE("names have AWS' limits") {
  CHECK(check("aws_iam_role", "name") == 64);
  CHECK(check("aws_iam_role", "name_prefix") == 38);
  CHECK(check("aws_eks_cluster", "name") == 100);
  CHECK(check("aws_eks_node_group", "node_group_name") == 63);
  CHECK(check("aws_lb", "name") == 32);
  CHECK(check("aws_lb_target_group", "name") == 32);
  CHECK(check("aws_s3_bucket", "bucket") == 63);
  CHECK(check("aws_kms_alias", "name") == 256);
  CHECK(check("aws_elasticache_replication_group", "replication_group_id") == 40);
  CHECK(check("aws_backup_vault", "name") == 50);
  CHECK(check("aws_opensearch_domain", "domain_name") == 28);
}

TEST_CASE("names have a smallest length too") {
  const Library library;
  CHECK(find_name_limit(library, "aws_s3_bucket", "bucket")->smallest == 3);
  CHECK(find_name_limit(library, "aws_launch_template", "name")->smallest == 3);
}

TEST_CASE("other arguments have no limit") {
  CHECK(check("aws_iam_role", "description") == 0);
  CHECK(check("aws_vpc", "name") == 0);
  CHECK(check("", "") == 0);
}

TEST_CASE("CloudWatch keeps logs for certain numbers of days") {
  const Library library;
  CHECK(log_retention_days(library) == std::vector<int>{1,    3,    5,    7,    14,   30,  60,  90,
                                                        120,  150,  180,  365,  400,  545, 731, 1096,
                                                        1827, 2192, 2557, 2922, 3288, 3653});
}

}  // namespace
}  // namespace blueprint::catalog
