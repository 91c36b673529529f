// Which statements of a resource policy are for everybody.

#include <catch2/catch.hpp>

#include "eval/evaluated.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// The value of an expression in which `x` is not known.
std::string with_unknown(std::string_view text) {
  return evaluated(text, {.names = {{"x", Value::unknown()}}}).text();
}

// How many public statements there are in a policy of this one, written in HCL.
std::string count(std::string_view statement) {
  return with_unknown(concat("length(blueprint::public_statements({Statement = {", statement, "}}))"));
}

std::string count_if(std::string_view condition) {
  return count(concat("Effect = \"Allow\", Principal = \"*\", Condition = {", condition, "}"));
}

}  // namespace

TEST_CASE("a statement is for everybody when its principal is anybody") {
  CHECK(count("Effect = \"Allow\", Principal = \"*\"") == "1");
  CHECK(count("Effect = \"Allow\", Principal = {AWS = \"*\"}") == "1");
  CHECK(count("Effect = \"Allow\", Principal = {AWS = [\"111122223333\", \"*\"]}") == "1");
  CHECK(count("Effect = \"Allow\", Principal = {AWS = \"arn:aws:iam::*:role/deploy\"}") == "1");
  CHECK(count("Effect = \"Allow\", NotPrincipal = {AWS = \"111122223333\"}") == "1");
  CHECK(count("Effect = \"Deny\", Principal = \"*\"") == "0");
  CHECK(count("Effect = \"Allow\", Principal = {AWS = \"111122223333\"}") == "0");
  CHECK(count("Effect = \"Allow\", Principal = {Service = \"logs.amazonaws.com\"}") == "0");
  CHECK(count("Effect = \"Allow\"") == "0");
}

TEST_CASE("a condition on who asks, or where from, keeps the others out") {
  CHECK(count_if("StringEquals = {\"aws:PrincipalOrgID\" = \"o-1234567890\"}") == "0");
  CHECK(count_if("\"ForAnyValue:StringLike\" = {\"AWS:PrincipalOrgPaths\" = \"o-1234567890/*\"}") == "0");
  CHECK(count_if("IpAddress = {\"aws:SourceIp\" = [\"192.0.2.0/24\"]}") == "0");
  CHECK(count_if("ArnLike = {\"aws:SourceArn\" = \"arn:aws:s3:*:*:uploads\"}") == "0");
  CHECK(count_if("ArnLike = {\"aws:SourceArn\" = \"arn:aws:sns:*:111122223333:*\"}") == "0");
  CHECK(count_if("Bool = {\"elasticfilesystem:AccessedViaMountTarget\" = \"true\"}") == "0");
  CHECK(count_if("StringLike = {\"SNS:Endpoint\" = \"*@example.com\"}") == "0");
}

TEST_CASE("a condition that everybody meets keeps nobody out") {
  CHECK(count_if("Bool = {\"aws:SecureTransport\" = \"true\"}") == "1");
  CHECK(count_if("Bool = {\"elasticfilesystem:AccessedViaMountTarget\" = \"false\"}") == "1");
  CHECK(count_if("StringLike = {\"aws:PrincipalArn\" = \"*\"}") == "1");
  CHECK(count_if("ArnLike = {\"aws:PrincipalArn\" = \"arn:aws:iam::*\"}") == "1");
  CHECK(
      count_if("ArnLike = {\"aws:SourceArn\" = [\"arn:aws:sns:*:111122223333:*\", \"arn:aws:sns:*:*:x\"]}") ==
      "1");
  CHECK(count_if("IpAddress = {\"aws:SourceIp\" = [\"192.0.2.0/24\", \"0.0.0.0/0\"]}") == "1");
  CHECK(count_if("ArnNotEquals = {\"aws:PrincipalArn\" = \"arn:aws:iam::111122223333:user/x\"}") == "1");
  CHECK(count_if("StringEqualsIfExists = {\"aws:PrincipalOrgID\" = \"o-1234567890\"}") == "1");
  CHECK(count_if("\"ForAllValues:StringEquals\" = {\"aws:PrincipalOrgID\" = \"o-1234567890\"}") == "1");
}

TEST_CASE("what is not known of a statement is taken to keep others out") {
  CHECK(count("Effect = \"Allow\", Principal = {AWS = x}") == "0");
  CHECK(count("Effect = x, Principal = \"*\"") == "0");
  CHECK(count_if("StringEquals = {\"aws:PrincipalOrgID\" = x}") == "0");
  CHECK(count("Effect = \"Allow\", Principal = \"*\", Condition = x") == "0");
  CHECK(with_unknown("blueprint::public_statements(x)") == "unknown");
}

}  // namespace blueprint::eval
