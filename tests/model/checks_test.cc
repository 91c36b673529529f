#include "model/checks/checks.h"

#include <catch2/catch.hpp>

#include "model/reading_test.h"
#include "support/strings.h"

namespace blueprint {
namespace {

std::string network(std::string_view spec) { return mistakes_in(concat("network:\n  ", spec)); }

// Of a cluster whose node groups, from line 10 on, are `groups`.
std::string groups(std::string_view node_groups, std::string_view rest = {}) {
  std::string text = "network:\ncluster:\n  version: '1.35'\n  node_groups:\n";
  for (const std::string_view line : split(node_groups, '\n')) text += concat("    ", line, "\n");
  return mistakes_in(text + std::string(rest));
}

std::string classes(std::string_view storage_classes) {
  return mistakes_in(concat("network:\ncluster:\n  version: '1.35'\n  storage_classes: ", storage_classes));
}

TEST_CASE("tiers side by side fit") {
  CHECK(network("tiers: { private: { prefix: 20 }, public: { prefix: 24, offset: 48 }, intra: { prefix: 24, "
                "offset: 52 } }")
            .empty());
}

TEST_CASE("tiers that overlap are told with their ranges") {
  CHECK(network("tiers: { private: { prefix: 20 }, public: { prefix: 24, offset: 47 } }") ==
        "7:47: the subnets of `public` (10.0.47.0/24 to 10.0.49.0/24) overlap those of `private` "
        "(10.0.0.0/20 to "
        "10.0.32.0/20) (write `offset: 48` for `public`; where subnets exist already, `cidrs: [10.0.0.0/20, "
        "10.0.16.0/20, 10.0.64.0/20]` for `private` moves none of them)");
}

TEST_CASE("a fourth zone may make tiers overlap; what to write moves no subnet that is there") {
  const std::string_view tiers =
      "tiers: { private: { prefix: 20 }, public: { prefix: 24, offset: 48 }, intra: { prefix: 24, offset: 52 "
      "} }\n"
      "  availability_zones: 4";
  const std::string_view kept =
      "`cidrs: [10.0.0.0/20, 10.0.16.0/20, 10.0.32.0/20, 10.0.64.0/20]` for `private` moves none of them";
  CHECK(
      network(tiers) ==
      concat("7:47: the subnets of `public` (10.0.48.0/24 to 10.0.51.0/24) overlap those of `private` "
             "(10.0.0.0/20 to 10.0.48.0/20) (write `offset: 64` for `public`; where subnets exist already, ",
             kept, ")\n",
             "7:82: the subnets of `intra` (10.0.52.0/24 to 10.0.55.0/24) overlap those of `private` "
             "(10.0.0.0/20 to 10.0.48.0/20) (write `offset: 68` for `intra`; where subnets exist already, ",
             kept, ")"));
  CHECK(
      network(
          "tiers: { private: { prefix: 20, cidrs: [10.0.0.0/20, 10.0.16.0/20, 10.0.32.0/20, 10.0.64.0/20] }, "
          "public: { prefix: 24, offset: 48 }, intra: { prefix: 24, offset: 52 } }\n  availability_zones: 4")
          .empty());
}

TEST_CASE("a VPC without room for overlapping tiers is told") {
  CHECK(network("cidr: 10.0.0.0/24\n  tiers: { a: { prefix: 26 }, b: { prefix: 26, offset: 1 } }") ==
        "8:36: the subnets of `b` (10.0.0.64/26 to 10.0.0.192/26) overlap those of `a` (10.0.0.0/26 to "
        "10.0.0.128/26) (the VPC has no room for them elsewhere: choose a longer `prefix` for `b`)");
}

TEST_CASE("tiers outside of the VPC are told") {
  CHECK(network("tiers: { private: { prefix: 20, offset: 14 } }") ==
        "7:23: the 3 subnets of `private` end at number 17 of /20, and the VPC 10.0.0.0/16 has room for 16 "
        "(choose a "
        "smaller `offset` or a longer `prefix`)");
  CHECK(network("cidr: 10.0.0.0/20\n  tiers: { private: { prefix: 18 } }") ==
        "8:23: a subnet of `private` (/18) is larger than the VPC, 10.0.0.0/20 (choose a prefix above 20)");
}

TEST_CASE("ranges that are stated are held to the VPC, to each other and to the zones") {
  CHECK(network("tiers: { a: { prefix: 24, cidrs: [10.0.1.0/24, 10.0.2.0/24, 10.0.3.0/24] }, b: { prefix: "
                "24, offset: 4 } }")
            .empty());
  CHECK(network("tiers: { a: { prefix: 24, cidrs: [10.0.1.0/24, 10.0.2.0/24] } }") ==
        "7:17: `a` has 2 ranges for 3 zones (write one range for each zone)");
  CHECK(network("tiers: { a: { prefix: 24, cidrs: [10.0.1.0/24, 10.0.2.0/24, 10.1.3.0/24] } }") ==
        "7:17: the subnet 10.1.3.0/24 of `a` is not inside the VPC, 10.0.0.0/16 (choose a range inside it)");
  CHECK(network("tiers: { a: { prefix: 24, cidrs: [10.0.1.0/24, 10.0.2.0/24, 10.0.3.0/24] }, b: { prefix: "
                "24, offset: 3 } }")
            .find("the subnets of `b` (10.0.3.0/24 to 10.0.5.0/24) overlap those of `a` (10.0.1.0/24 to "
                  "10.0.3.0/24)") != std::string::npos);
}

TEST_CASE("services and the VPC have addresses of their own") {
  CHECK(mistakes_in("network:\ncluster: { version: '1.35', service_cidr: 10.0.128.0/20 }") ==
        "7:45: `service_cidr` 10.0.128.0/20 overlaps the VPC, 10.0.0.0/16 (choose a private range outside of "
        "the VPC)");
  CHECK(mistakes_in("network:\ncluster: { version: '1.35', service_cidr: 172.20.0.0/16 }").empty());
}

TEST_CASE("a VPC has a size that AWS allows") {
  CHECK(network("cidr: 10.0.0.0/8")
            .starts_with(
                "7:11: a VPC has a prefix of /16 to /28, `10.0.0.0/8` has /8 (AWS allows no larger one)"));
}

TEST_CASE("zones are at most six, and at most those of the region") {
  CHECK(network("availability_zones: 7\n  tiers: {}") ==
        "7:25: `availability_zones` is 7, 1 to 6 is expected");
  ReadTest test(
      "blueprint: 1\nname: a\nenvironment: b\nregion: eu-west-1\ncomponents:\n  network: { "
      "availability_zones: 4 }\n");
  CHECK(test.report() == "6:34: 4 availability zones are asked for, `eu-west-1` has 3 (ask for at most 3)");
}

TEST_CASE("subnets too small for the pods are told with the numbers") {
  const std::string text =
      "network:\n  endpoints: [s3, sts, ec2]\n  tiers: { private: { prefix: 24 } }\ncluster:\n  version: "
      "'1.35'\n  node_groups:\n"
      "    a: { instance_types: [m5.xlarge], scaling: { max: 13 } }";
  CHECK(mistakes_in(text) ==
        "8:23: 13 nodes of up to 58 pods take up to 780 addresses, and the 3 /24 subnets of `private` have "
        "747 beside 2 "
        "endpoints in each (choose a shorter `prefix`, or fewer nodes)");
  CHECK(mistakes_in(std::string(text).replace(text.find("max: 13"), 7, "max: 12")).empty());
}

TEST_CASE("prefix delegation takes addresses by sixteen") {
  CHECK(mistakes_in("network:\n  tiers: { private: { prefix: 24 } }\ncluster:\n  version: '1.35'\n  "
                    "prefix_delegation: true\n  node_groups:\n"
                    "    a: { instance_types: [m5.xlarge], scaling: { max: 7 } }") ==
        "7:23: 7 nodes of up to 110 pods take up to 791 addresses, and the 3 /24 subnets of `private` have "
        "753 (choose a "
        "shorter `prefix`, or fewer nodes)");
}

TEST_CASE("min, desired and max are in order") {
  CHECK(groups("a: { instance_types: [m5.xlarge], scaling: { min: 4, desired: 3, max: 5 } }") ==
        "10:57: `min` is 4, more than `desired`, which is 3 (order them as min ≤ desired ≤ max)");
  CHECK(groups("a: { instance_types: [m5.xlarge], scaling: { min: 1, desired: 6, max: 5 } }") ==
        "10:69: `desired` is 6, more than `max`, which is 5 (order them as min ≤ desired ≤ max)");
  CHECK(groups("a: { instance_types: [m5.xlarge], scaling: { min: 4 } }")
            .starts_with("10:57: `min` is 4, more than `max`, which is 3"));
  CHECK(groups("a: { instance_types: [m5.xlarge], scaling: { min: 0, max: 0 } }") ==
        "10:65: `max` is 0, and EKS wants room for one node (write 1 or more)");
}

TEST_CASE("the types of a group are alike") {
  CHECK(groups("a: { instance_types: [m5.2xlarge, m5a.2xlarge, m5n.2xlarge] }").empty());
  CHECK(groups("a: { instance_types: [m5.xlarge, m6g.xlarge] }") ==
        "10:40: `m6g.xlarge` is arm64 and `m5.xlarge` is amd64, and the nodes of one group share one image "
        "(make a group "
        "for each architecture)");
  CHECK(groups("a: { instance_types: [m5.xlarge, m5.2xlarge] }") ==
        "warning: 10:40: `m5.2xlarge` has 8 vCPU and 32 GiB and `m5.xlarge` has 4 vCPU and 16 GiB: the "
        "autoscaler takes "
        "them for the same (choose types of one size, or make a group for each)");
}

TEST_CASE("a type that the region does not offer is told") {
  const ReadTest test(
      "blueprint: 1\nname: a\nenvironment: b\nregion: af-south-1\ncomponents:\n  network:\n"
      "  cluster: { version: '1.35', node_groups: { a: { instance_types: [a1.large] } } }\n");
  CHECK(test.report() ==
        "warning: 7:68: `af-south-1` does not offer `a1.large` (choose another type, or another region)");
}

TEST_CASE("a disk has the iops and throughput that its type allows") {
  CHECK(
      groups("a: { instance_types: [m5.xlarge], disk: { size: 500, iops: 3000, throughput: 125 } }").empty());
  CHECK(groups("a: { instance_types: [m5.xlarge], disk: { iops: 100 } }") ==
        "10:55: `iops` is 100, `gp3` volumes have 3000 to 80000 (set it to 3000 or more)");
  CHECK(groups("a: { instance_types: [m5.xlarge], disk: { size: 10, iops: 6000 } }") ==
        "10:65: `iops` is 6000, and 10 GiB of `gp3` allow 5000 (set `size` to 12 or more)");
  CHECK(groups("a: { instance_types: [m5.xlarge], disk: { throughput: 1000 } }") ==
        "10:61: `throughput` is 1000 MiB/s, and 3000 IOPS allow 750 (set `iops` to 4000 or more)");
}

TEST_CASE("storage classes have parameters that their volumes allow") {
  CHECK(classes("{ gp3: { default: true, iops: 3000, throughput: 125 }, io2: { iops: 10000 }, gp3-retain: { "
                "retain: true } }")
            .empty());
  CHECK(classes("{ io2: { iops: 300000 } }") ==
        "9:37: `iops` is 300000, `io2` volumes have 100 to 256000 (set it to 256000 or less)");
  CHECK(classes("{ fast: { type: io2, throughput: 500 } }") ==
        "9:55: `throughput` cannot be set for `io2` volumes (remove it, or choose another type)");
  CHECK(classes("{ gp2: { iops: 3000 } }") ==
        "9:37: `iops` cannot be set for `gp2` volumes (remove it, or choose another type)");
}

TEST_CASE("one storage class at most is the default") {
  CHECK(classes("{ a: { default: true }, b: { default: false }, c: { default: true } }") ==
        "9:83: `c` and `a` are both the default storage class (leave `default: true` at one of them)");
}

TEST_CASE("a claim has the size that the iops of its class want") {
  CHECK(mistakes_in("network:\ncluster: { version: '1.35', storage_classes: { io2: { iops: 10000 } } }\n"
                    "workloads:\n  db: { storage: { class: io2, size: 5Gi } }\n  ok: { storage: { class: "
                    "io2, size: 10Gi } }") ==
        "warning: 9:40: a volume of 5 GiB is too small for the 10000 IOPS of `io2`, which allows 1000 per "
        "GiB (ask for "
        "10Gi or more)");
}

TEST_CASE("a taint that nothing tolerates is told") {
  constexpr std::string_view kTainted =
      "database:\n  instance_types: [r5.2xlarge]\n  taints: [{ key: workload, value: database, effect: "
      "NoSchedule }]";
  CHECK(groups(kTainted) ==
        "warning: 12:18: nothing tolerates the taint `workload=database:NoSchedule`, so these nodes stay "
        "empty (give a "
        "workload the toleration, or remove the taint)");
  CHECK(groups(kTainted, "workloads: { web: {} }").starts_with("12:18: nothing tolerates the taint"));
  CHECK(groups(kTainted,
               "workloads: { db: { tolerations: [{ key: workload, operator: Equal, value: database, effect: "
               "NoSchedule }] } }")
            .empty());
  CHECK(
      groups(kTainted, "workloads: { db: { tolerations: [{ key: workload, operator: Exists }] } }").empty());
  CHECK(groups(kTainted, "workloads: { db: { tolerations: [{ operator: Exists }] } }").empty());
  CHECK(groups(kTainted, "workloads: { db: { node_group: database } }").empty());
}

TEST_CASE("a toleration that no taint wants is told") {
  CHECK(groups("a: { instance_types: [m5.xlarge] }",
               "workloads: { db: { tolerations: [{ key: gpu, operator: Exists }] } }") ==
        "warning: 11:36: no node has the taint that `gpu` tolerates (remove it, or taint a node group)");
  CHECK(
      groups("a: { instance_types: [m5.xlarge] }",
             "workloads: { db: { tolerations: [{ key: node.kubernetes.io/not-ready, operator: Exists }] } }")
          .empty());
}

TEST_CASE("a node group that is not there is told") {
  CHECK(groups("database: { instance_types: [m5.xlarge] }", "workloads: { db: { node_group: databse } }") ==
        "11:34: there is no node group `databse` (did you mean `database`? known here: `database`)");
}

}  // namespace
}  // namespace blueprint
