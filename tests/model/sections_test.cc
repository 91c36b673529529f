#include "model/sections.h"

#include <catch2/catch.hpp>

#include "model/reading_test.h"

namespace blueprint {
namespace {

// A blueprint whose lines from 11 on are `rest`.
std::string with(std::string_view rest) {
  return with_components(
             "network:\ncluster:\n  version: '1.35'\n  node_groups:\n    system: { instance_types: "
             "[m5.xlarge], scaling: { min: 2 } }") +
         std::string(rest);
}

std::string mistakes(std::string_view rest) { return ReadTest(with(rest)).report(); }

TEST_CASE("a parameter takes the value at its path as its default") {
  const ReadTest test(
      with("parameters:\n"
           "  smallest:\n"
           "    sets: cluster.node_groups.system.scaling.min\n"
           "    type: number\n"
           "    description: Nodes at night.\n"
           "    validation: { condition: var.smallest > 0, error_message: 'At least one, ${name}.' }\n"
           "  stage: { sets: environment, description: The stage. }\n"));
  CHECK(test.report().empty());
  REQUIRE(test.blueprint.parameters.size() == 2);
  const BlueprintParameter& smallest = test.blueprint.parameters[0];
  CHECK(smallest.name == "smallest");
  CHECK(smallest.type_text == "number");
  CHECK(test.sources.text(smallest.type) == "number");
  CHECK(compact(smallest.default_value) == "2");
  CHECK(smallest.description == "Nodes at night.");
  REQUIRE(smallest.validations.size() == 1);
  CHECK(smallest.validations[0].condition == "var.smallest > 0");
  CHECK(smallest.validations[0].message == "At least one, ${name}.");
  CHECK(compact(test.blueprint.parameters[1].default_value) == "\"prod\"");
  CHECK_FALSE(test.blueprint.parameters[1].type);
}

TEST_CASE("a default that is stated is converted to the type") {
  const ReadTest test(with(
      "parameters:\n  n: { sets: network.availability_zones, type: string, default: 2, description: d }\n"));
  CHECK(test.report().empty());
  CHECK(compact(test.blueprint.parameters[0].default_value) == "\"2\"");
  CHECK(mistakes("parameters:\n  n: { sets: network.availability_zones, type: number, default: two, "
                 "description: d }\n") == "12:65: the default of `n` is no `number`: a number is required");
  CHECK(mistakes("parameters:\n  n: { sets: network.cidr, type: 'list(string)', description: d }\n")
            .starts_with("12:35: the default of `n` is no `list(string)`: "));
}

TEST_CASE("a parameter's path leads to one value") {
  CHECK(mistakes("parameters:\n  n: { sets: network.cdir, description: d }\n") ==
        "12:14: `cdir` in `network.cdir` leads nowhere (did you mean `cidr`? known here: `cidr`, "
        "`availability_zones`, "
        "`nat_gateways`, `endpoints`, `flow_logs`, `owner` and `tiers`)");
  CHECK(mistakes("parameters:\n  n: { sets: netwrk.cidr, description: d }\n")
            .starts_with("12:14: `netwrk` in `netwrk.cidr` leads nowhere (did you mean `network`?"));
  CHECK(mistakes("parameters:\n  n: { sets: components.network.cidr, description: d }\n") ==
        "12:14: `components` in `components.network.cidr` leads nowhere (write `network.cidr`)");
  CHECK(mistakes("parameters:\n  n: { sets: network, description: d }\n") ==
        "12:14: `network` is a whole component (name one value in it)");
  CHECK(mistakes("parameters:\n  n: { sets: cluster.node_groups, description: d }\n") ==
        "12:14: `cluster.node_groups` is a whole component (name one value in it)");
  CHECK(mistakes("parameters:\n  n: { sets: targets, description: d }\n") ==
        "12:14: `targets` cannot be a parameter (outside of components these can: `account`, `environment`, "
        "`name` and "
        "`region`)");
  CHECK(
      mistakes("parameters:\n  n: { sets: cluster.node_groups.system.instance_types.0, description: d }\n") ==
      "12:14: `cluster.node_groups.system.instance_types.0` is inside a list (set the whole list)");
}

TEST_CASE("other mistakes in parameters") {
  CHECK(mistakes("parameters:\n  n: { sets: network.cidr }\n") ==
        "12:3: `description` is missing in `n` (add `description:` under `n`)");
  CHECK(mistakes("parameters:\n  a: { sets: network.cidr, description: d }\n  b: { sets: network.cidr, "
                 "description: d }\n") == "13:14: two parameters set `network.cidr` (remove one of them)");
  CHECK(mistakes("parameters:\n  n: { sets: network.cidr, type: sting, description: d }\n")
            .starts_with("12:34: "));
  CHECK(mistakes("parameters:\n  \"a b\": { sets: network.cidr, description: d }\n")
            .starts_with("12:3: `a b` is not a name"));
  CHECK(mistakes("parameters:\n  n: { sets: network.owner, description: d }\n") ==
        "12:3: nothing says the type of `n`: there is no value at `network.owner` (add `type:` under `n`)");
  CHECK(mistakes("parameters:\n  n: { sets: network.cidr, description: d, validation: { condition: 'true', "
                 "error_message: x } }\n") ==
        "12:69: the condition does not look at `var.n` (Terraform refuses a condition that does not)");
  CHECK(mistakes("parameters:\n  n: { sets: network.cidr, description: d, validation: { condition: 'var.n "
                 "==', error_message: x } }\n")
            .starts_with("12:7"));
  CHECK(mistakes("parameters: [n]\n") == "11:13: `parameters` is a list, a mapping is expected");
}

TEST_CASE("waivers say which rule, where, why and until when") {
  const ReadTest test(
      with("waivers:\n  - { rule: aws/eks-endpoint-public, where: aws_eks_cluster.*, reason: office only, "
           "expires: 2027-03-01 }\n"));
  CHECK(test.report().empty());
  REQUIRE(test.blueprint.waivers.size() == 1);
  const Waiver& waiver = test.blueprint.waivers[0];
  CHECK(waiver.rule == "aws/eks-endpoint-public");
  CHECK(waiver.where == "aws_eks_cluster.*");
  CHECK(waiver.reason == "office only");
  CHECK(waiver.expires == "2027-03-01");
  CHECK(test.sources.text(waiver.expires_span) == "2027-03-01");
  CHECK(mistakes("waivers:\n  - rule: aws/x\n") ==
        "12:5: `reason` is missing in `waivers[0]` (add `reason:` under `waivers[0]`)");
  CHECK(mistakes("waivers:\n  - { rule: aws/x, reason: '  ' }\n")
            .starts_with("12:28: `reason` is `  `, which does not match"));
  CHECK(mistakes("waivers:\n  - { rule: aws/x, reason: y, expires: soon }\n") ==
        "12:40: `soon` is not a date such as 2027-03-01 (write a date such as 2027-03-01)");
  CHECK(mistakes("waivers:\n  - { rule: aws/x, reason: y, expires: 2027-02-29 }\n") ==
        "12:40: there is no day `2027-02-29`");
  CHECK(mistakes("waivers: { rule: aws/x }\n") == "11:10: `waivers` is a mapping, a list is expected");
}

TEST_CASE("overrides reach one thing and set something") {
  const ReadTest test(
      with("overrides:\n  - { resource: aws_vpc.network, set: { enable_dns_support: true, tags.x: null } }\n "
           " - { document: StorageClass/gp3, set: { parameters: { a: [1] } } }\n"));
  CHECK(test.report().empty());
  REQUIRE(test.blueprint.overrides.size() == 2);
  const Override& first = test.blueprint.overrides[0];
  CHECK(first.resource == "aws_vpc.network");
  REQUIRE(first.set.size() == 2);
  CHECK(first.set[1].first == "tags.x");
  CHECK(first.set[1].second.is_null());
  CHECK(test.sources.text(first.set_spans[1]) == "tags.x");
  CHECK(compact(test.blueprint.overrides[1].set[0].second) == "{a=[1]}");
  CHECK(mistakes("overrides:\n  - { set: { a: 1 } }\n") ==
        "12:5: this override reaches nothing (name one of `resource`, `document` and `release`)");
  CHECK(mistakes("overrides:\n  - { resource: a, release: b, set: { a: 1 } }\n") ==
        "12:5: this override reaches several things at once (name one of `resource`, `document` and "
        "`release`)");
  CHECK(mistakes("overrides:\n  - { resource: a.b, set: {} }\n") ==
        "12:27: this override sets nothing (write a path and a value under `set`)");
  CHECK(mistakes("overrides:\n  - { resource: a.b }\n") ==
        "12:5: `set` is missing in `overrides[0]` (add `set:` under `overrides[0]`)");
}

}  // namespace
}  // namespace blueprint
