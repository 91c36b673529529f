#include "silence/silences.h"

#include <catch2/catch.hpp>

#include "support/strings.h"
#include "temporary_folder.h"

namespace blueprint::silence {
namespace {

constexpr std::string_view kRule = R"(title: A
severity: error
category: security
aliases: [CKV_AWS_1, AWS-0001, kics_name]
terraform:
  - resource: x
    when: "true"
message: m
why: w
bad: []
good: []
)";

constexpr std::string_view kOther = R"(title: B
severity: error
category: security
aliases: [kics_other]
terraform:
  - resource: y
    when: "true"
message: m
why: w
bad: []
good: []
)";

// Every line that holds the word FOUND gets a finding of aws/a there; the lines
// whose findings stay are returned, and after them what is said of comments.
std::string left(std::string text, std::string path = "main.tf") {
  Sources sources;
  Diagnostics diags;
  catalog::Library library;
  const TemporaryFolder folder;
  folder.write("aws/a.yaml", kRule);
  folder.write("gcp/other.yaml", kOther);
  REQUIRE(!library.add("rules", folder.path()));
  lint::RuleSet rules(diags, sources, library);
  const FileId file = sources.add(std::move(path), std::move(text));
  const std::string_view all = sources.text(file);
  Diagnostics findings;
  for (std::size_t at = all.find("FOUND"); at != all.npos; at = all.find("FOUND", at + 1)) {
    findings.add({.code = "aws/a", .message = "", .span = {file, std::uint32_t(at), std::uint32_t(at + 5)}});
  }
  const std::size_t before = findings.size();
  const std::size_t silenced =
      apply_comments(findings, sources, std::span(&file, 1), rules, {.today = "2026-11-20"});
  std::string result;
  std::size_t meta = 0;
  for (const Diagnostic& finding : findings.sorted()) {
    result +=
        concat(result.empty() ? "" : " | ", std::to_string(sources.locate(file, finding.span.begin).line));
    if (finding.code == "aws/a") continue;
    ++meta;
    result += concat(" ", finding.code.substr(10), " `", sources.text(finding.span), "`: ", finding.message);
    if (finding.help.starts_with("did")) result += concat("; ", finding.help);
  }
  CHECK(silenced + findings.size() == before + meta);
  return result;
}

TEST_CASE("a comment above a block is about the block, in it about the block around it") {
  CHECK(left("# blueprint:ignore aws/a: why\nresource \"x\" \"FOUND\" {\n  FOUND = 1\n}\na = FOUND\n") ==
        "5");
  CHECK(left("resource \"x\" \"FOUND\" {\n  # blueprint:ignore aws/a: why\n  FOUND = 1\n}\na = FOUND\n") ==
        "5");
  CHECK(left("b {\n  a = FOUND\n\n  # blueprint:ignore aws/a: why\n\n  FOUND = 1\n}\na = FOUND\n") == "8");
  CHECK(left("b {\n  a = FOUND\n  # blueprint:ignore aws/a: why\n  c {\n    d = FOUND\n  }\n}\n") == "2");
  CHECK(left("b {\n  a = FOUND\n  c {\n    d = FOUND\n    # blueprint:ignore aws/a: why\n  }\n}\n") == "2");
}

TEST_CASE("a comment above or beside an argument is about it") {
  CHECK(
      left("b {\n  x = 1\n  # blueprint:ignore aws/a: why\n  FOUND = [\n    FOUND,\n  ]\n  c = FOUND\n}\n") ==
      "7");
  CHECK(left("b {\n  FOUND = [ # blueprint:ignore aws/a: why\n    FOUND,\n  ]\n  c = FOUND\n}\n") == "5");
  CHECK(left("FOUND = [\n  FOUND, # blueprint:ignore aws/a: why\n]\n") == "1");
  CHECK(left("FOUND = [\n  # blueprint:ignore aws/a: why\n  FOUND,\n  FOUND,\n]\n") == "1 | 4");
  CHECK(left("FOUND { # blueprint:ignore aws/a: why\n  a = FOUND\n}\n") == "");
}

TEST_CASE("a comment at the head of the file is about the file") {
  CHECK(left("# Text.\n# blueprint:ignore aws/a: why\n\na = FOUND\nb { c = FOUND }\n") == "");
  CHECK(left("a = 1\n\n# blueprint:ignore aws/a: why\n\nb = FOUND\n") ==
        "3 ignore-unused `aws/a`: nothing here is found by `aws/a` | 5");
}

TEST_CASE("comments that stand together are about the same") {
  CHECK(left("a = 1\n# blueprint:ignore aws/a: why\n# Text.\n# checkov:skip=CKV_AWS_9999:x\nFOUND = 1\n") ==
        "");
}

TEST_CASE("rules are named by id, alias or pattern") {
  CHECK(left("FOUND = 1 # blueprint:ignore CKV_AWS_1: why\n") == "");
  CHECK(left("FOUND = 1 # blueprint:ignore aws/*: why\n") == "");
  CHECK(left("FOUND = 1 # blueprint:ignore avd-aws-0001: why\n") == "");
  CHECK(left("FOUND = 1 # tfsec:ignore:aws-api-gateway-enable-access-logging\n") == "");
}

