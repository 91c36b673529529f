#include "model/checks/subnets.h"

#include "model/checks/checks.h"

namespace blueprint::checks {
namespace {

std::optional<std::int64_t> zones_of(const eval::Value& spec) {
  const eval::Value* const zones = value_at(spec, "availability_zones");
  if (zones && zones->is_sequence()) return std::int64_t(zones->size());
  return number_at(spec, "availability_zones");
}

}  // namespace

Cidr Tier::subnet(std::int64_t zone) const {
  return v4_range(first + std::uint64_t(zone) * subnet_size(), int(prefix));
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
    if (!prefix || *prefix < 1 || *prefix > 32 || offset < 0 || offset > (std::int64_t{1} << 32)) continue;
    Tier tier{.name = name, .span = spec.origin(), .prefix = *prefix, .offset = offset};
    tier.first = vpc->first() + std::uint64_t(offset) * tier.subnet_size();
    tier.size = std::uint64_t(*zones) * tier.subnet_size();
    network.tiers.push_back(tier);
  }
  return network;
}

}  // namespace blueprint::checks
