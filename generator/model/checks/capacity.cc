#include <algorithm>

#include "catalog/instance_types.h"
#include "model/checks/checks.h"
#include "model/checks/subnets.h"
#include "support/strings.h"

namespace blueprint::checks {
namespace {

using eval::Value;

// What EKS recommends as most pods of a node, and grants with prefix delegation.
// https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
constexpr int kPodsOfSmallNode = 110;
constexpr int kPodsOfLargeNode = 250;
constexpr int kSmallNodeVcpus = 30;
constexpr int kPrefixSize = 16;
constexpr int kHostNetworkPods = 2;  // aws-node and kube-proxy use the node's own address.

struct Demand {
  std::uint64_t nodes = 0;
  std::uint64_t addresses = 0;
  int pods = 0;  // Of the largest node.
};

// Whether a `prefix_delegation: true` stands anywhere in `value`.
bool delegates_prefixes(const Value& value) {
  if (!value.is_mapping()) return false;
  return std::ranges::any_of(value.entries(), [](const eval::Entry& entry) {
    return (entry.first == "prefix_delegation" && entry.second.is_true()) || delegates_prefixes(entry.second);
  });
}

// The addresses that a node of `type` takes when it is full of pods.
Demand of_node(const catalog::InstanceType& type, bool prefixes, std::optional<std::int64_t> max_pods) {
  int pods = type.max_pods;
  if (prefixes) pods = type.vcpu <= kSmallNodeVcpus ? kPodsOfSmallNode : kPodsOfLargeNode;
  if (max_pods && *max_pods > kHostNetworkPods && *max_pods <= kPodsOfLargeNode) pods = int(*max_pods);
  const int with_address = std::max(0, pods - kHostNetworkPods);
  const int slots = std::max(1, type.ips_per_eni - 1);
  const int in_slots = prefixes ? (with_address + kPrefixSize - 1) / kPrefixSize : with_address;
  const int enis = std::max(1, (in_slots + slots - 1) / slots);
  const int addresses = prefixes ? in_slots * kPrefixSize : in_slots;
  return {.nodes = 1, .addresses = std::uint64_t(addresses + enis), .pods = pods};
}

Demand of_group(const Reading& reading, const Value& group, bool prefixes) {
  const auto max = number_at(group, "scaling.max");
  Demand largest;
  for (const Value& item : items_at(group, "instance_types")) {
    const auto type =
        item.is_string() ? catalog::find_instance_type(reading.library, item.as_string()) : std::nullopt;
    if (!type || type->enis == 0) continue;
    const Demand node = of_node(*type, prefixes, number_at(group, "max_pods"));
    if (node.addresses > largest.addresses) largest = node;
  }
  if (!max || *max < 1 || *max > 1'000'000 || largest.addresses == 0) return {};
  return {.nodes = std::uint64_t(*max),
          .addresses = std::uint64_t(*max) * largest.addresses,
          .pods = largest.pods};
}

// The tier that nodes are in: `private`, or `intra` where there is no other.
const Tier* tier_of_nodes(const Network& network) {
  for (const std::string_view name : {"private", "intra"}) {
    const auto found = std::ranges::find(network.tiers, name, &Tier::name);
    if (found != network.tiers.end()) return &*found;
  }
  return nullptr;
}

// Whether any part of the cluster says so: which one is the templates' business.
bool delegates_prefixes(const Blueprint& blueprint, const Instance& cluster) {
  return std::ranges::any_of(blueprint.instances, [&](const Instance& instance) {
    return (instance.key == cluster.key || instance.part_of == cluster.key) &&
           delegates_prefixes(instance.spec);
  });
}

std::uint64_t interface_endpoints(const Value& network) {
  const auto endpoints = items_at(network, "endpoints");
  return std::uint64_t(std::ranges::count_if(endpoints, [](const Value& endpoint) {
    return endpoint.is_string() && endpoint.as_string() != "s3" && endpoint.as_string() != "dynamodb";
  }));
}

void check(const Reading& reading, const Blueprint& blueprint, const Instance& network_instance,
           const Instance& groups, const Instance& cluster) {
  const auto network = network_of(network_instance);
  const Tier* const tier = network ? tier_of_nodes(*network) : nullptr;
  if (!tier) return;
  const bool prefixes = delegates_prefixes(blueprint, cluster);
  Demand all;
  for (const auto& [name, group] : entries_at(groups.spec, "")) {
    const Demand demand = of_group(reading, group, prefixes);
    all.nodes += demand.nodes;
    all.addresses += demand.addresses;
    all.pods = std::max(all.pods, demand.pods);
  }
  const std::uint64_t endpoints = interface_endpoints(network_instance.spec);
  const auto zones = std::uint64_t(network->zones);
  const std::uint64_t kept = kReservedAddresses + endpoints;
  const std::uint64_t free = tier->subnet_size() > kept ? (tier->subnet_size() - kept) * zones : 0;
  if (all.addresses <= free) return;
  const std::string taken =
      endpoints == 0 ? std::string() : concat(" beside ", std::to_string(endpoints), " endpoints in each");
  reading.error("subnets-too-small",
                concat(std::to_string(all.nodes), " nodes of up to ", std::to_string(all.pods),
                       " pods take up to ", std::to_string(all.addresses), " addresses, and the ",
                       std::to_string(zones), " /", std::to_string(tier->prefix), " subnets of ",
                       shown(tier->name), " have ", std::to_string(free), taken),
                tier->span, "choose a shorter `prefix`, or fewer nodes");
}

}  // namespace

void capacity(const Reading& reading, const Blueprint& blueprint) {
  for (const Instance* groups : instances_of(blueprint, "node_groups")) {
    const Instance* const cluster = blueprint.instance(groups->part_of);
    const Instance* const user = cluster ? cluster : groups;
    for (const Need& need : user->type->needs) {
      const std::string* const key = user->link(need.name);
      const Instance* const network = key ? blueprint.instance(*key) : nullptr;
      if (need.type == "network" && network && network->type)
        check(reading, blueprint, *network, *groups, *user);
    }
  }
}

}  // namespace blueprint::checks
