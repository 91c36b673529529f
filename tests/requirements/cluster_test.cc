#include <catch2/catch.hpp>

#include "requirements/hub.h"

namespace blueprint {
namespace {

const Example& hub() { return Example::hub(); }

TEST_CASE("H1: the cluster is llm-analytics-hub-prod-eks in us-east-1") {
  CHECK(at(hub().only("aws_eks_cluster"), "name") == "llm-analytics-hub-prod-eks");
  CHECK(contains(hub().file("terraform/main.tf"), "region = \"us-east-1\""));
}

TEST_CASE("H9: version 1.35, private and public endpoint, public ranges restricted") {
  const auto& cluster = hub().only("aws_eks_cluster");
  CHECK(at(cluster, "version") == "1.35");
  CHECK(at(cluster, "vpc_config[0].endpoint_private_access") == "true");
  CHECK(at(cluster, "vpc_config[0].endpoint_public_access") == "true");
  CHECK_FALSE(contains(at(cluster, "vpc_config[0].public_access_cidrs"), "0.0.0.0/0"));
  CHECK(at(cluster, "vpc_config[0].public_access_cidrs") != "null");
}

TEST_CASE("H10: secrets are encrypted with the blueprint's own key") {
  const auto& cluster = hub().only("aws_eks_cluster");
  CHECK(at(cluster, "encryption_config[0].resources") == "[\"secrets\"]");
  CHECK(contains(at(cluster, "encryption_config[0].provider[0].key_arn"), "aws_kms_key."));
}

TEST_CASE("H11: all five log types, kept for 30 days in the cluster's log group") {
  const auto& cluster = hub().only("aws_eks_cluster");
  CHECK(at(cluster, "enabled_cluster_log_types") ==
        "[\"api\", \"audit\", \"authenticator\", \"controllerManager\", \"scheduler\"]");
  const auto& group =
      hub().resource("aws_cloudwatch_log_group", "name", "/aws/eks/llm-analytics-hub-prod-eks/cluster");
  CHECK(at(group, "retention_in_days") == "30");
}

TEST_CASE("H12: the managed add-ons are there") {
  const std::string names = all_at(hub().resources("aws_eks_addon", "terraform/eks.tf"), "addon_name");
  for (const char* name : {"vpc-cni", "coredns", "kube-proxy", "aws-ebs-csi-driver"}) {
    INFO(name);
    CHECK(contains(names, name));
  }
}

TEST_CASE("H25: the key rotates, can be gone after 7 days, and has the alias of the seed") {
  const auto& key = hub().resource("aws_kms_key", "deletion_window_in_days", "7");
  CHECK(at(key, "enable_key_rotation") == "true");
}

TEST_CASE("H29: the alias is that of the document, without a second -eks") {
  CHECK(all_at(hub().resources("aws_kms_alias", "terraform/main.tf"), "name") ==
        "alias/llm-analytics-hub-prod-eks");
}

TEST_CASE("H30: Container Insights come by the observability add-on") {
  CHECK(contains(all_at(hub().resources("aws_eks_addon"), "addon_name"), "amazon-cloudwatch-observability"));
}

TEST_CASE("H42: prefix delegation, priority classes and spread are on") {
  const auto& cni = hub().resource("aws_eks_addon", "addon_name", "vpc-cni");
  const std::string configuration = at(cni, "configuration_values");
  CHECK(contains(configuration, "ENABLE_PREFIX_DELEGATION"));
  CHECK(contains(configuration, "enableNetworkPolicy"));
  CHECK_FALSE(hub().documents("PriorityClass").empty());
  CHECK_FALSE(hub().documents("PodDisruptionBudget").empty());
  for (const auto* set : hub().documents("StatefulSet")) {
    if (at(*set, "spec.replicas") == "1") continue;
    CHECK(at(*set, "spec.template.spec.topologySpreadConstraints[0].topologyKey") ==
          "topology.kubernetes.io/zone");
  }
}

}  // namespace
}  // namespace blueprint
