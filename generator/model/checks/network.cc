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

using Ranges = std::vector<Cidr>;

bool any_overlap(const Cidr& range, const Ranges& others) {
  return std::ranges::any_of(others, [&](const Cidr& other) { return overlap(range, other); });
}

// The number of the first of `ranges` that overlaps one of `others`; their count when none does.
std::size_t first_overlap(const Ranges& ranges, const Ranges& others) {
  const auto found =
      std::ranges::find_if(ranges, [&](const Cidr& range) { return any_overlap(range, others); });
  return std::size_t(found - ranges.begin());
}

struct Placed {
  const Tier* tier = nullptr;
  Ranges ranges{};
};

// The ranges of `moves` with those from number `from` on put where nothing of `tiers` is; empty when there is
// no room.
Ranges elsewhere(const Network& network, const std::vector<Placed>& tiers, const Placed& moves,
                 std::size_t from) {
  Ranges taken;
  for (const Placed& tier : tiers) {
    const std::size_t stays = tier.tier == moves.tier ? from : tier.ranges.size();
    taken.insert(taken.end(), tier.ranges.begin(), tier.ranges.begin() + std::ptrdiff_t(stays));
  }
  Ranges result(moves.ranges.begin(), moves.ranges.begin() + std::ptrdiff_t(from));
  std::uint64_t at = network.vpc.first();
  for (std::size_t i = from; i < moves.ranges.size(); ++i) {
    const int prefix = moves.ranges[i].prefix;
    const std::uint64_t size = moves.ranges[i].size();
    at = (at + size - 1) / size * size;
    while (at + size <= network.end() && any_overlap(v4_range(at, prefix), taken)) at += size;
    if (at + size > network.end()) return {};
    result.push_back(v4_range(at, prefix));
    at += size;
  }
  return result;
}

// Side by side, as an offset puts them.
bool are_neighbours(const Ranges& ranges) {
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    if (ranges[i].first() != ranges[i - 1].first() + ranges[i - 1].size()) return false;
  }
  return true;
}

// What to write for a tier that lies in `ranges`.
std::string argument(const Network& network, const Tier& tier, const Ranges& ranges) {
  if (tier.stated.empty() && are_neighbours(ranges)) {
    const std::uint64_t offset = (ranges.front().first() - network.vpc.first()) / tier.subnet_size();
    return concat("`offset: ", std::to_string(offset), "`");
  }
  std::vector<std::string> texts;
  for (const Cidr& range : ranges) texts.push_back(range.text());
  return concat("`cidrs: [", join(texts, ", "), "]`");
}

// A tier that grew by a zone into the next may keep what it has, and so may the next.
std::string for_subnets_in_use(const Network& network, const std::vector<Placed>& tiers, const Placed& tier,
                               const Placed& other) {
  const std::size_t in_other = first_overlap(other.ranges, tier.ranges);
  const Placed& grew = in_other > 0 ? other : tier;
  const std::size_t from = in_other > 0 ? in_other : first_overlap(tier.ranges, other.ranges);
  if (from == 0) return {};
  const Ranges ranges = elsewhere(network, tiers, grew, from);
  if (ranges.empty()) return {};
  return concat("; where subnets exist already, ", argument(network, *grew.tier, ranges), " for ",
                shown(grew.tier->name), " moves none of them");
}

void check_tiers(const Reading& reading, const Network& network) {
  std::vector<Placed> tiers;
  for (const Tier& tier : network.tiers) {
    if (fits(reading, network, tier)) tiers.push_back({.tier = &tier, .ranges = network.subnets(tier)});
  }
  std::vector<Placed> proposed = tiers;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const Placed& tier = tiers[i];
    const auto other =
        std::find_if(tiers.begin(), tiers.begin() + std::ptrdiff_t(i), [&](const Placed& before) {
          return first_overlap(before.ranges, tier.ranges) < before.ranges.size();
        });
    if (other == tiers.begin() + std::ptrdiff_t(i)) continue;
    const std::string name = shown(tier.tier->name);
    const Ranges free = elsewhere(network, proposed, proposed[i], 0);
    if (!free.empty()) proposed[i].ranges = free;
    reading.diags.add(
        {.code = "blueprint/overlapping-subnets",
         .message = concat("the subnets of ", name, " (", range_words(tier.ranges), ") overlap those of ",
                           shown(other->tier->name), " (", range_words(other->ranges), ")"),
         .span = tier.tier->span,
         .labels = {{.span = other->tier->span, .text = concat(shown(other->tier->name), " is here")}},
         .help = free.empty()
                     ? concat("the VPC has no room for them elsewhere: choose a longer `prefix` for ", name)
                     : concat("write ", argument(network, *tier.tier, free), " for ", name,
                              for_subnets_in_use(network, tiers, tier, *other))});
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
