#include "catalog/regions.h"

#include <catch2/catch.hpp>

namespace blueprint::catalog {
namespace {

TEST_CASE("a region is found with its zones") {
  const Library library;
  const auto region = find_region(library, "us-east-1");
  REQUIRE(region);
  CHECK(region->title == "US East (N. Virginia)");
  CHECK(region->partition == "aws");
  CHECK(region->dns_suffix == "amazonaws.com");
  CHECK(region->zones == std::vector<std::string>{"us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d",
                                                  "us-east-1e", "us-east-1f"});
}

TEST_CASE("zones are named as accounts see them") {
  const Library library;
  CHECK(find_region(library, "eu-west-1")->zones.size() == 3);
  CHECK(find_region(library, "us-west-2")->zones.size() == 4);
  CHECK(find_region(library, "ca-central-1")->zones ==
        std::vector<std::string>{"ca-central-1a", "ca-central-1b", "ca-central-1d"});
}

TEST_CASE("China and GovCloud are partitions of their own") {
  const Library library;
  CHECK(find_region(library, "cn-north-1")->partition == "aws-cn");
  CHECK(find_region(library, "cn-north-1")->dns_suffix == "amazonaws.com.cn");
  CHECK(find_region(library, "us-gov-west-1")->partition == "aws-us-gov");
  CHECK(find_region(library, "us-gov-west-1")->dns_suffix == "amazonaws.com");
}

TEST_CASE("every listed region is found and has at least two zones") {
  const Library library;
  const auto all = regions(library);
  CHECK(all.size() == 41);
  for (const Region& region : all) {
    INFO(region.name);
    REQUIRE(find_region(library, region.name));
    CHECK(region.zones.size() >= 2);
    CHECK(!region.title.empty());
  }
}

TEST_CASE("unknown regions are not found") {
  const Library library;
  CHECK(!find_region(library, "us-east-3"));
  CHECK(!find_region(library, "aws-global"));
  CHECK(!find_region(library, ""));
}

}  // namespace
}  // namespace blueprint::catalog
