#include "model/cidr.h"

#include <catch2/catch.hpp>

namespace blueprint {
namespace {

std::string network_of(std::string_view text) {
  const auto cidr = parse_cidr(text);
  return cidr ? cidr->network().text() : "none";
}

TEST_CASE("a range is known by its first address") {
  CHECK(network_of("10.0.0.0/16") == "10.0.0.0/16");
  CHECK(network_of("10.0.5.9/16") == "10.0.0.0/16");
  CHECK(network_of("10.0.5.9/32") == "10.0.5.9/32");
  CHECK(network_of("255.255.255.255/0") == "0.0.0.0/0");
  CHECK(network_of("2001:db8::5/32") == "2001:db8::/32");
  CHECK(network_of("::/0") == "::/0");
  CHECK(network_of("1:0:0:2:0:0:0:3/128") == "1:0:0:2::3/128");
}

TEST_CASE("what is no range is told from one") {
  for (const std::string_view text : {"", "10.0.0.0", "10.0.0/8", "10.0.0.0/33", "10.0.0.256/8",
                                      "10.0.0.01/8", "10.0.0.0/-1", "10.0.0.0/8 ", "a.b.c.d/8", "::1::/64",
                                      "1:2:3/64", "10.0.0.0/8/8", "::/129", "12345::/16", "/", "10.0.0.0/"}) {
    INFO(text);
    CHECK_FALSE(parse_cidr(text));
  }
}

TEST_CASE("ranges that touch do not overlap") {
  const auto range = [](std::string_view text) { return *parse_cidr(text); };
  CHECK_FALSE(overlap(range("10.0.0.0/17"), range("10.0.128.0/17")));
  CHECK(overlap(range("10.0.0.0/16"), range("10.0.128.0/17")));
  CHECK(overlap(range("0.0.0.0/0"), range("255.255.255.255/32")));
}

}  // namespace
}  // namespace blueprint
