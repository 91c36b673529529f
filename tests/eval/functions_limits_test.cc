// No argument makes a function hang, swell or crash.

#include <catch2/catch.hpp>

#include "eval/evaluated.h"

namespace blueprint::eval {

TEST_CASE("results beyond the limits are errors") {
  const EvaluateOptions small{.limits = {.text_bytes = 1000, .collection_size = 100},
                              .names = {{"long", Value::string(std::string(900, 'a'))},
                                        {"commas", Value::string(std::string(900, ','))}}};
  const std::string_view cases[] = {
      "join(\"\", [long, long])",
      "format(\"%s%s\", long, long)",
      "format(\"%1001d\", 1)",
      "format(\"%.1001f\", 1)",
      "format(\"%99999999s\", \"a\")",
      "formatlist(\"%s%s\", [long], [long])",
      "replace(long, \"a\", \"bb\")",
      "replace(long, \"/a/\", \"bb\")",
      "replace(long, \"\", \"bb\")",
      "indent(2000, \"a\\nb\")",
      "indent(9000000000000000000, \"a\\nb\")",
      "split(\",\", commas)",
      "split(\"\", long)",
      "regexall(\"a\", long)",
      "setproduct(range(50), range(50))",
      "concat(range(60), range(60))",
      "setunion(range(60), range(60))",
      "jsonencode([long, long])",
      "yamlencode([long, long])",
  };
  for (const std::string_view expression : cases) {
    INFO(expression);
    const Evaluated result = evaluated(expression, small);
    REQUIRE(result.codes.size() == 1);
    CHECK(result.codes[0] == "eval/limit");
    CHECK(result.value.is_unknown());
  }
}

TEST_CASE("numbers that ask for endless work are refused at once") {
  const std::string_view cases[] = {
      "range(1000000000)",
      "cidrsubnet(\"10.0.0.0/8\", 1000000000, 0)",
      "cidrsubnets(\"10.0.0.0/8\", 1000000000)",
      "cidrhost(\"10.0.0.0/8\", 1e300)",
      "cidrsubnet(\"::/0\", 128, 1e300)",
      "pow(10, 100000)",
      "format(\"%[99999999999999999999]s\", 1)",
      "jsondecode(\"1e999999999\")",
      "timeadd(\"2020-01-01T00:00:00Z\", \"99999999999999999999h\")",
      "chunklist([1], -1)",
      "slice([1], 0, 9000000000000000000)",
      "yamldecode(\"a: 1e99999999\").b",
  };
  for (const std::string_view expression : cases) {
    INFO(expression);
    CHECK(!evaluated(expression).messages.empty());
  }
}

TEST_CASE("deeply nested JSON is refused") {
  const EvaluateOptions deep{.names = {{"deep", Value::string(std::string(100'000, '['))}}};
  CHECK(evaluated("jsondecode(deep)", deep).text() ==
        "error: `jsondecode` failed: nested too deeply at offset 501");
}

TEST_CASE("binary text passes through unharmed or is refused") {
  const EvaluateOptions binary{
      .names = {{"bytes", Value::string(std::string("\xff\x00\xc3(\xed\xa0\x80", 7))}}};
  const std::string_view cases[] = {"upper(bytes)",
                                    "title(bytes)",
                                    "strrev(bytes)",
                                    "length(bytes)",
                                    "substr(bytes, 1, 2)",
                                    "trim(bytes, bytes)",
                                    "jsonencode(bytes)",
                                    "yamlencode(bytes)",
                                    "urlencode(bytes)",
                                    "split(\"\", bytes)",
                                    "format(\"%q\", bytes)",
                                    "base64encode(bytes)",
                                    "sha256(bytes)",
                                    "indent(2, bytes)",
                                    "trimspace(bytes)",
                                    "replace(bytes, \"\", \"x\")",
                                    "provider::terraform::encode_expr(bytes)",
                                    "textencodebase64(bytes, \"UTF-16LE\")"};
  for (const std::string_view expression : cases) {
    INFO(expression);
    CHECK(evaluated(expression, binary).messages.empty());
  }
  CHECK(!evaluated("jsondecode(bytes)", binary).messages.empty());
  CHECK(!evaluated("yamldecode(bytes)", binary).messages.empty());
  CHECK(!evaluated("base64decode(bytes)", binary).messages.empty());
  evaluated("regex(bytes, \"a\")", binary);
  evaluated("regexall(\".\", bytes)", binary);
  evaluated("csvdecode(bytes)", binary);
  evaluated("provider::terraform::decode_tfvars(bytes)", binary);
}

}  // namespace blueprint::eval
