#include <catch2/catch.hpp>

#include "requirements/hub.h"

namespace blueprint {
namespace {

const Example& hub() { return Example::hub(); }

TEST_CASE("the hub has no finding that its blueprint does not waive") { CHECK(hub().problems() == ""); }

TEST_CASE("G1: no Kubernetes or Helm provider stands in the root that makes the cluster") {
  for (const char* provider : {"kubernetes", "helm", "kubectl"}) {
    CHECK_FALSE(contains(hub().file("terraform/main.tf"), std::string("provider \"") + provider + "\""));
    CHECK_FALSE(contains(hub().file("terraform/main.tf"), std::string("hashicorp/") + provider));
  }
}

TEST_CASE("G2: targets are rows, so that CloudFormation can split its stacks later") {
  for (const emit::Target& target : emit::targets()) CHECK_FALSE(target.name.empty());
}

TEST_CASE("G3: every name begins with project and environment") {
  for (const char* type :
       {"aws_iam_role", "aws_eks_cluster", "aws_backup_vault", "aws_wafv2_web_acl", "aws_sns_topic"}) {
    for (const auto* resource : hub().resources(type)) {
      const std::string name = at(*resource, "name") + at(*resource, "name_prefix");
      INFO(resource->address << " " << name);
      CHECK((contains(name, "llm-analytics-hub-prod") || name.starts_with("aws-waf-logs")));
    }
  }
}

TEST_CASE("G4: tags reach volumes and instances too") {
  for (const auto* of : hub().resources("aws_launch_template")) {
    std::string kinds =
        at(*of, "tag_specifications[0].resource_type") + " " + at(*of, "tag_specifications[1].resource_type");
    CHECK(contains(kinds, "instance"));
    CHECK(contains(kinds, "volume"));
    CHECK(at(*of, "tag_specifications[0].tags.CostCenter") == "engineering");
  }
}

TEST_CASE("H37: five default tags") {
  const auto providers = hub().resources("provider", "terraform/main.tf");
  REQUIRE(providers.size() == 1);
  const std::string tags = "default_tags[0].tags.";
  CHECK(at(*providers[0], tags + "Project") == "llm-analytics-hub");
  CHECK(at(*providers[0], tags + "Environment") == "prod");
  CHECK(at(*providers[0], tags + "ManagedBy") == "Terraform");
  CHECK(at(*providers[0], tags + "Owner") == "platform-team");
  CHECK(at(*providers[0], tags + "CostCenter") == "engineering");
}

TEST_CASE("G5: the number of nodes in documents follows the blueprint") {
  const Example dev("llm-analytics-hub", "dev");
  CHECK(contains(hub().file("terraform/README.md"), "20 nodes"));
  CHECK_FALSE(contains(dev.file("terraform/README.md"), "20 nodes"));
}

TEST_CASE("locals that nothing uses are not written") {
  CHECK(!contains(Example::hub().file("terraform/iam.tf"), "autoscaler_"));
  const Example with_parameters("llm-analytics-hub-parameters");
  CHECK(contains(with_parameters.file("terraform/iam.tf"), "autoscaler_role_name = "));
  CHECK(!contains(with_parameters.file("terraform/iam.tf"), "autoscaler_queue"));
}

}  // namespace
}  // namespace blueprint
