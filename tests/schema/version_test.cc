#include "schema/version.h"

#include <catch2/catch.hpp>

namespace blueprint::schema {
namespace {

VersionRange range(std::string_view text) {
  const auto parsed = parse_constraints(text);
  REQUIRE(parsed);
  return *parsed;
}

TEST_CASE("versions are up to three numbers") {
  CHECK(parse_version("6.25.0") == Version{6, 25, 0});
  CHECK(parse_version("v6") == Version{6, 0, 0});
  CHECK(parse_version("5.1.0-beta1") == Version{5, 1, 0});
  for (const char* wrong : {"", "a", "1.b", "1.2.3.4", "1..2", "99999999999999999999"}) {
    CHECK_FALSE(parse_version(wrong));
  }
}

TEST_CASE("constraints are the range around what they admit") {
  CHECK(range("~> 5.0") == VersionRange{.from = {5, 0, 0}, .to = {6, 0, 0}});
  CHECK(range("~> 5.1.2") == VersionRange{.from = {5, 1, 2}, .to = {5, 2, 0}});
  CHECK(range("~> 5") == VersionRange{.from = {5, 0, 0}, .to = {6, 0, 0}});
  CHECK(range("5.1.2") == VersionRange{.from = {5, 1, 2}, .to = {5, 1, 3}});
  CHECK(range("= 5.1") == VersionRange{.from = {5, 1, 0}, .to = {5, 1, 1}});
  CHECK(range(">=4.0, <6, != 5.3.1") == VersionRange{.from = {4, 0, 0}, .to = {6, 0, 0}});
  CHECK(range("> 4.0.0, <= 4.9.1") == VersionRange{.from = {4, 0, 1}, .to = {4, 9, 2}});
  CHECK(range(">= 6.28").to == kNoVersion);
  CHECK(range(">= 6.0.0-beta2").from == Version{6, 0, 0});
  for (const char* wrong : {"", "latest", ">> 5", "~> ", ">= 5,", "5.x"})
    CHECK_FALSE(parse_constraints(wrong));
}

}  // namespace
}  // namespace blueprint::schema
