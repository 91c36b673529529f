#include <catch2/catch.hpp>

#include "requirements/hub.h"

namespace blueprint {
namespace {

const Example& hub() { return Example::hub(); }

TEST_CASE("H2: documents say 8 to 20 nodes, as the groups add up to") {
  const std::string overview = hub().file("terraform/INFRASTRUCTURE_OVERVIEW.md");
  CHECK(contains(overview, "8"));
  CHECK(contains(overview, "20 nodes"));
  CHECK_FALSE(contains(overview, "3-19"));
}

TEST_CASE("H3: no price is typed into a document") {
  for (const char* path : {"README.md", "INFRASTRUCTURE_OVERVIEW.md", "QUICKSTART.md"}) {
    const std::string text = hub().file(std::string("terraform/") + path);
    CHECK_FALSE(contains(text, "$2,022"));
    CHECK_FALSE(contains(text, "$374"));
  }
}

TEST_CASE("H33: the Terraform root is exactly the seed's tree") {
  CHECK(hub().paths("terraform/") == std::vector<std::string>{
                                         "terraform/.gitignore",
                                         "terraform/.terraform-version",
                                         "terraform/INFRASTRUCTURE_OVERVIEW.md",
                                         "terraform/Makefile",
                                         "terraform/QUICKSTART.md",
                                         "terraform/README.md",
                                         "terraform/backend.hcl.example",
                                         "terraform/eks.tf",
                                         "terraform/iam.tf",
                                         "terraform/main.tf",
                                         "terraform/node-groups.tf",
                                         "terraform/outputs.tf",
                                         "terraform/policies/aws-load-balancer-controller-policy.json",
                                         "terraform/scripts/deploy.sh",
                                         "terraform/scripts/destroy.sh",
                                         "terraform/scripts/install-addons.sh",
                                         "terraform/scripts/setup.sh",
                                         "terraform/security-groups.tf",
                                         "terraform/templates/userdata.sh.tpl",
                                         "terraform/terraform.tfvars.example",
                                         "terraform/variables.tf",
                                         "terraform/vpc.tf",
                                     });
}

TEST_CASE("H34: the Makefile has the seed's targets") {
  const std::string makefile = hub().file("terraform/Makefile");
  for (const char* target :
       {"setup:", "plan:", "apply:", "kubeconfig:", "addons:", "validate:", "fmt:", "destroy:"}) {
    INFO(target);
    CHECK(contains(makefile, std::string("\n") + target));
  }
}

TEST_CASE("H38: the hardening checklist is computed from what is switched on") {
  const std::string overview = hub().file("terraform/INFRASTRUCTURE_OVERVIEW.md");
  CHECK(contains(overview, "[x] Restrict public endpoint access"));
  CHECK(contains(overview, "Pod Security"));
  CHECK(contains(overview, "[x] Implement network policies"));
  CHECK(contains(overview, "WAF"));
  CHECK(contains(overview, "GuardDuty"));
  CHECK(contains(overview, "ecrets rotation"));
  CHECK(contains(overview, "ackup"));
  CHECK(contains(overview, "scanning"));
}

TEST_CASE("H41: recovery replaces resources instead of tainting them") {
  const std::string text =
      hub().file("terraform/README.md") + hub().file("terraform/INFRASTRUCTURE_OVERVIEW.md");
  CHECK(contains(text, "-replace="));
  CHECK_FALSE(contains(text, "terraform taint"));
}

TEST_CASE("H43: the overview holds troubleshooting and a maintenance schedule") {
  const std::string overview = hub().file("terraform/INFRASTRUCTURE_OVERVIEW.md");
  for (const char* part : {"Troubleshooting", "Daily", "Weekly", "Monthly", "Quarterly"}) {
    INFO(part);
    CHECK(contains(overview, part));
  }
}

}  // namespace
}  // namespace blueprint
