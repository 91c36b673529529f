#include <catch2/catch.hpp>

#include "requirements/hub.h"

namespace blueprint {
namespace {

const Example& hub() { return Example::hub(); }

TEST_CASE("H31: the autoscaler has the seed's times and the right place for its account") {
  const auto& release = hub().release("cluster-autoscaler");
  CHECK(at(release, "values.autoDiscovery.clusterName") == "llm-analytics-hub-prod-eks");
  CHECK(at(release, "values.awsRegion") == "us-east-1");
  CHECK(at(release, "values.extraArgs.scan-interval") == "10s");
  CHECK(at(release, "values.extraArgs.scale-down-unneeded-time") == "10m");
  CHECK(at(release, "values.extraArgs.scale-down-delay-after-add") == "10m");
  CHECK(at(release, "values.extraArgs.max-node-provision-time") == "15m");
  CHECK(at(release, "values.extraArgs.scale-down-utilization-threshold") == "0.5");
  CHECK(at(release, "values.extraArgs.balance-similar-node-groups") == "true");
  CHECK(at(release, "values.extraArgs.skip-nodes-with-system-pods") == "false");
  CHECK(at(release, "values.rbac.serviceAccount.name") == "cluster-autoscaler");
  CHECK(at(release, "version") == "9.59.0");
}

TEST_CASE("H32: the metrics server is installed") {
  const bool by_addon = contains(all_at(hub().resources("aws_eks_addon"), "addon_name"), "metrics-server");
  const bool by_helm = contains(hub().file("helm/helmfile.yaml"), "name: metrics-server");
  CHECK((by_addon || by_helm));
}

TEST_CASE("H35: the backend is S3, locked by a file, or by the seed's table where asked") {
  const std::string backend = hub().file("terraform/backend.hcl.example");
  for (const char* key : {"bucket", "key", "region", "encrypt", "use_lockfile"}) {
    INFO(key);
    CHECK(contains(backend, key));
  }
  CHECK(contains(hub().file("terraform/main.tf"), "backend \"s3\" {}"));
  const Example locked("dynamodb-lock");
  CHECK(contains(locked.file("terraform/backend.hcl.example"), "dynamodb_table"));
  const auto& table = locked.only("aws_dynamodb_table");
  CHECK(at(table, "name") == "terraform-state-lock");
  CHECK(at(table, "hash_key") == "LockID");
  CHECK(at(table, "billing_mode") == "PAY_PER_REQUEST");
  CHECK(contains(hub().file("terraform/scripts/setup.sh"), "terraform.tfvars"));
}

TEST_CASE("H40: volumes are snapshotted for 30 days and the state bucket keeps versions") {
  const auto& policy = hub().only("aws_dlm_lifecycle_policy");
  CHECK(at(policy, "policy_details[0].schedule[0].retain_rule[0].interval") == "30");
  CHECK(at(policy, "policy_details[0].schedule[0].retain_rule[0].interval_unit") == "DAYS");
  const auto& versions = hub().resource("aws_s3_bucket_versioning", "bucket", "aws_s3_bucket.state.id");
  CHECK(at(versions, "versioning_configuration[0].status") == "Enabled");
}

}  // namespace
}  // namespace blueprint
