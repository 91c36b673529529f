#include "catalog/iam.h"

#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint::catalog {
namespace {

std::string expanded(std::string_view pattern) {
  const Library library;
  std::string names;
  each_iam_action(library, pattern, [&](const IamAction& action) {
    names += concat(names.empty() ? "" : " ", action.name, action.restrictable ? "" : "~");
    return names.size() < 200;
  });
  return names;
}

TEST_CASE("a pattern of actions matches as IAM matches") {
  CHECK(iam_matches("s3:Get*", "s3:GetObject"));
  CHECK(iam_matches("S3:getobject", "s3:GetObject"));
  CHECK(iam_matches("*", "s3:GetObject"));
  CHECK(iam_matches("s3:*Object", "s3:GetObjectObject"));
  CHECK(iam_matches("s3:Get?bject", "s3:GetObject"));
  CHECK_FALSE(iam_matches("s3:Get", "s3:GetObject"));
  CHECK_FALSE(iam_matches("s3:Get?", "s3:GetObject"));
  CHECK_FALSE(iam_matches("", "s3:GetObject"));
  const std::string stars(5000, '*');
  CHECK_FALSE(iam_matches(concat(stars, "x"), "s3:GetObject"));
}

TEST_CASE("a pattern of actions is expanded to those that there are") {
  CHECK(expanded("xray:PutT*") == "xray:PutTelemetryRecords~ xray:PutTraceSegments~");
  CHECK(expanded("STS:AssumeRole") == "sts:AssumeRole");
  CHECK(expanded("gone:Do") == "");
  CHECK(expanded("iam:NoSuchAction") == "");
  CHECK(expanded("nonsense") == "");
  CHECK(expanded("*").size() >= 200);
}

TEST_CASE("ways to more rights are of actions that exist") {
  const Library library;
  const std::vector<IamEscalation> ways = iam_escalations(library);
  CHECK(ways.size() == 24);
  std::vector<std::string_view> actions = iam_grants(library, "credentials");
  for (const IamEscalation& way : ways) actions.insert(actions.end(), way.actions.begin(), way.actions.end());
  for (const std::string_view action : iam_grants(library, "exfiltration")) actions.push_back(action);
  for (const std::string_view action : actions) {
    std::size_t found = 0;
    each_iam_action(library, action, [&](const IamAction&) { return ++found < 2; });
    INFO(action);
    CHECK(found == 1);
  }
}

}  // namespace
}  // namespace blueprint::catalog
