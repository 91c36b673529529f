#include "catalog/rule_heads.h"

#include <catch2/catch.hpp>

namespace blueprint::catalog {
namespace {

TEST_CASE("to run a rule, its file is read up to its explanations") {
  CHECK(working_part("title: T\nmessage: M\nwhy: |\n  W\n\n  title: x\nbad:\n- |\n  b\ngood: []\n") ==
        "title: T\nmessage: M\n");
  CHECK(working_part("title: T\nmessage: M") == "title: T\nmessage: M");
  CHECK(working_part("") == "");
  // What a rule does may also stand behind its explanations.
  const std::string_view mixed = "title: T\nbad: []\nmessage: M\n";
  CHECK(working_part(mixed) == mixed);
}

TEST_CASE("what a rule selects is told by its lines") {
  const RuleHead head = rule_head(
      "title: T\nseverity: info\nterraform:\n  - resource: [aws_vpc, aws_subnet]  # both\n    when: true\n"
      "  - data: \"aws_ami\"\n  - block:\n      - variable\nkubernetes:\n  - kind: \"*\"\n"
      "why: W\nbad:\n  - |\n    resource: none\n");
  CHECK(head.keys == std::vector<std::string>{"block *", "data aws_ami", "kind *", "resource aws_subnet",
                                              "resource aws_vpc"});
  CHECK_FALSE(head.is_severe);
  CHECK(rule_head("severity: info\nterraform:\n  - check: unused\n    severity: warning\n").is_severe);
}

TEST_CASE("rules are found by what they select") {
  const RuleTables tables = rule_tables({"b/two", "a/one"}, {"severity: error\n- resource: aws_vpc\nwhy: W\n",
                                                             "severity: info\n- resource: aws_vpc\n"});
  CHECK(tables.heads == "id\tsevere\tworking size\na/one\t\t35\nb/two\tsevere\t36\n");
  CHECK(tables.keys == "key\tids\nresource aws_vpc\ta/one b/two\n");
}

}  // namespace
}  // namespace blueprint::catalog
