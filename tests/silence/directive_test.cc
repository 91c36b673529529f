#include "silence/directive.h"

#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint::silence {
namespace {

// What a comment says, in one line.
std::string read(std::string_view comment) {
  std::string text;
  for (const Directive& directive : read_directives(comment, {FileId(1), 0, 0})) {
    constexpr std::string_view kNames[] = {"ours",      "checkov",    "trivy",     "tflint",   "tflint-file",
                                           "kics-line", "kics-block", "kics-file", "kics-only"};
    text += concat(text.empty() ? "" : " | ", kNames[std::size_t(directive.dialect)]);
    for (const Name& name : directive.names) {
      text += concat(" ", name.text);
      CHECK(comment.substr(name.span.begin, name.span.size()) == name.text);
    }
    for (const Condition& condition : directive.conditions)
      text += concat(" [", condition.path, "=", condition.value, "]");
    if (!directive.until.empty()) text += concat(" until ", directive.until);
    if (!directive.reason.empty()) text += concat(": ", directive.reason);
    if (directive.ignored) text += " (not here)";
  }
  return text;
}

TEST_CASE("our own comments name rules, a day and a reason") {
  CHECK(read("# blueprint:ignore aws/rds-public until 2027-01-01: behind: the VPN ") ==
        "ours aws/rds-public until 2027-01-01: behind: the VPN");
  CHECK(read("// blueprint:ignore aws/a, aws/b aws/c") == "ours aws/a aws/b aws/c");
  CHECK(read("/* blueprint:ignore aws/a: why */") == "ours aws/a: why");
  CHECK(read("/*\n * blueprint:ignore aws/a: one\n * blueprint:ignore aws/b: two\n */") ==
        "ours aws/a: one | ours aws/b: two");
  CHECK(read("# blueprint:ignore aws/a # said elsewhere: there") == "ours aws/a");
  CHECK(read("# blueprint:ignore aws/a: see #12") == "ours aws/a: see #12");
  CHECK(read("#blueprint:ignore") == "ours");
  CHECK(read("# blueprint:ignore: why") == "ours: why");
  CHECK(read("# blueprint:ignore aws/a until") == "ours aws/a until until");
  CHECK(read("# write blueprint:ignore aws/a to ignore it") == "");
  CHECK(read("# blueprint:ignored aws/a") == "");
}

TEST_CASE("other linters' comments are read as they read them") {
  CHECK(read("#checkov:skip=CKV_AWS_20:The bucket is public") == "checkov CKV_AWS_20: The bucket is public");
  CHECK(read("# checkov:skip=CKV_AWS_20,CKV_AWS_57: both") == "checkov CKV_AWS_20 CKV_AWS_57: both");
  CHECK(read("/* checkov:skip=CKV_AWS_20:why */") == "checkov CKV_AWS_20: why");
  CHECK(read("# bridgecrew:skip=CKV_AWS_20") == "checkov CKV_AWS_20");
  CHECK(read("# cortex:skip=CKV_AWS_20,CKV_AWS_57: both") == "checkov CKV_AWS_20 CKV_AWS_57: both");
  CHECK(read("# checkov:skip= CKV_AWS_20:why") == "checkov CKV_AWS_20: why");
  CHECK(read("# checkov:skip=CKV_AWS_20; why") == "checkov CKV_AWS_20");
  CHECK(read("#trivy:ignore:AVD-AWS-0080") == "trivy AVD-AWS-0080");
  CHECK(read("#tfsec:ignore:aws-s3-a tfsec:ignore:aws-s3-b") == "trivy aws-s3-a | trivy aws-s3-b");
  CHECK(read("# trivy:ignore:aws-0080:exp:2027-01-01") == "trivy aws-0080 until 2027-01-01");
  CHECK(read("# trivy:ignore:aws-0080[engine=mysql, a.b=\"c\"]:exp:2027-01-01") ==
        "trivy aws-0080 [engine=mysql] [a.b=c] until 2027-01-01");
  CHECK(read("# trivy:ignore:*:ws:dev") == "trivy * (not here)");
  CHECK(read("# tflint-ignore: terraform_a, aws_b # why") == "tflint terraform_a aws_b");
  CHECK(read("# tflint-ignore: all") == "tflint");
  CHECK(read("# tflint-ignore-file: terraform_a") == "tflint-file terraform_a");
  CHECK(read("# kics-scan ignore-line") == "kics-line");
  CHECK(read("# kics-scan ignore-block") == "kics-block");
  CHECK(read("# kics-scan ignore") == "kics-file");
  CHECK(read("# kics-scan disable=a,b") == "kics-file a b");
  CHECK(read("# kics-scan enable=a,b") == "kics-only a b");
  CHECK(read("# kics-scan enable=") == "");
  CHECK(read("# nothing:ignore:this") == "");
  CHECK(read("# trivy:ignore:") == "");
}

TEST_CASE("a day is one that there is") {
  CHECK(is_date("2028-02-29"));
  CHECK_FALSE(is_date("2027-02-29"));
  CHECK_FALSE(is_date("2027-13-01"));
  CHECK_FALSE(is_date("2027-1-1"));
  CHECK_FALSE(is_date("tomorrow"));
}

}  // namespace
}  // namespace blueprint::silence
