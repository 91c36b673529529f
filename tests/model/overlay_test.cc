#include "model/overlay.h"

#include <catch2/catch.hpp>

#include "model/reading_test.h"

namespace blueprint {
namespace {

constexpr std::string_view kText =
    "blueprint: 1\n"
    "name: hub\n"
    "environment: prod\n"
    "region: us-east-1\n"
    "tags: { Owner: a, Team: b }\n"
    "components:\n"
    "  network:\n"
    "    availability_zones: 3\n"
    "    endpoints: [s3, ecr.api]\n"
    "    flow_logs: { retention_days: 30 }\n"
    "  kms: {}\n"
    "environments:\n"
    "  dev:\n"
    "    tags: { Team: null, Cost: low }\n"
    "    components:\n"
    "      network:\n"
    "        availability_zones: 2\n"
    "        endpoints: [s3]\n"
    "        flow_logs: null\n"
    "      kms: null\n"
    "      project: { contact: dev }\n"
    "  stage: {}\n";

TEST_CASE("maps merge, lists and scalars replace, null removes") {
  ReadTest test(kText, "dev");
  CHECK(test.report().empty());
  CHECK(test.blueprint.environment == "dev");
  CHECK(test.value("network.availability_zones") == "2");
  CHECK(test.value("network.endpoints") == "[\"s3\"]");
  CHECK(test.value("network.flow_logs.retention_days") == "14");
  CHECK(test.value("tags") == "{Owner=\"a\", Cost=\"low\"}");
  CHECK_FALSE(test.blueprint.instance("kms"));
  CHECK(test.value("project.contact") == "\"dev\"");
  CHECK(test.origin("network.availability_zones") == "blueprint.yaml:17");
}

TEST_CASE("without an overlay the base holds") {
  ReadTest test(kText);
  CHECK(test.report().empty());
  CHECK(test.blueprint.environment == "prod");
  CHECK(test.value("network.availability_zones") == "3");
  CHECK(test.blueprint.instance("kms"));
  CHECK(test.blueprint.environments == std::vector<std::string>{"dev", "stage"});
  CHECK_FALSE(test.blueprint.overlay);
}

TEST_CASE("the blueprint's own environment names the overlay that applies") {
  ReadTest test(
      "blueprint: 1\nname: hub\nenvironment: dev\nregion: us-east-1\ncomponents: { network: {} }\n"
      "environments:\n  dev: { region: eu-west-1 }\n");
  CHECK(test.report().empty());
  CHECK(test.blueprint.region == "eu-west-1");
}

TEST_CASE("an environment that is not there is told with what is") {
  CHECK(ReadTest(kText, "dve").report() ==
        "12:1: there is no environment `dve` (did you mean `dev`? known here: `dev`, `stage` and `prod`)");
  CHECK(ReadTest(kText, "prod").report().empty());
  CHECK(ReadTest(with_components("network:"), "dev").report() ==
        "1:1: there is no environment `dev` (known here: `prod`)");
}

TEST_CASE("mistakes in other overlays are reported at their place") {
  const std::string text = std::string(kText) + "  test:\n    components: { network: { cdir: x } }\n";
  CHECK(ReadTest(text, "dev")
            .report()
            .starts_with("24:30: `cdir` is unknown in `network` (did you mean `cidr`?"));
}

TEST_CASE("a mistake in the base is reported once") {
  std::string text(kText);
  text.replace(text.find("s3, ecr.api"), 11, "s3, 5, true");
  CHECK(ReadTest(text).report() ==
        "9:21: `endpoints[1]` is the number 5, a string is expected (quote it: `\"5\"`)\n"
        "9:24: `endpoints[2]` is the bool true, a string is expected (quote it: `\"true\"`)");
}

TEST_CASE("an overlay that removes nothing is told") {
  const std::string text = std::string(kText) + "  test:\n    components: { waf: null }\n";
  CHECK(ReadTest(text).report() ==
        "24:19: `waf` is removed here, but is not stated without this overlay (remove the line)");
}

TEST_CASE("overlays have the shape of a blueprint") {
  const auto report = [](std::string_view overlays) {
    return ReadTest(std::string(
                        "blueprint: 1\nname: hub\nenvironment: prod\nregion: us-east-1\ncomponents: {}\n") +
                    std::string(overlays))
        .report();
  };
  CHECK(report("environments: [dev]\n") == "6:15: `environments` is a list, a mapping is expected");
  CHECK(report("environments: { dev: 3 }\n") == "6:22: `dev` is a number, a mapping is expected");
  CHECK(report("environments: { dev: { blueprint: 2 } }\n") ==
        "6:24: `blueprint` cannot differ between environments (remove it)\n6:35: `blueprint` is 2, 1 is "
        "expected");
  CHECK(report("environments: { dev: { regoin: x } }\n")
            .starts_with("6:24: `regoin` is unknown in a blueprint (did you mean `region`?"));
  CHECK(report("environments: { Dev: {} }\n").starts_with("6:17: `Dev` is not a DNS label"));
  CHECK(report("environments:\n").empty());
}

}  // namespace
}  // namespace blueprint
