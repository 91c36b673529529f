#include "model/cidr.h"

#include <charconv>
#include <vector>

#include "support/strings.h"

namespace blueprint {
namespace {

// A number of at most `digits` characters; no sign, and no leading zero in decimal.
std::optional<unsigned> number(std::string_view text, int base, std::size_t digits) {
  unsigned value = 0;
  if (text.empty() || text.size() > digits || (base == 10 && text.size() > 1 && text[0] == '0')) return {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

bool read_v4(std::string_view text, Cidr& cidr) {
  const std::vector<std::string_view> parts = split(text, '.');
  if (parts.size() != 4) return false;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto byte = number(parts[i], 10, 3);
    if (!byte || *byte > 255) return false;
    cidr.bytes[i] = std::uint8_t(*byte);
  }
  cidr.bits = 32;
  return true;
}

// The groups of one side of "::"; false when one of them is none.
bool read_groups(std::string_view text, std::vector<unsigned>& groups) {
  if (text.empty()) return true;
  for (const std::string_view part : split(text, ':')) {
    const auto group = number(part, 16, 4);
    if (!group) return false;
    groups.push_back(*group);
  }
  return true;
}

bool read_v6(std::string_view text, Cidr& cidr) {
  const std::size_t gap = text.find("::");
  std::vector<unsigned> groups;
  std::vector<unsigned> after;
  if (gap == std::string_view::npos) {
    if (!read_groups(text, groups) || groups.size() != 8) return false;
  } else {
    if (!read_groups(text.substr(0, gap), groups) || !read_groups(text.substr(gap + 2), after)) return false;
    if (groups.size() + after.size() > 7) return false;
    groups.resize(8 - after.size());
    groups.insert(groups.end(), after.begin(), after.end());
  }
  for (std::size_t i = 0; i < 8; ++i) {
    cidr.bytes[2 * i] = std::uint8_t(groups[i] >> 8);
    cidr.bytes[2 * i + 1] = std::uint8_t(groups[i] & 0xFF);
  }
  cidr.bits = 128;
  return true;
}

std::string v6_text(const std::array<std::uint8_t, 16>& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i) groups[i] = unsigned(bytes[2 * i] << 8 | bytes[2 * i + 1]);
  std::size_t gap = 8;  // The longest run of zero groups, of two or more.
  std::size_t gap_size = 1;
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t end = i;
    while (end < 8 && groups[end] == 0) ++end;
    if (end - i > gap_size) gap = i, gap_size = end - i;
  }
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == gap) {
      text += "::";
      i += gap_size - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    bool begun = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const unsigned digit = groups[i] >> shift & 0xF;
      begun = begun || digit != 0 || shift == 0;
      if (begun) text += kDigits[digit];
    }
  }
  return text;
}

}  // namespace

Cidr Cidr::network() const {
  Cidr result = *this;
  for (int bit = prefix; bit < bits; ++bit) {
    result.bytes[std::size_t(bit) / 8] &= std::uint8_t(~(0x80 >> (bit % 8)));
  }
  return result;
}

bool Cidr::has_host_bits() const { return network().bytes != bytes; }

std::string Cidr::text() const {
  std::string address;
  if (is_v4()) {
    for (std::size_t i = 0; i < 4; ++i) address += concat(i == 0 ? "" : ".", std::to_string(bytes[i]));
  } else {
    address = v6_text(bytes);
  }
  return concat(address, "/", std::to_string(prefix));
}

std::uint64_t Cidr::first() const {
  return std::uint64_t{bytes[0]} << 24 | std::uint64_t{bytes[1]} << 16 | std::uint64_t{bytes[2]} << 8 |
         bytes[3];
}

std::optional<Cidr> parse_cidr(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return {};
  Cidr cidr;
  const std::string_view address = text.substr(0, slash);
  if (!read_v4(address, cidr) && !read_v6(address, cidr)) return {};
  const auto prefix = number(text.substr(slash + 1), 10, 3);
  if (!prefix || int(*prefix) > cidr.bits) return {};
  cidr.prefix = int(*prefix);
  return cidr;
}

Cidr v4_range(std::uint64_t first, int prefix) {
  Cidr cidr{.prefix = prefix};
  for (std::size_t i = 0; i < 4; ++i) cidr.bytes[i] = std::uint8_t(first >> (24 - 8 * i) & 0xFF);
  return cidr;
}

bool overlap(const Cidr& a, const Cidr& b) {
  return a.is_v4() && b.is_v4() && a.first() < b.first() + b.size() && b.first() < a.first() + a.size();
}

}  // namespace blueprint
