// Where the subnets of a `network` component lie.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/blueprint.h"
#include "model/cidr.h"

namespace blueprint::checks {

// One kind of subnets: one per zone, side by side, or where `cidrs` says.
struct Tier {
  std::string_view name{};
  Span span{};
  std::int64_t prefix = 0;
  std::int64_t offset = 0;     // In subnets of this size, from the start of the VPC.
  std::vector<Cidr> stated{};  // `cidrs`; empty: by prefix and offset.

  std::uint64_t subnet_size() const { return std::uint64_t{1} << (32 - prefix); }
};

struct Network {
  Cidr vpc{};
  std::int64_t zones = 0;
  std::vector<Tier> tiers{};

  // The range of each zone.
  std::vector<Cidr> subnets(const Tier& tier) const;
  // Where a range ends, and so where none may go beyond.
  std::uint64_t end() const { return vpc.first() + vpc.size(); }
};

// The plan of subnets; nothing when the spec does not say enough, or wrongly.
std::optional<Network> network_of(const Instance& instance);

// Addresses of a subnet that AWS keeps: the first four and the last.
inline constexpr std::uint64_t kReservedAddresses = 5;

}  // namespace blueprint::checks
