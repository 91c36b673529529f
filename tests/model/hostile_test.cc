#include <catch2/catch.hpp>

#include "model/reading_test.h"
#include "support/strings.h"

namespace blueprint {
namespace {

std::string report(std::string_view text) { return ReadTest(text).report(); }

TEST_CASE("a file that holds no blueprint is told so") {
  CHECK(report("") == "1:1: the blueprint is empty (start with what `blueprint init` writes)");
  CHECK(report("# nothing\n# here\n").find("the blueprint is empty") != std::string::npos);
  CHECK(report("- a\n- b\n") ==
        "1:1: the blueprint is a list, a mapping is expected (begin with `blueprint: 1`)");
  CHECK(report("hello") ==
        "1:1: the blueprint is a string, a mapping is expected (begin with `blueprint: 1`)");
}

TEST_CASE("what every blueprint has is asked for") {
  CHECK(
      report("x: 1\n") ==
      "1:1: `blueprint` is missing (add `blueprint:`)\n"
      "1:1: `components` is missing (add `components:`)\n"
      "1:1: `environment` is missing (add `environment:`)\n"
      "1:1: `name` is missing (add `name:`)\n"
      "1:1: `region` is missing (add `region:`)\n"
      "1:1: `x` is unknown in a blueprint (known here: `blueprint`, `name`, `environment`, `region`, "
      "`account`, "
      "`naming`, `targets`, `tags`, `components`, `environments`, `parameters`, `waivers` and `overrides`)");
  CHECK(report("blueprint: 2\nname: Hub\nenvironment: prod\nregion: us-esat-1\ncomponents: []\n")
            .starts_with("1:12: `blueprint` is 2, 1 is expected\n"
                         "2:7: `Hub` is not a DNS label (write a DNS label: at most 63 lower-case letters, "
                         "digits and inner hyphens)\n"
                         "4:9: there is no region `us-esat-1` (did you mean `us-east-1`?"));
}

TEST_CASE("several documents and duplicate keys are told") {
  CHECK(report(with_components("network:") + "---\na: 1\n").find("a second document begins here") !=
        std::string::npos);
  CHECK(report(with_components("network: {}\nnetwork: {}")).starts_with("7:3: "));
}

TEST_CASE("text of any kind arrives verbatim") {
  for (const std::string_view text : {"${spec.cidr}", "%{ if true }x%{ endif }", "a\"b\\c", "line\nbreak",
                                      "' OR 1=1 --", "$(rm -rf /); `id`", "{{ .Values.x }}", "naïve ☃ 🚀",
                                      "key: value # no comment", "&a *b !c", "\t- x"}) {
    std::string quoted = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') quoted += '\\';
      if (c == '\n') {
        quoted += "\\n";
      } else if (c == '\t') {
        quoted += "\\t";
      } else {
        quoted += c;
      }
    }
    ReadTest test(with_components("kms: { alias: " + quoted + "\" }"));
    INFO(text);
    CHECK(test.report().empty());
    CHECK(test.value("kms.alias") == concat("\"", text, "\""));
  }
}

TEST_CASE("a message stays on its line whatever it shows") {
  CHECK(mistakes_in("network: { \"a\\nb\\e[31m\": 1 }")
            .starts_with("6:14: `a\\nb?[31m` is unknown in `network`"));
  const std::string long_key(5000, 'k');
  CHECK(mistakes_in("network: { " + long_key + ": 1 }").size() < 400);
}

TEST_CASE("numbers that nobody can mean are refused") {
  CHECK(mistakes_in("network: { availability_zones: 1e999999999 }") ==
        "6:34: `1e999999999` is no number that can be used (write it in quotes if a text is meant)");
  CHECK(mistakes_in("network: { availability_zones: .inf }").find("is no number that can be used") !=
        std::string::npos);
  CHECK(mistakes_in("network: { availability_zones: .nan }").find("is no number that can be used") !=
        std::string::npos);
  CHECK(mistakes_in("kms: { deletion_days: 99999999999999999999 }") ==
        "6:25: `deletion_days` is 99999999999999999999, 7 to 30 is expected");
  CHECK(mistakes_in("network: { tiers: { a: { prefix: 20, offset: 99999999999999999999 } } }").empty());
  CHECK(mistakes_in("network: { tiers: { a: { prefix: 20, offset: 1.5 } } }").empty());
}

TEST_CASE("an account may lack quotes, tags may not") {
  ReadTest test(with_components("network:") + "account: 123456789012\ntags: { CostCenter: 1234 }\n");
  CHECK(test.report() ==
        "8:21: `CostCenter` is the number 1234, a string is expected (quote it: `\"1234\"`)");
  CHECK(test.blueprint.account == "123456789012");
  CHECK(ReadTest(with_components("network:") + "account: 012345678901\n").blueprint.account ==
        "012345678901");
  CHECK(report(with_components("network:") + "account: 1234\n") ==
        "7:10: `1234` is not an account id, which has 12 digits (write an account id, which has 12 digits)");
  CHECK(report(with_components("network:") + "tags: { 'aws:x': y }\n") ==
        "7:9: the tag `aws:x` begins with `aws:`, which AWS keeps for itself (rename it)");
}

TEST_CASE("every beginning of a blueprint is read without harm") {
  const std::string text =
      with_components(
          "network: { tiers: { private: { prefix: 20 } } }\ncluster:\n  version: \"1.35\"\n  node_groups:\n  "
          "  a:\n"
          "      instance_types: [m5.xlarge]\n      taints: [{ key: a, effect: PreferNoSchedule }]") +
      "environments: { dev: { components: { cluster: { version: null } } } }\n"
      "parameters: { c: { sets: network.cidr, description: d, validation: [{ condition: var.c != \"\", "
      "error_message: m }] } }\n"
      "waivers: [{ rule: a/b, reason: c }]\noverrides: [{ resource: a.b, set: { c: 1 } }]\n";
  for (std::size_t size = 0; size <= text.size(); ++size) ReadTest(std::string_view(text).substr(0, size));
  CHECK(report(text) == "7:3: `version` is missing in `cluster` (add `version:` under `cluster`)");
}

}  // namespace
}  // namespace blueprint
