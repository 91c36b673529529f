#include "eval/functions/cidr.h"

#include <algorithm>
#include <array>
#include <vector>

#include "support/strings.h"

namespace blueprint::eval {

namespace {

std::optional<unsigned> parse_number(std::string_view text, unsigned base, unsigned most) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    const std::size_t digit = std::string_view("0123456789abcdef0123456789ABCDEF").find(c);
    if (digit == std::string_view::npos || digit % 16 >= base) return std::nullopt;
    value = value * base + static_cast<unsigned>(digit % 16);
  }
  return value <= most ? std::optional(value) : std::nullopt;
}

std::optional<AddressBits> parse_ipv4(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '.');
  if (parts.size() != 4) return std::nullopt;
  AddressBits address = 0;
  for (const std::string_view part : parts) {
    const std::optional<unsigned> byte = parse_number(part, 10, 255);
    if (!byte || part.size() > 3) return std::nullopt;
    address = (address << 8) | *byte;
  }
  return address;
}

// The groups of a part of an IPv6 address without `::`; a dotted end counts for two.
bool parse_groups(std::string_view text, std::vector<unsigned>& groups) {
  if (text.empty()) return true;
  for (const std::string_view part : split(text, ':')) {
    if (part.find('.') != std::string_view::npos) {
      const std::optional<AddressBits> ipv4 = parse_ipv4(part);
      if (!ipv4 || part.end() != text.end()) return false;
      groups.push_back(static_cast<unsigned>(*ipv4 >> 16));
      groups.push_back(static_cast<unsigned>(*ipv4 & 0xFFFF));
      continue;
    }
    const std::optional<unsigned> group = parse_number(part, 16, 0xFFFF);
    if (!group) return false;
    groups.push_back(*group);
  }
  return true;
}

std::optional<AddressBits> parse_ipv6(std::string_view text) {
  std::vector<unsigned> head;
  std::vector<unsigned> tail;
  const std::size_t gap = text.find("::");
  if (!parse_groups(text.substr(0, gap), head)) return std::nullopt;
  if (gap != std::string_view::npos) {
    if (!parse_groups(text.substr(gap + 2), tail) || head.size() + tail.size() > 7) return std::nullopt;
    head.resize(8 - tail.size(), 0);
    head.insert(head.end(), tail.begin(), tail.end());
  }
  if (head.size() != 8) return std::nullopt;
  AddressBits address = 0;
  for (const unsigned group : head) address = (address << 16) | group;
  return address;
}

std::string ipv4_text(AddressBits address) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    if (!out.empty()) out += '.';
    out += std::to_string(static_cast<unsigned>((address >> shift) & 0xFF));
  }
  return out;
}

// The first of the longest runs of two zero groups or more: where it begins, and its size.
std::pair<std::size_t, std::size_t> longest_zeros(const std::array<unsigned, 8>& groups) {
  std::size_t best = 8;
  std::size_t best_size = 1;
  for (std::size_t at = 0; at < 8; ++at) {
    std::size_t end = at;
    while (end < 8 && groups[end] == 0) ++end;
    if (end - at > best_size) {
      best = at;
      best_size = end - at;
    }
    at = std::max(at, end);
  }
  return {best, best_size};
}

std::string hex_text(unsigned value) {
  std::string out;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const unsigned digit = (value >> shift) & 15;
    if (digit != 0 || !out.empty() || shift == 0) out += "0123456789abcdef"[digit];
  }
  return out;
}

std::string ipv6_text(AddressBits address) {
  if (address >> 32 == 0xFFFF) return ipv4_text(address & 0xFFFFFFFF);
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i) {
    groups[i] = static_cast<unsigned>((address >> (112 - 16 * static_cast<int>(i))) & 0xFFFF);
  }
  const auto [gap, gap_size] = longest_zeros(groups);
  std::string out;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == gap) {
      out += "::";
      i += gap_size - 1;
      continue;
    }
    if (!out.empty() && !out.ends_with(':')) out += ':';
    out += hex_text(groups[i]);
  }
  return out;
}

}  // namespace

AddressBits low_bits(int count) {
  if (count <= 0) return 0;
  return count >= 128 ? ~AddressBits{0} : (AddressBits{1} << count) - 1;
}

AddressBits Cidr::last() const { return address | low_bits(bits - length); }

std::optional<AddressBits> parse_address(std::string_view text, int& bits) {
  bits = text.find(':') == std::string_view::npos ? 32 : 128;
  return bits == 32 ? parse_ipv4(text) : parse_ipv6(text);
}

std::optional<Cidr> parse_cidr(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  Cidr cidr;
  const std::optional<AddressBits> address = parse_address(text.substr(0, slash), cidr.bits);
  const std::optional<unsigned> length =
      parse_number(text.substr(slash + 1), 10, static_cast<unsigned>(cidr.bits));
  if (!address || !length) return std::nullopt;
  cidr.length = static_cast<int>(*length);
  cidr.address = *address & ~low_bits(cidr.bits - cidr.length);
  return cidr;
}

std::string address_text(AddressBits address, int bits) {
  return bits == 32 ? ipv4_text(address) : ipv6_text(address);
}

std::string text(const Cidr& cidr) {
  return concat(address_text(cidr.address, cidr.bits), "/", std::to_string(cidr.length));
}

std::optional<AddressBits> parse_bits(std::string_view decimal) {
  if (decimal.empty() || decimal.size() > 39) return std::nullopt;
  AddressBits number = 0;
  for (const char c : decimal) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<unsigned>(c - '0');
    if (number > (~AddressBits{0} - digit) / 10) return std::nullopt;
    number = number * 10 + digit;
  }
  return number;
}

std::string decimal_text(AddressBits number) {
  std::string out;
  do {
    out += static_cast<char>('0' + static_cast<int>(number % 10));
    number /= 10;
  } while (number > 0);
  std::ranges::reverse(out);
  return out;
}

}  // namespace blueprint::eval
