// Where the subnets of a `network` component lie.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/blueprint.h"
#include "model/cidr.h"

namespace blueprint::checks {

// One kind of subnets: one per zone, side by side.
struct Tier {
  std::string_view name{};
  Span span{};
  std::int64_t prefix = 0;
  std::int64_t offset = 0;  // In subnets of this size, from the start of the VPC.
  std::uint64_t first = 0;  // Address of the first subnet.
  std::uint64_t size = 0;   // Addresses of all its subnets.

  Cidr subnet(std::int64_t zone) const;
  std::uint64_t subnet_size() const { return std::uint64_t{1} << (32 - prefix); }
};

struct Network {
  Cidr vpc{};
  std::int64_t zones = 0;
  std::vector<Tier> tiers{};
};

// The plan of subnets; nothing when the spec does not say enough, or wrongly.
std::optional<Network> network_of(const Instance& instance);

// Addresses of a subnet that AWS keeps: the first four and the last.
inline constexpr std::uint64_t kReservedAddresses = 5;

}  // namespace blueprint::checks
