#include <algorithm>

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
  if (network.zones > kMostZones && items_at(instance.spec, "zones").empty()) {
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
std::string range_words(const std::vector<Cidr>& ranges) {
  return ranges.size() == 1 ? ranges.front().text()
                            : concat(ranges.front().text(), " to ", ranges.back().text());
}

bool stated_fit(const Reading& reading, const Network& network, const Tier& tier) {
  if (std::int64_t(tier.stated.size()) != network.zones) {
    reading.error("subnets-per-zone",
                  concat(shown(tier.name), " has ", std::to_string(tier.stated.size()), " ranges for ",
                         std::to_string(network.zones), " zones"),
                  tier.span, "write one range for each zone");
    return false;
  }
  for (const Cidr& range : tier.stated) {
    if (range.first() >= network.vpc.first() && range.first() + range.size() <= network.end()) continue;
    reading.error("subnet-outside-vpc",
                  concat("the subnet ", range.text(), " of ", shown(tier.name), " is not inside the VPC, ",
                         network.vpc.text()),
                  tier.span, "choose a range inside it");
    return false;
  }
  return true;
}

bool fits(const Reading& reading, const Network& network, const Tier& tier) {
  if (!tier.stated.empty()) return stated_fit(reading, network, tier);
  const std::string wanted = concat("/", std::to_string(tier.prefix));
  if (tier.prefix < network.vpc.prefix) {
    reading.error("subnet-outside-vpc",
                  concat("a subnet of ", shown(tier.name), " (", wanted, ") is larger than the VPC, ",
                         network.vpc.text()),
                  tier.span, concat("choose a prefix above ", std::to_string(network.vpc.prefix)));
    return false;
  }
  const std::uint64_t room = network.vpc.size() / tier.subnet_size();
  const auto last = std::uint64_t(tier.offset + network.zones);
  if (last <= room) return true;
  reading.error("subnet-outside-vpc",
                concat("the ", std::to_string(network.zones), " subnets of ", shown(tier.name),
                       " end at number ", std::to_string(last), " of ", wanted, ", and the VPC ",
                       network.vpc.text(), " has room for ", std::to_string(room)),
                tier.span, "choose a smaller `offset` or a longer `prefix`");
  return false;
}

bool any_overlap(const std::vector<Cidr>& some, const std::vector<Cidr>& others) {
  return std::ranges::any_of(some, [&](const Cidr& a) {
    return std::ranges::any_of(others, [&](const Cidr& b) { return overlap(a, b); });
  });
}

void check_tiers(const Reading& reading, const Network& network) {
  std::vector<const Tier*> placed;
  for (const Tier& tier : network.tiers) {
    if (!fits(reading, network, tier)) continue;
    const std::vector<Cidr> ranges = network.subnets(tier);
    for (const Tier* other : placed) {
      const std::vector<Cidr> taken = network.subnets(*other);
      if (!any_overlap(ranges, taken)) continue;
      reading.diags.add(
          {.code = "blueprint/overlapping-subnets",
           .message = concat("the subnets of ", shown(tier.name), " (", range_words(ranges),
                             ") overlap those of ", shown(other->name), " (", range_words(taken), ")"),
           .span = tier.span,
           .labels = {{.span = other->span, .text = concat(shown(other->name), " is here")}},
           .help = concat("choose another `offset` for ", shown(tier.name))});
      break;
    }
    placed.push_back(&tier);
  }
}

// Pods could not reach one of two things that have the same address.
void check_services(const Reading& reading, const Blueprint& blueprint, const Network& network,
                    const Instance& of) {
  for (const Instance* cluster : instances_of(blueprint, "cluster")) {
    const std::string* const link = cluster->link("network");
    const eval::Value* const stated = value_at(cluster->spec, "service_cidr");
    const auto services = parse_cidr(text_at(cluster->spec, "service_cidr"));
    if (!link || *link != of.key || !services || !overlap(*services, network.vpc)) continue;
    reading.error("overlapping-cidr",
                  concat("`service_cidr` ", services->text(), " overlaps the VPC, ", network.vpc.text()),
                  stated->origin(), "choose a private range outside of the VPC");
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
    check_services(reading, blueprint, *plan, *instance);
  }
}

}  // namespace blueprint::checks
