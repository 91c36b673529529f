#include <catch2/catch.hpp>

#include "requirements/hub.h"

namespace blueprint {
namespace {

const Example& hub() { return Example::hub(); }

// "tcp 443-443 from 203.0.113.0/24" for every rule of a type.
std::string rules(std::string_view type) {
  std::string text;
  for (const auto* rule : hub().resources(type)) {
    text += at(*rule, "security_group_id") + " " + at(*rule, "ip_protocol") + " " + at(*rule, "from_port") +
            "-" + at(*rule, "to_port") + " " + at(*rule, "cidr_ipv4") + " " +
            at(*rule, "referenced_security_group_id") + "\n";
  }
  return text;
}

std::string policies() {
  return all_at(hub().resources("aws_iam_role_policy_attachment"), "policy_arn") + " " +
         hub().file("terraform/iam.tf");
}

TEST_CASE("H17: the cluster role has the two managed policies and may use the key") {
  CHECK(contains(policies(), "AmazonEKSClusterPolicy"));
  CHECK(contains(policies(), "AmazonEKSVPCResourceController"));
  for (const char* action : {"kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"}) {
    CHECK(contains(hub().file("terraform/iam.tf"), action));
  }
}

TEST_CASE("H18: the node role has what nodes need today and no more") {
  CHECK(contains(policies(), "AmazonEKSWorkerNodePolicy"));
  CHECK(contains(policies(), "AmazonEC2ContainerRegistryPullOnly"));
  CHECK(contains(policies(), "AmazonSSMManagedInstanceCore"));
  CHECK_FALSE(contains(policies(), "AmazonEC2ContainerRegistryReadOnly"));
}

TEST_CASE("H19: three service accounts in kube-system have roles of their own") {
  std::string accounts;
  for (const auto* association : hub().resources("aws_eks_pod_identity_association")) {
    accounts += at(*association, "namespace") + "/" + at(*association, "service_account") + "\n";
  }
  for (const auto* addon : hub().resources("aws_eks_addon")) {
    const std::string account = at(*addon, "pod_identity_association[0].service_account");
    if (account != "null") accounts += "kube-system/" + account + "\n";
  }
  CHECK(contains(accounts, "kube-system/ebs-csi-controller-sa"));
  CHECK(contains(accounts, "kube-system/cluster-autoscaler"));
  CHECK(contains(accounts, "kube-system/aws-load-balancer-controller"));
  CHECK(contains(policies(), "AmazonEBSCSIDriverPolicy"));
}

TEST_CASE("H20 to H24: five security groups with the seed's ports") {
  CHECK(hub().resources("aws_security_group", "terraform/security-groups.tf").size() == 5);
  const std::string in = rules("aws_vpc_security_group_ingress_rule");
  const std::string out = rules("aws_vpc_security_group_egress_rule");
  // H20: the API from nodes and from the allowed ranges.
  CHECK(contains(in, "aws_security_group.cluster.id tcp 443-443 203.0.113.0/24 null"));
  CHECK(contains(in, "aws_security_group.cluster.id tcp 443-443 null aws_security_group.node.id"));
  CHECK(contains(out, "aws_security_group.cluster.id -1 null-null 0.0.0.0/0 null"));
  // H21: nodes.
  CHECK(contains(in, "aws_security_group.node.id -1 null-null null aws_security_group.node.id"));
  CHECK(contains(in, "aws_security_group.node.id tcp 443-443 null aws_security_group.cluster.id"));
  CHECK(contains(in, "aws_security_group.node.id tcp 10250-10250 null aws_security_group.cluster.id"));
  CHECK(contains(in, "aws_security_group.node.id tcp 1025-65535 null aws_security_group.cluster.id"));
  CHECK(contains(in, "aws_security_group.node.id -1 null-null null aws_security_group.alb.id"));
  CHECK(contains(out, "aws_security_group.node.id -1 null-null 0.0.0.0/0 null"));
  // H22: endpoints from inside the VPC.
  CHECK(contains(in, "aws_security_group.vpc_endpoints.id tcp 443-443 10.0.0.0/16 null"));
  // H23: databases from nodes.
  CHECK(contains(in, "aws_security_group.database.id tcp 5432-5432 null aws_security_group.node.id"));
  CHECK(contains(in, "aws_security_group.database.id tcp 8086-8086 null aws_security_group.node.id"));
  CHECK(contains(in, "aws_security_group.database.id tcp 6379-6379 null aws_security_group.node.id"));
  // H24: the load balancer.
  CHECK(contains(in, "aws_security_group.alb.id tcp 80-80 0.0.0.0/0 null"));
  CHECK(contains(in, "aws_security_group.alb.id tcp 443-443 0.0.0.0/0 null"));
  CHECK(contains(out, "aws_security_group.alb.id -1 null-null 0.0.0.0/0 null"));
}

TEST_CASE(
    "H36: access entries replace aws-auth, and the tfvars of the parameters variant say what may be set") {
  CHECK_FALSE(hub().resources("aws_eks_access_entry").empty());
  const Example parameters("llm-analytics-hub-parameters");
  CHECK(parameters.problems() == "");
  const std::string tfvars = parameters.file("terraform/terraform.tfvars.example");
  CHECK(contains(tfvars, "10.0.0.0/16"));
  const std::string variables = parameters.file("terraform/variables.tf");
  CHECK(contains(variables, "variable \"environment\""));
  CHECK(contains(variables, "[\"dev\", \"staging\", \"prod\"]"));
  CHECK(contains(variables, "validation {"));
  CHECK(contains(parameters.file("terraform/vpc.tf"), "cidr_block = var."));
}

TEST_CASE("H39: who may use the cluster is decided by IAM alone") {
  CHECK(at(hub().only("aws_eks_cluster"), "access_config[0].authentication_mode") == "API");
  CHECK_FALSE(hub().resources("aws_eks_access_policy_association").empty());
}

}  // namespace
}  // namespace blueprint
