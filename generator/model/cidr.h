// IP ranges: "10.0.0.0/16", "2001:db8::/32".

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blueprint {

struct Cidr {
  std::array<std::uint8_t, 16> bytes{};  // IPv4 uses the first four.
  int bits = 32;                         // Of the address: 32 or 128.
  int prefix = 0;

  bool is_v4() const { return bits == 32; }
  bool has_host_bits() const;
  Cidr network() const;  // Without host bits.
  std::string text() const;

  // The first address and how many there are; IPv4 only.
  std::uint64_t first() const;
  std::uint64_t size() const { return std::uint64_t{1} << (32 - prefix); }
};

// nullopt when `text` is not an address, a slash and a prefix length.
std::optional<Cidr> parse_cidr(std::string_view text);
// The IPv4 range of 2^(32-prefix) addresses from `first`.
Cidr v4_range(std::uint64_t first, int prefix);
// True when the two IPv4 ranges share an address.
bool overlap(const Cidr& a, const Cidr& b);

}  // namespace blueprint
