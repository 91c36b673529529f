#include "model/explain.h"

#include <catch2/catch.hpp>

#include "model/reading_test.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using Source = Explanation::Source;

constexpr std::string_view kText =
    "blueprint: 1\nname: hub\nenvironment: prod\nregion: us-east-1\n"
    "components:\n"
    "  network:\n"
    "    availability_zones: 2\n"
    "  cluster: { version: '1.35' }\n"
    "environments:\n"
    "  dev: { components: { network: { nat_gateways: single } } }\n"
    "parameters:\n"
    "  zones: { sets: network.availability_zones, description: d }\n";

struct ExplainTest : ReadTest {
  ExplainTest() : ReadTest(kText, "dev") {}
  Explanation at(std::string_view path) {
    auto found = explain(blueprint, types, path, help);
    REQUIRE(found);
    return *found;
  }
  std::string help{};
};

TEST_CASE("a value is explained with the text that gave it") {
  ExplainTest test;
  CHECK(test.report().empty());
  const Explanation zones = test.at("network.availability_zones");
  CHECK(zones.source == Source::Blueprint);
  CHECK(compact(zones.value) == "2");
  CHECK(test.sources.text(zones.origin) == "2");
  CHECK(zones.doc == "How many zones.");
  CHECK(zones.parameter == "zones");
  CHECK(test.at("network.nat_gateways").source == Source::Environment);
  CHECK(test.at("network.cidr").source == Source::Default);
  CHECK(test.sources.path(test.at("network.cidr").origin.file) == "tests/network/component.yaml");
  CHECK(test.at("network.owner").source == Source::Nothing);
  CHECK(test.at("components.network.tiers.private.prefix").doc == "Bits of each subnet's prefix.");
}

TEST_CASE("whole components and top-level keys are explained") {
  ExplainTest test;
  CHECK(test.at("cluster").doc == "An EKS cluster.");
  CHECK(test.at("cluster").below == std::vector<std::string>{"version", "prefix_delegation", "service_cidr",
                                                             "admins", "storage_classes"});
  CHECK(test.at("cluster.storage_classes.gp3.default").source == Source::Default);
  CHECK(test.at("region").source == Source::Blueprint);
  CHECK(test.at("environment").source == Source::Environment);
  CHECK(test.at("naming").source == Source::Default);
}

TEST_CASE("a path that leads nowhere gives help") {
  ExplainTest test;
  CHECK_FALSE(explain(test.blueprint, test.types, "network.tiers.privat", test.help));
  CHECK(test.help == "did you mean `private`? known here: `private`");
  CHECK_FALSE(explain(test.blueprint, test.types, "", test.help));
  CHECK_FALSE(explain(test.blueprint, test.types, "network..cidr", test.help));
}

}  // namespace
}  // namespace blueprint