TEST_CASE("what is wrong with a comment of ours is said") {
  CHECK(left("FOUND = 1 # blueprint:ignore aws/b: why\n") ==
        "1 | 1 ignore-malformed `aws/b`: no rule is called `aws/b`; did you mean `aws/a`?");
  CHECK(left("FOUND = 1 # blueprint:ignore aws/a\n") ==
        "1 ignore-no-reason `blueprint:ignore aws/a`: the comment does not say why");
  CHECK(left("FOUND = 1 # blueprint:ignore aws/a until 2026-11-19: why\n") ==
        "1 | 1 ignore-expired `blueprint:ignore aws/a until 2026-11-19: why`: the comment expired on "
        "2026-11-19");
  CHECK(left("FOUND = 1 # blueprint:ignore aws/a until 2026-11-20: why\n") == "");
  CHECK(left("FOUND = 1 # blueprint:ignore aws/a until soon: why\n") ==
        "1 | 1 ignore-malformed `blueprint:ignore aws/a until soon: why`: `soon` is no date");
  CHECK(left("FOUND = 1 # blueprint:ignore: why\n") ==
        "1 | 1 ignore-malformed `blueprint:ignore: why`: the comment names no rule to ignore");
  CHECK(left("a = 1 # blueprint:ignore aws/a: why\n") ==
        "1 ignore-unused `aws/a`: nothing here is found by `aws/a`");
}

TEST_CASE("checkov's comments are about the block that they stand in") {
  CHECK(left("resource \"x\" \"FOUND\" {\n  y {\n    # checkov:skip=CKV_AWS_1:why\n  }\n  FOUND = 1\n}\n") ==
        "");
  CHECK(left("# checkov:skip=CKV_AWS_1:why\nresource \"x\" \"FOUND\" {\n}\n") ==
        "1 ignore-unused `CKV_AWS_1`: nothing here is found by `CKV_AWS_1` | 2");
  CHECK(left("resource \"x\" \"FOUND\" {\n  /* checkov:skip=CKV_AWS_1:why */\n}\n") == "");
  CHECK(left("resource \"x\" \"FOUND\" {\n  /*\n   bridgecrew:skip=CKV_AWS_1:why\n  */\n}\n") == "");
  CHECK(left("b {\n  # checkov:skip=CKV_AWS_9999:why\n  FOUND = 1\n}\n") == "3");
}

TEST_CASE("trivy's comments are about what is below or beside them, also when it is found at the block") {
  CHECK(left("#trivy:ignore:AVD-AWS-0001\nresource \"x\" \"FOUND\" {\n  FOUND = 1\n}\nFOUND = 1\n") == "5");
  CHECK(left("resource \"x\" \"FOUND\" {\n  a = 1 #tfsec:ignore:aws-0001\n  FOUND = 1\n}\n") == "3");
  CHECK(left("b {\n  #trivy:ignore:aws-00*\n  FOUND = 1\n  FOUND = 2\n}\n") == "4");
  CHECK(left("#trivy:ignore:aws-0001:exp:2026-01-01\nFOUND = 1\n") ==
        "1 ignore-expired `trivy:ignore:aws-0001:exp:2026-01-01`: the comment expired on 2026-01-01 | 2");
  CHECK(left("#tfsec:ignore:aws-0001:exp:2026-12-01\nFOUND = 1\n") == "");
  CHECK(left("#trivy:ignore:aws-0001[engine=\"mysql\"]\nFOUND {\n  engine = \"mysql\"\n}\n") == "");
  CHECK(left("#trivy:ignore:aws-0001[a.b=1]\nFOUND {\n  a {\n    b = 2\n  }\n}\n") == "2");
}

TEST_CASE("tflint's and KICS's comments are about lines, blocks and files") {
  CHECK(left("# tflint-ignore: CKV_AWS_1\nFOUND = 1\nFOUND = 2\n") == "3");
  CHECK(left("FOUND = 1 # tflint-ignore: all\n\nFOUND = 2\n") == "3");
  CHECK(left("# tflint-ignore-file: CKV_AWS_1\nFOUND = 1\n\nFOUND = 2\n") == "");
  CHECK(left("a = 1\n# tflint-ignore-file: CKV_AWS_1\nFOUND = 1\n") ==
        "2 ignore-unused `CKV_AWS_1`: nothing here is found by `CKV_AWS_1` | 3");
  CHECK(left("# kics-scan ignore-line\nFOUND {\n  a = FOUND\n}\n") == "3");
  CHECK(left("# kics-scan ignore-block\nFOUND {\n  a = FOUND\n}\na = FOUND\n") == "5");
  CHECK(left("# kics-scan disable=kics_name\na = FOUND\nb = FOUND\n") == "");
  CHECK(left("# kics-scan disable=other\na = FOUND\n") == "2");
  CHECK(left("# kics-scan ignore\n\na = FOUND\n") == "");
  // What is not known may be anything, also what is found here.
  CHECK(left("# kics-scan enable=other\na = FOUND\n") == "2");
  CHECK(left("# kics-scan enable=kics_name\na = FOUND\n") == "2");
  CHECK(left("# kics-scan enable=kics_other\na = FOUND\n") == "");
  CHECK(left("# kics-scan enable=kics_other,kics_name\na = FOUND\n") == "2");
}

