#include "catalog/instance_types.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint::catalog {
namespace {

TEST_CASE("an instance type is found with its numbers") {
  const Library library;
  const auto type = find_instance_type(library, "r5.2xlarge");
  REQUIRE(type);
  CHECK(type->name == "r5.2xlarge");
  CHECK(type->vcpu == 8);
  CHECK(type->memory_mib == 65536);
  CHECK(type->architecture == "amd64");
  CHECK(type->enis == 4);
  CHECK(type->ips_per_eni == 15);
  CHECK(type->max_pods == 58);
  CHECK(type->usd_per_hour == "0.504");
}

TEST_CASE("every listed type is found") {
  const Library library;
  const auto names = instance_type_names(library);
  CHECK(names.size() > 1300);
  CHECK(std::ranges::is_sorted(names));
  for (const std::string_view name : names) {
    INFO(name);
    const auto type = find_instance_type(library, name);
    REQUIRE(type);
    CHECK(type->name == name);
  }
  CHECK(instance_types(library).size() == names.size());
}

TEST_CASE("unknown types are not found, and near ones are suggested") {
  const Library library;
  CHECK(!find_instance_type(library, "m5.3xlarge"));
  CHECK(!find_instance_type(library, ""));
  CHECK(!find_instance_type(library, "name"));
  CHECK(did_you_mean("r5.2xlrge", instance_type_names(library)) == "did you mean `r5.2xlarge`?");
}

TEST_CASE("Graviton types are arm64") {
  const Library library;
  REQUIRE(find_instance_type(library, "m7g.large"));
  CHECK(find_instance_type(library, "m7g.large")->architecture == "arm64");
}

TEST_CASE("regions are known to offer a type, or not, or nothing is known") {
  const Library library;
  CHECK(is_offered(library, "m5.xlarge", "us-east-1") == true);
  CHECK(is_offered(library, "a1.large", "eu-south-2") == false);
  CHECK(is_offered(library, "m5.xlarge", "moon-1") == std::nullopt);
  CHECK(is_offered(library, "m5.3xlarge", "us-east-1") == std::nullopt);
}

}  // namespace
}  // namespace blueprint::catalog
