#include <catch2/catch.hpp>

#include "fold/folded.h"
#include "fold/print.h"

// What exports become.

namespace blueprint::fold {
namespace {

const Setup kSetup{.known = "{ spec = { zones = [\"a\", \"b\"], on = true, prefix = \"hub\" } }"};

const char* const kTemplate = R"(locals {
  roles = { a = aws_role.x.arn }
  odd   = length(var.x)
}
resource "aws_vpc" "this" {
}
resource "aws_subnet" "private" {
  for_each = toset(spec.zones)
}
resource "aws_log" "this" {
  count = spec.on ? 0 : 1
}
)";

std::string text_of(std::string_view expression) {
  Folded result(kSetup, kTemplate);
  const eval::Value value = result.value(expression);
  return result.problems().empty() ? print(value) : result.problems();
}

TEST_CASE("an export is a value, or the text of a reference") {
  CHECK(text_of("aws_vpc.this.id") == "aws_vpc.network.id");
  CHECK(text_of("spec.zones") == "[\"a\", \"b\"]");
  CHECK(text_of("[for z in spec.zones : aws_subnet.private[z].id]") ==
        "[aws_subnet.private[\"a\"].id, aws_subnet.private[\"b\"].id]");
  CHECK(text_of("{ id = aws_vpc.this.id }") == "{ id = aws_vpc.network.id }");
  CHECK(text_of("one(aws_log.this[*].arn)") == "null");
}

TEST_CASE("an export that is computed by Terraform is its folded text") {
  CHECK(text_of("values(aws_subnet.private)[*].id") == "values(aws_subnet.private)[*].id");
  CHECK(text_of("\"${spec.prefix}-${aws_vpc.this.id}\"") == "\"hub-${aws_vpc.network.id}\"");
  CHECK(text_of("aws_vpc.this.a\n  ? spec.prefix\n  : \"x\"") ==
        "(aws_vpc.network.a\n  ? \"hub\"\n  : \"x\")");
}

TEST_CASE("an export of a local is its value where that is known") {
  CHECK(text_of("local.roles[\"a\"]") == "aws_role.x.arn");
  CHECK(text_of("local.odd") == "local.odd");
}

TEST_CASE("an export of a removed block is a mistake") {
  CHECK(text_of("aws_log.this[0].arn") ==
        "fold/removed-reference: this refers to `aws_log.this`, which is not there\n");
}

}  // namespace
}  // namespace blueprint::fold
