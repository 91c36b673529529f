// IP networks as text and as numbers.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace blueprint::eval {

// The bits of an address; IPv4 uses the lowest 32.
__extension__ using AddressBits = unsigned __int128;

struct Cidr {
  AddressBits address = 0;  // The first address of the network.
  int length = 0;           // Of the prefix.
  int bits = 32;            // Of an address: 32 or 128.

  bool is_ipv4() const { return bits == 32; }
  AddressBits last() const;  // The last address.
};

// "10.0.0.0/8", "2001:db8::/32"; nullopt when `text` is none. Bits after the prefix are cleared.
std::optional<Cidr> parse_cidr(std::string_view text);
std::optional<AddressBits> parse_address(std::string_view text, int& bits);

std::string address_text(AddressBits address, int bits);
std::string text(const Cidr& cidr);
// As many low bits as `count`.
AddressBits low_bits(int count);
// `number` in decimal; nullopt when it is none or does not fit.
std::optional<AddressBits> parse_bits(std::string_view decimal);
std::string decimal_text(AddressBits number);

}  // namespace blueprint::eval
