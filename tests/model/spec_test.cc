#include "model/spec.h"

#include <catch2/catch.hpp>

#include "model/reading_test.h"

namespace blueprint {
namespace {

std::string spec_of(std::string_view components, std::string_view path) {
  ReadTest test(with_components(components));
  CHECK(test.report().empty());
  return test.value(path);
}

TEST_CASE("what is not stated is filled in at every depth") {
  CHECK(spec_of("network:\n  tiers: { public: { prefix: 24 } }", "network") ==
        "{cidr=\"10.0.0.0/16\", availability_zones=3, nat_gateways=\"per-az\", endpoints=[], "
        "flow_logs={retention_days=14}, owner=null, tiers={public={prefix=24, offset=0, public_ips=null, "
        "cidrs=null}}}");
  CHECK(spec_of("network: {}", "network.tiers") ==
        "{private={prefix=20, offset=0, public_ips=null, cidrs=null}}");
  CHECK(spec_of("network:", "network.availability_zones") == "3");
}

TEST_CASE("null turns off what has a default") {
  CHECK(spec_of("network: { flow_logs: null }", "network.flow_logs") == "null");
}

TEST_CASE("every value knows the text that gave it") {
  ReadTest test(with_components("network:\n  availability_zones: 2\n  flow_logs: { retention_days: 7 }"));
  CHECK(test.origin("network.availability_zones") == "blueprint.yaml:7");
  CHECK(test.origin("network.flow_logs.retention_days") == "blueprint.yaml:8");
  CHECK(test.origin("network.cidr") == "tests/network/component.yaml:5");
  CHECK(test.origin("network.tiers.private.prefix") == "tests/network/component.yaml:17");
}

TEST_CASE("an unknown key is told with what is known") {
  CHECK(mistakes_in("network:\n  cdir: 10.0.0.0/16") ==
        "7:5: `cdir` is unknown in `network` (did you mean `cidr`? known here: `cidr`, `availability_zones`, "
        "`nat_gateways`, `endpoints`, `flow_logs`, `owner`, `tiers`, `type` and `was`)");
  CHECK(mistakes_in("network:\n  tiers: { private: { prefix: 20, public: true } }") ==
        "7:37: `public` is unknown in `private` (known here: `prefix`, `offset`, `public_ips` and `cidrs`)");
}

TEST_CASE("a wrong type is told with what was expected") {
  CHECK(mistakes_in("network:\n  availability_zones: three") ==
        "7:25: `availability_zones` is a string, a number is expected");
  CHECK(mistakes_in("network:\n  availability_zones: '3'") ==
        "7:25: `availability_zones` is a string, a number is expected (write `3`)");
  CHECK(mistakes_in("network:\n  endpoints: s3") ==
        "7:16: `endpoints` is a string, a list is expected (write `[s3]`)");
  CHECK(mistakes_in("network:\n  endpoints: [s3, 5]") ==
        "7:21: `endpoints[1]` is the number 5, a string is expected (quote it: `\"5\"`)");
  CHECK(mistakes_in("network:\n  tiers: [private]") == "7:12: `tiers` is a list, a mapping is expected");
  CHECK(mistakes_in("network:\n  tiers: { private: { prefix: 20, public_ips: yes } }") ==
        "7:49: `public_ips` is a string, `true` or `false` is expected (write `true`)");
  CHECK(mistakes_in("network: vpc") == "6:12: `network` is a string, a mapping is expected");
}

TEST_CASE("a version without quotes is a number, and quotes are the fix") {
  ReadTest test(with_components("network:\ncluster:\n  version: 1.30"));
  CHECK(test.report() == "8:14: `version` is the number 1.30, a string is expected (quote it: `\"1.30\"`)");
  REQUIRE(test.diags.all().front().fix);
  CHECK(test.diags.all().front().fix->safety == Safety::Safe);
  CHECK(test.diags.all().front().fix->edits.front().text == "\"1.30\"");
}

TEST_CASE("a missing key is told where it belongs") {
  CHECK(mistakes_in("network:\n  tiers:\n    private: {}") ==
        "8:7: `prefix` is missing in `private` (add `prefix:` under `private`)");
  CHECK(mistakes_in("network:\ncluster:") ==
        "7:3: `version` is missing in `cluster` (add `version:` under `cluster`)");
  CHECK(mistakes_in("network:\n  tiers: { private: { prefix: null } }") ==
        "7:33: `prefix` is null, a number is expected");
}

TEST_CASE("values out of range and out of choice are told") {
  CHECK(mistakes_in("network:\n  tiers: { private: { prefix: 8 } }") ==
        "7:33: `prefix` is 8, 16 to 28 is expected");
  CHECK(mistakes_in("network:\n  availability_zones: 0") ==
        "7:25: `availability_zones` is 0, at least 1 is expected");
  CHECK(mistakes_in("network:\n  nat_gateways: per_az") ==
        "7:19: `nat_gateways` is `per_az`, one of `per-az`, `single` and `none` is expected (did you mean "
        "`per-az`?)");
}

TEST_CASE("all mistakes are reported in one run") {
  CHECK(mistakes_in("network:\n  cidr: 5\n  availability_zones: x\ncluster:\n  version: '1.35'\n  nodes: "
                    "3\nkms: { alias: [] }") ==
        "7:11: `cidr` is the number 5, a string is expected (quote it: `\"5\"`)\n"
        "8:25: `availability_zones` is a string, a number is expected\n"
        "11:5: `nodes` is unknown in `cluster` (known here: `version`, `prefix_delegation`, `service_cidr`, "
        "`admins`, "
        "`type`, `was`, "
        "`network`, `key`, `node_groups` and `storage_classes`)\n"
        "12:17: `alias` is a list, a string is expected");
}

TEST_CASE("names of things that become labels are identifiers") {
  CHECK(mistakes_in("network:\n  tiers: { \"a\\\"b\": { prefix: 20 } }") ==
        "7:14: `a\"b` is not a name of ASCII letters, digits, `_` and `-` that begins with a letter (write a "
        "name of "
        "ASCII letters, digits, `_` and `-` that begins with a letter)");
}

TEST_CASE("an element that says nothing has all defaults") {
  CHECK(spec_of("network:\ncluster:\n  version: '1.35'\n  storage_classes:\n    gp3:",
                "cluster.storage_classes") ==
        "{gp3={default=false, type=null, iops=null, throughput=null, retain=false}}");
}

}  // namespace
}  // namespace blueprint
