#include "model/instances.h"

#include <catch2/catch.hpp>

#include "model/reading_test.h"
#include "support/strings.h"

namespace blueprint {
namespace {

constexpr std::string_view kCluster = "cluster:\n  version: '1.35'\n";

// "key:type<whole need=key" for each instance.
std::string instances_of(std::string_view components) {
  ReadTest test(with_components(components));
  CHECK(test.report().empty());
  std::string result;
  for (const Instance& instance : test.blueprint.instances) {
    if (!result.empty()) result += ' ';
    result += concat(instance.key, ":", instance.type->name);
    if (!instance.part_of.empty()) result += concat("<", instance.part_of);
    for (const auto& [need, key] : instance.links) result += concat(",", need, "=", key);
  }
  return result;
}

TEST_CASE("components are linked to what they need, and what is always there is added") {
  CHECK(instances_of(concat("network:\n", kCluster)) ==
        "network:network cluster:cluster,network=network,storage_classes=storage_classes "
        "storage_classes:storage_classes<cluster "
        "project:project");
  CHECK(instances_of("project: { contact: x }") == "project:project");
}

TEST_CASE("parts come after their whole, in the order written") {
  CHECK(instances_of(concat("network:\n", kCluster, "  storage_classes: {}\n  node_groups: {}\n")) ==
        "network:network cluster:cluster,network=network,storage_classes=storage_classes "
        "storage_classes:storage_classes<cluster "
        "node_groups:node_groups<cluster,cluster=cluster,network=network project:project");
}

TEST_CASE("a component whose key is not its type has parts of its own name") {
  CHECK(
      instances_of("edge: { type: network }\nblue:\n  type: cluster\n  version: '1.35'\n  node_groups: {}") ==
      "edge:network blue:cluster,network=edge,storage_classes=blue_storage_classes "
      "blue_node_groups:node_groups<blue,cluster=blue,network=edge "
      "blue_storage_classes:storage_classes<blue project:project");
}

TEST_CASE("a link says which of several is meant, for the parts too") {
  CHECK(
      instances_of(concat("network:\nedge: { type: network }\nkms:\n", kCluster,
                          "  network: edge\n  node_groups: {}")) ==
      "network:network edge:network kms:kms "
      "cluster:cluster,network=edge,key=kms,storage_classes=storage_classes "
      "node_groups:node_groups<cluster,cluster=cluster,network=edge storage_classes:storage_classes<cluster "
      "project:project");
}

TEST_CASE("a part that its whole needs is written as a part") {
  ReadTest test(with_components(concat("network:\n", kCluster, "  storage_classes: { io2: {} }")));
  CHECK(test.report().empty());
  CHECK(test.value("cluster.storage_classes.io2.default") == "false");
}

TEST_CASE("the former name of a component is kept") {
  ReadTest test(with_components("edge: { type: network, was: network }"));
  CHECK(test.report().empty());
  CHECK(test.blueprint.instance("edge")->was == "network");
  CHECK(mistakes_in("edge: { type: network, was: 'a b' }").starts_with("6:31: `a b` is not a name"));
  CHECK(mistakes_in("network:\nedge: { type: network, was: network }") ==
        "7:31: `network` is still a component of this blueprint (remove `was`, or rename that one)");
}

TEST_CASE("an unknown component type is told with what is known") {
  CHECK(mistakes_in("netwrok: {}") ==
        "6:3: there is no component type `netwrok` (did you mean `network`? known here: `a_needs_b`, "
        "`b_needs_a`, "
        "`cluster`, `kms`, `network`, `project` and `workloads`)");
  CHECK(mistakes_in("edge: { type: netwrok }")
            .starts_with("6:17: there is no component type `netwrok` (did you mean"));
  CHECK(mistakes_in("netwrok: {}\ncluster: { version: '1.35' }").find('\n') == std::string::npos);
}

TEST_CASE("a part is written under its whole") {
  CHECK(mistakes_in("node_groups: {}") ==
        "6:3: `node_groups` is a part of `cluster` (write it under `cluster`)");
}

TEST_CASE("a need that nothing meets is told with what to add") {
  CHECK(mistakes_in(kCluster) ==
        "6:3: `cluster` needs a `network`, and there is none (add `network:` under `components`)");
}

TEST_CASE("a need that several meet is told with their names") {
  CHECK(mistakes_in(concat("network:\nedge: { type: network }\n", kCluster)) ==
        "8:3: `cluster` needs one `network`, and there are `network` and `edge` (add `network: network` or "
        "another of "
        "them under `cluster`)");
}

TEST_CASE("a link that leads nowhere, or to something else, is told") {
  CHECK(mistakes_in(concat("network:\n", kCluster, "  network: netwrk")) ==
        "9:14: there is no component `netwrk` in this blueprint (did you mean `network`? known here: "
        "`network`)");
  CHECK(mistakes_in(concat("network:\nkms:\n", kCluster, "  network: kms")) ==
        "10:14: `kms` is a `kms`, a `network` is expected");
  CHECK(mistakes_in(concat("network:\n", kCluster, "  network: [network]")) ==
        "9:14: `network` is a list, a string is expected (write the name of a component)");
}

TEST_CASE("needs in a circle are told by name") {
  CHECK(
      mistakes_in("a_needs_b:\nb_needs_a:") ==
      "6:3: `a_needs_b` needs `b_needs_a`, which needs `a_needs_b` (link one of them to another component)");
}

TEST_CASE("the dependency order has what is needed first") {
  const ReadTest test(with_components(concat(kCluster, "  node_groups: {}\nnetwork:\nkms:")));
  std::string order;
  for (const Instance* instance : in_dependency_order(test.blueprint)) order += instance->key + " ";
  CHECK(order == "network kms storage_classes cluster node_groups project ");
}

TEST_CASE("keys that would not be names are refused") {
  CHECK(mistakes_in("\"sü d\": { type: network }").starts_with("6:3: `sü d` is not a name of ASCII letters"));
  CHECK(mistakes_in("\"\": { type: network }").starts_with("6:3: `` is not a name of ASCII letters"));
}

TEST_CASE("two instances never share a key") {
  CHECK(mistakes_in(concat("network:\nstorage_classes: { type: kms }\n", kCluster))
            .starts_with("8:3: two components are called `storage_classes`"));
}

TEST_CASE("a map's own keys may be words that components know") {
  ReadTest test(with_components(
      concat("network:\n", kCluster, "workloads:\n  cluster: { image: a }\n  type: { image: b }")));
  CHECK(test.report().empty());
  CHECK(test.value("workloads.cluster.image") == "\"a\"");
  CHECK(test.value("workloads.type.image") == "\"b\"");
}

}  // namespace
}  // namespace blueprint
