#include "model/checks/subnets.h"

#include <algorithm>

#include "model/checks/checks.h"

namespace blueprint::checks {
namespace {

std::optional<std::int64_t> zones_of(const eval::Value& spec) {
  if (const auto named = items_at(spec, "zones"); !named.empty()) return std::int64_t(named.size());
  return number_at(spec, "availability_zones");
}

std::vector<Cidr> stated_ranges(const eval::Value& tier) {
  std::vector<Cidr> ranges;
  for (const eval::Value& item : items_at(tier, "cidrs")) {
    const auto range = item.is_string() ? parse_cidr(item.as_string()) : std::nullopt;
    if (range && range->is_v4()) ranges.push_back(*range);
  }
  return ranges;
}

}  // namespace

std::vector<Cidr> Network::subnets(const Tier& tier) const {
  if (!tier.stated.empty()) return tier.stated;
  std::vector<Cidr> ranges;
  for (std::int64_t zone = 0; zone < zones; ++zone) {
    ranges.push_back(
        v4_range(vpc.first() + std::uint64_t(tier.offset + zone) * tier.subnet_size(), int(tier.prefix)));
  }
  return ranges;
}

std::optional<Network> network_of(const Instance& instance) {
  const auto vpc = parse_cidr(text_at(instance.spec, "cidr"));
  const auto zones = zones_of(instance.spec);
  if (!vpc || !vpc->is_v4() || !zones || *zones < 1 || *zones > 100) return {};
  Network network{.vpc = *vpc, .zones = *zones};
  for (const auto& [name, spec] : entries_at(instance.spec, "tiers")) {
    const auto prefix = number_at(spec, "prefix");
    const std::int64_t offset = number_at(spec, "offset").value_or(0);
    // Anything else is the schema's business, or would overflow.
    if (!prefix || *prefix < 1 || *prefix > 32 || offset < 0 || offset > (std::int64_t{1} << 30)) continue;
    Tier tier{.name = name,
              .span = spec.origin(),
              .prefix = *prefix,
              .offset = offset,
              .stated = stated_ranges(spec)};
    // Of ranges of several sizes, the smallest decides what there is room for.
    for (const Cidr& range : tier.stated)
      tier.prefix =
          &range == tier.stated.data() ? range.prefix : std::max<std::int64_t>(tier.prefix, range.prefix);
    network.tiers.push_back(std::move(tier));
  }
  return network;
}

}  // namespace blueprint::checks
