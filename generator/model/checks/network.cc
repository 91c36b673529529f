#include "catalog/regions.h"
#include "model/checks/checks.h"
#include "model/checks/subnets.h"
#include "support/strings.h"

namespace blueprint::checks {
namespace {

constexpr std::int64_t kMostZones = 6;

Span span_of(const Instance& instance, std::string_view path, Span otherwise) {
  const eval::Value* const value = value_at(instance.spec, path);
  return value && value->origin() ? value->origin() : otherwise;
}

void check_zones(const Reading& reading, const Blueprint& blueprint, const Instance& instance,
                 const Network& network) {
  const Span span = span_of(instance, "availability_zones", instance.key_span);
  const std::string stated = std::to_string(network.zones);
  if (network.zones > kMostZones) {
    reading.error("too-many-zones", concat("`availability_zones` is ", stated, ", 1 to 6 is expected"), span);
    return;
  }
  const auto region = catalog::find_region(reading.library, blueprint.region);
  if (!region || region->zones.empty() || network.zones <= std::int64_t(region->zones.size())) return;
  const std::string there = std::to_string(region->zones.size());
  reading.error(
      "too-many-zones",
      concat(stated, " availability zones are asked for, ", shown(blueprint.region), " has ", there), span,
      concat("ask for at most ", there));
}

void check_vpc(const Reading& reading, const Instance& instance, const Network& network) {
  if (network.vpc.prefix >= 16 && network.vpc.prefix <= 28) return;
  reading.error("vpc-size",
                concat("a VPC has a prefix of /16 to /28, ", shown(network.vpc.text()), " has /",
                       std::to_string(network.vpc.prefix)),
                span_of(instance, "cidr", instance.key_span),
                network.vpc.prefix < 16 ? "AWS allows no larger one" : "AWS allows no smaller one");
}

// "10.0.48.0/24 to 10.0.50.0/24"
std::string range_words(const Network& network, const Tier& tier) {
  const std::string first = tier.subnet(0).text();
  return network.zones == 1 ? first : concat(first, " to ", tier.subnet(network.zones - 1).text());
}

bool fits(const Reading& reading, const Network& network, const Tier& tier) {
  const std::string wanted = concat("/", std::to_string(tier.prefix));
  if (tier.prefix < network.vpc.prefix) {
    reading.error("subnet-outside-vpc",
                  concat("a subnet of ", shown(tier.name), " (", wanted, ") is larger than the VPC, ",
                         network.vpc.text()),
                  tier.span, concat("choose a prefix above ", std::to_string(network.vpc.prefix)));
    return false;
  }
  const std::uint64_t end = network.vpc.first() + network.vpc.size();
  if (tier.first + tier.size <= end) return true;
  const std::uint64_t room = network.vpc.size() / tier.subnet_size();
  const auto last = std::uint64_t(tier.offset + network.zones);
  reading.error("subnet-outside-vpc",
                concat("the ", std::to_string(network.zones), " subnets of ", shown(tier.name),
                       " end at number ", std::to_string(last), " of ", wanted, ", and the VPC ",
                       network.vpc.text(), " has room for ", std::to_string(room)),
                tier.span, "choose a smaller `offset` or a longer `prefix`");
  return false;
}

void check_tiers(const Reading& reading, const Network& network) {
  std::vector<const Tier*> placed;
  for (const Tier& tier : network.tiers) {
    if (!fits(reading, network, tier)) continue;
    for (const Tier* other : placed) {
      if (tier.first >= other->first + other->size || other->first >= tier.first + tier.size) continue;
      reading.diags.add({.code = "blueprint/overlapping-subnets",
                         .message = concat("the subnets of ", shown(tier.name), " (",
                                           range_words(network, tier), ") overlap those of ",
                                           shown(other->name), " (", range_words(network, *other), ")"),
                         .span = tier.span,
                         .labels = {{.span = other->span, .text = concat(shown(other->name), " is here")}},
                         .help = concat("choose another `offset` for ", shown(tier.name))});
      break;
    }
    placed.push_back(&tier);
  }
}

}  // namespace

void network(const Reading& reading, const Blueprint& blueprint) {
  for (const Instance* instance : instances_of(blueprint, "network")) {
    const auto plan = network_of(*instance);
    if (!plan) continue;
    check_zones(reading, blueprint, *instance, *plan);
    check_vpc(reading, *instance, *plan);
    check_tiers(reading, *plan);
  }
}

}  // namespace blueprint::checks
