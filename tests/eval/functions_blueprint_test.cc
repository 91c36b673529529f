// The functions that Terraform does not have, and those of its own provider.

#include <catch2/catch.hpp>

#include "eval/evaluated.h"

namespace blueprint::eval {

namespace {

struct Case {
  std::string_view expression;
  std::string_view want;
};

void check(std::span<const Case> cases) {
  for (const Case& one : cases) {
    INFO(one.expression);
    CHECK(evaluated(one.expression).text() == one.want);
  }
}

}  // namespace

TEST_CASE("networks are compared by their addresses") {
  const Case cases[] = {
      {"blueprint::cidr_contains(\"10.0.0.0/8\", \"10.255.0.0/16\")", "true"},
      {"blueprint::cidr_contains(\"10.1.0.0/16\", \"10.0.0.0/8\")", "false"},
      {"blueprint::cidr_contains(\"0.0.0.0/0\", \"1.2.3.4\")", "true"},
      {"blueprint::cidr_contains(\"::/0\", \"1.2.3.4/32\")", "false"},
      {"blueprint::cidr_contains(\"2001:db8::/32\", \"2001:db8:1::/48\")", "true"},
      {"blueprint::cidr_overlaps(\"10.0.0.0/23\", \"10.0.1.0/24\")", "true"},
      {"blueprint::cidr_overlaps(\"10.0.1.0/24\", \"10.0.0.0/23\")", "true"},
      {"blueprint::cidr_overlaps(\"10.0.0.0/24\", \"10.0.1.0/24\")", "false"},
      {"blueprint::cidr_size(\"10.0.0.0/32\")", "1"},
      {"blueprint::cidr_size(\"0.0.0.0/0\")", "4294967296"},
      {"blueprint::cidr_size(\"::/0\")", "340282366920938463463374607431768211456"},
      {"blueprint::cidr_contains(\"x\", \"10.0.0.0/8\")",
       "error: invalid value for `outer` of `blueprint::cidr_contains`: invalid CIDR expression: \"x\""},
  };
  check(cases);
}

TEST_CASE("days are counted between dates") {
  const Case cases[] = {
      {"blueprint::days_until(\"2025-01-01\", \"2024-01-01\")", "366"},
      {"blueprint::days_until(\"2024-01-01\", \"2024-01-02\")", "-1"},
      {"blueprint::days_until(\"2024-02-30\", \"2024-01-02\")",
       "error: invalid value for `date` of `blueprint::days_until`: not a date: \"2024-02-30\""},
      {"blueprint::days_until(\"2024-1-1\", \"2024-01-02\")",
       "error: invalid value for `date` of `blueprint::days_until`: not a date: \"2024-1-1\""},
  };
  check(cases);
}

TEST_CASE("paths name the leaves of an object") {
  const Case cases[] = {
      {"blueprint::paths({b = {c = 1, a = null}, a = [{x = 1}], e = {}})", R"(["a","b.a","b.c","e"])"},
      {"blueprint::paths({})", "[]"},
      {"blueprint::paths(null)", "[]"},
      {"blueprint::paths([1])", "[]"},
  };
  check(cases);
}

TEST_CASE("regular expressions match anywhere in a text") {
  const Case cases[] = {
      {"blueprint::matches(\"abc\", \"b\")", "true"},
      {"blueprint::matches(\"abc\", \"^b\")", "false"},
      {"blueprint::matches(\"abc\", \"\")", "true"},
      {"blueprint::matches(\"abc\", \"(\")",
       "error: invalid value for `regex` of `blueprint::matches`: invalid regexp pattern: missing ): ("},
  };
  check(cases);
}

TEST_CASE("the statements of a policy have one shape") {
  constexpr std::string_view kPolicy =
      R"(blueprint::statements("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":[\"a\",\"b\"],)"
      R"(\"Principal\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:x\":\"y\"}}}}"))";
  CHECK(evaluated(kPolicy).text() ==
        R"([{"actions":["s3:*"],"conditions":[{"test":"StringEquals","values":["y"],"variable":"aws:x"}],)"
        R"("effect":"Allow","not_actions":[],"not_principals":{},"not_resources":[],)"
        R"("principals":{"*":["*"]},"resources":["a","b"],"sid":null}])");
  const Case cases[] = {
      {"blueprint::statements({Statement = [{Principal = {AWS = \"x\"}}]})[0].principals",
       R"({"AWS":["x"]})"},
      {"blueprint::statements({Statement = []})", "[]"},
      {"blueprint::statements({})", "[]"},
      {"blueprint::statements(\"{\")", "null"},
      {"blueprint::statements(\"[]\")", "null"},
      {"blueprint::statements(null)", "null"},
      {"blueprint::statements({Statement = [1]})", "null"},
  };
  check(cases);
}

TEST_CASE("unknown parts of a policy stay unknown") {
  const EvaluateOptions options{.names = {{"arn", Value::unknown(Type::string())}}};
  CHECK(evaluated("blueprint::statements(arn)", options).text() == "unknown");
  CHECK(
      evaluated("blueprint::statements({Statement = [{Action = \"a\", Resource = arn}]})[0].actions", options)
          .text() == R"(["a"])");
  CHECK(evaluated("blueprint::statements({Statement = [{Action = \"a\", Resource = arn}]})[0].resources",
                  options)
            .text() == "unknown");
}

TEST_CASE("values are written as Terraform writes them") {
  const Case cases[] = {
      {"provider::terraform::encode_expr({a = 1, bcd = {x = [{y = 1, zzz = 2}, {b = 3}], \"a b\" = {}, q = "
       "null, "
       "longer = \"x\"}})",
       R"("{\n  a = 1\n  bcd = {\n    \"a b\"  = {}\n    longer = \"x\"\n    q      = null\n    x = [{\n      y   = 1\n)"
       R"(      zzz = 2\n      }, {\n      b = 3\n    }]\n  }\n}")"},
      {"provider::terraform::encode_expr([{a = 1, bcd = 2}, {q = 1}])",
       R"("[{\n  a   = 1\n  bcd = 2\n  }, {\n  q = 1\n}]")"},
      {"provider::terraform::encode_expr(-1.5)", R"("-1.5")"},
      {"provider::terraform::encode_expr(null)", R"("null")"},
      {"provider::terraform::encode_expr(\"a\\n\\\"$${b}\\u0001\")", R"("\"a\\n\\\"$${b}\\u0001\"")"},
      {"provider::terraform::encode_tfvars({a = 1, bcd = [\"x\"]})", R"("a   = 1\nbcd = [\"x\"]\n")"},
      {"provider::terraform::encode_tfvars({})", R"("")"},
      {"provider::terraform::encode_tfvars({\"a b\" = 1})",
       "error: invalid value for `value` of `provider::terraform::encode_tfvars`: invalid variable name \"a "
       "b\": must "
       "be a valid identifier, per Terraform's rules for input variable declarations"},
      {"provider::terraform::decode_tfvars(\"a = 1\\nb = [\\\"x\\\"]\\n\")", R"({"a":1,"b":["x"]})"},
      {"provider::terraform::decode_tfvars(\"\")", "{}"},
  };
  check(cases);
  CHECK(!evaluated("provider::terraform::decode_tfvars(\"a = \")").messages.empty());
  CHECK(!evaluated("provider::terraform::decode_tfvars(\"a = upper(x)\")").messages.empty());
  CHECK(!evaluated("provider::terraform::decode_tfvars(\"a {}\")").messages.empty());
}

}  // namespace blueprint::eval
