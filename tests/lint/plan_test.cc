#include <catch2/catch.hpp>

#include "lint/inputs.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

constexpr std::string_view kPlan = R"({
  "format_version": "1.2",
  "planned_values": {"root_module": {
    "resources": [
      {"address": "aws_s3_bucket.a", "mode": "managed", "type": "aws_s3_bucket", "name": "a",
       "values": {"bucket": "logs", "logging": [], "tags": null, "token": "x"}, "sensitive_values": {"token": true}}
    ],
    "child_modules": [{"address": "module.m[\"k\"]", "resources": [
      {"address": "module.m[\"k\"].aws_s3_bucket_acl.b", "mode": "managed", "type": "aws_s3_bucket_acl", "name": "b",
       "values": {"acl": "private", "grant": [{"id": 1}]}}
    ]}]
  }},
  "resource_changes": [
    {"address": "aws_s3_bucket.a", "change": {"after_unknown": {"arn": true, "versioning": true, "policy": true}}},
    {"address": "module.m[\"k\"].aws_s3_bucket_acl.b", "change": {"after_unknown": {"grant": [{"name": true}]}}}
  ],
  "configuration": {"root_module": {
    "resources": [{"address": "aws_s3_bucket.a", "expressions": {
      "bucket": {"constant_value": "logs"}, "policy": {}}}],
    "module_calls": {"m": {
      "expressions": {"bucket": {"references": ["aws_s3_bucket.a.id", "aws_s3_bucket.a"]}},
      "module": {"resources": [{"address": "aws_s3_bucket_acl.b", "expressions": {"bucket": {"references": ["var.bucket"]}}}]}
    }}
  }}
})";

TEST_CASE("a plan is the resources that there will be") {
  Sources sources;
  Diagnostics diags;
  const catalog::Library library;
  const Inputs inputs = read_inputs(
      diags, sources, library, {{.path = "plan.json", .id = sources.add("plan.json", std::string(kPlan))}});
  CHECK(diags.all().empty());
  CHECK(inputs.files == 1);
  REQUIRE(inputs.subjects.size() == 2);
  const Subject& bucket = inputs.subjects[0];
  CHECK(bucket.address == "aws_s3_bucket.a");
  CHECK(bucket.self.find("bucket")->as_string() == "logs");
  CHECK(bucket.self.find("logging") == nullptr);
  CHECK(bucket.self.find("arn") == nullptr);
  CHECK(bucket.self.find("versioning") == nullptr);
  CHECK(bucket.self.find("policy")->is_unknown());
  CHECK(bucket.self.find("token")->is_sensitive());
  CHECK(sources.locate(bucket.head.file, bucket.head.begin).line == 5);
  const Subject& acl = inputs.subjects[1];
  CHECK(acl.address == "module.m[\"k\"].aws_s3_bucket_acl.b");
  CHECK(acl.refers_to == std::vector<std::size_t>{0});
  CHECK(acl.self.find("grant")->items()[0].find("name")->is_unknown());
  const Span at = acl.locate("acl");
  CHECK(sources.locate(at.file, at.begin).line == 10);
}

TEST_CASE("a plan points into the source that lies beside it") {
  Sources sources;
  Diagnostics diags;
  const catalog::Library library;
  const FileId main =
      sources.add("p/main.tf", "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"logs\"\n}\n");
  const Inputs inputs =
      read_inputs(diags, sources, library,
                  {{.path = "p/plan.json", .id = sources.add("p/plan.json", std::string(kPlan))}},
                  {.reader = [&](const std::string& folder) {
                    return folder == "p" ? std::vector<InputFile>{{.path = "p/main.tf", .id = main}}
                                         : std::vector<InputFile>();
                  }});
  REQUIRE(inputs.subjects.size() == 2);
  CHECK(inputs.subjects[0].head.file == main);
  CHECK(sources.text(inputs.subjects[0].locate("bucket")).starts_with("bucket"));
}

TEST_CASE("plans of other formats and cut plans are told, and read as far as they go") {
  const auto problems = [](std::string text) {
    Sources sources;
    Diagnostics diags;
    const catalog::Library library;
    read_inputs(diags, sources, library,
                {{.path = "plan.json", .id = sources.add("plan.json", std::move(text))}});
    return diags.size() == 0 ? std::string() : diags.all()[0].message;
  };
  CHECK(problems("{\"format_version\": \"2.0\", \"planned_values\": {}}") ==
        "this plan has format 2.0; only 1.x is known");
  CHECK(problems("{\"format_version\": \"1.2\", \"planned_values\": 3}").empty());
  for (std::size_t length = kPlan.find("root_module"); length < kPlan.size() - 1; length += 7) {
    CHECK_FALSE(problems(std::string(kPlan.substr(0, length))).empty());
  }
}

}  // namespace
}  // namespace blueprint::lint