TEST_CASE("a comment may name a single finding by what another tool calls it alone") {
  Sources sources;
  Diagnostics diags;
  const catalog::Library library;
  lint::RuleSet rules(diags, sources, library);
  const FileId file = sources.add("main.tf", "# tflint-ignore: aws_ecs_service_invalid_launch_type\na = 1\n");
  Diagnostics findings;
  for (const std::string alias :
       {"aws_ecs_service_invalid_launch_type", "aws_ecs_service_invalid_name", ""}) {
    findings.add(
        {.code = "aws/value-not-accepted", .message = alias, .span = {file, 53, 54}, .alias = alias});
  }
  CHECK(apply_comments(findings, sources, std::span(&file, 1), rules, {.today = "2026-11-20"}) == 1);
  REQUIRE(findings.size() == 2);
  CHECK(findings.all()[0].alias == "aws_ecs_service_invalid_name");
  CHECK(findings.all()[1].alias == "");
}

TEST_CASE("what is wrong with a comment of another linter is said as far as it is known") {
  CHECK(left("FOUND {\n  # checkov:skip=CKV_AWS_1\n}\n") ==
        "2 ignore-no-reason `checkov:skip=CKV_AWS_1`: the comment does not say why");
  CHECK(left("a {\n  # checkov:skip=CKV_AWS_1,CKV_AWS_9999:why\n}\n") ==
        "2 ignore-unused `CKV_AWS_1`: nothing here is found by `CKV_AWS_1`");
  CHECK(left("a = 1 #trivy:ignore:aws-0001 trivy:ignore:aws-9999\n") ==
        "1 ignore-unused `aws-0001`: nothing here is found by `aws-0001`");
  CHECK(left("a = 1 #trivy:ignore:*\n") == "");
  CHECK(left("a = 1 #trivy:ignore:aws-0001:exp:soon\n") ==
        "1 ignore-malformed `trivy:ignore:aws-0001:exp:soon`: `soon` is no date");
  CHECK(left("# kics-scan disable=kics_name\na = 1\n") ==
        "1 ignore-unused `kics_name`: nothing here is found by `kics_name`");
}

TEST_CASE("comments of YAML are about entries, items and documents") {
  const auto yaml = [](std::string text) { return left(std::move(text), "a.yaml"); };
  CHECK(yaml("# blueprint:ignore aws/a: why\nkind: FOUND\nspec:\n  a: FOUND\n---\nkind: FOUND\n") == "6");
  CHECK(yaml("# blueprint:ignore aws/a: why\n\nkind: FOUND\n---\nkind: FOUND\n") == "");
  CHECK(yaml("kind: FOUND\n---\n# blueprint:ignore aws/a: why\nkind: FOUND\nb: FOUND\n") == "1");
  CHECK(yaml("kind: x\n# blueprint:ignore aws/a: why\nspec:\n  a: FOUND\nb: FOUND\n") == "5");
  CHECK(yaml("a:\n  - x: FOUND\n  # blueprint:ignore aws/a: why\n  - x: 1\n    y: FOUND\n  - FOUND\n") ==
        "2 | 6");
  CHECK(yaml("a: 1\nb: FOUND # blueprint:ignore aws/a: why\nc: FOUND\n") == "3");
  CHECK(yaml("a: \"# blueprint:ignore aws/a: why\"\nb: |\n  # blueprint:ignore aws/a: why\nc: FOUND\n") ==
        "4");
}

TEST_CASE("annotations of checkov silence their document") {
  CHECK(left("kind: A\nmetadata:\n  annotations:\n    checkov.io/skip1: CKV_AWS_1=why\nspec: "
             "FOUND\n---\nkind: FOUND\n",
             "a.yaml") == "7");
}

TEST_CASE("no comment is unused because its rule did not run") {
  Sources sources;
  Diagnostics diags;
  catalog::Library library;
  const TemporaryFolder folder;
  folder.write("aws/a.yaml", kRule);
  REQUIRE(!library.add("rules", folder.path()));
  lint::RuleSet rules(diags, sources, library);
  const FileId file = sources.add("main.tf", "# blueprint:ignore aws/a: why\na = 1\n");
  Diagnostics findings;
  apply_comments(findings, sources, std::span(&file, 1), rules,
                 {.ran = [](std::string_view rule) { return rule != "aws/a"; }});
  CHECK(findings.empty());
}

}  // namespace
}  // namespace blueprint::silence
