#include <catch2/catch.hpp>

#include "fold/folded.h"

// The example that explains folding to people, as a whole.

namespace blueprint::fold {
namespace {

const char* const kKnown = R"({
  blueprint = { prefix = "llm-analytics-hub-prod" }
  network = { zones = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  spec = {
    cidr = "10.0.0.0/16"
    nat_gateways = "single"
    flow_logs = null
    tiers = { private = { prefix = 20, public_ips = null }, public = { prefix = 24 } }
  }
})";

TEST_CASE("the example of the design folds as it says") {
  CHECK(folded({.known = kKnown}, R"(# The network.
resource "aws_vpc" "this" {
  cidr_block = spec.cidr
}

# Nodes and databases live here; only load balancers and NAT are public.
resource "aws_subnet" "private" {
  for_each = { for i, az in network.zones : az => cidrsubnet(spec.cidr, spec.tiers.private.prefix - 16, i) }

  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = spec.tiers.private.public_ips
}

resource "aws_flow_log" "this" {
  count = spec.flow_logs != null ? 1 : 0

  vpc_id = aws_vpc.this.id
}

resource "aws_nat_gateway" "this" {
  for_each = spec.nat_gateways == "per-az" ? toset(network.zones) : toset(slice(network.zones, 0, 1))

  subnet_id = aws_subnet.public[each.key].id
  tags      = { Name = "${blueprint.prefix}-${each.key}" }
}
)") == R"(# The network.
resource "aws_vpc" "network" {
  cidr_block = "10.0.0.0/16"
}

# Nodes and databases live here; only load balancers and NAT are public.
resource "aws_subnet" "private" {
  for_each = {
    us-east-1a = "10.0.0.0/20"
    us-east-1b = "10.0.16.0/20"
    us-east-1c = "10.0.32.0/20"
  }

  vpc_id            = aws_vpc.network.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_nat_gateway" "network" {
  for_each = toset(["us-east-1a"])

  subnet_id = aws_subnet.public[each.key].id
  tags      = { Name = "llm-analytics-hub-prod-${each.key}" }
}
)");
}

TEST_CASE("a template without known names keeps every byte") {
  const std::string text =
      "\xEF\xBB\xBF# a comment\r\nresource   \"aws_vpc\" \"main\" {\r\n\r\n\r\n   x= [1,2 ,each.key]  # y\r\n"
      "  s = \"a$${b}${ var.x }\\u00e9\"\n  h = <<-EOT\n     a ${each.key}\n   EOT\n}\n\n\n/* end */";
  Folded result({}, text);
  CHECK(result.problems() == "");
  CHECK(result.raw() == text);
}

TEST_CASE("folding what was folded changes nothing") {
  Folded once({.known = kKnown}, "resource \"aws_vpc\" \"this\" {\n  count = 1\n\n  c = spec.cidr\n}\n");
  Folded twice({.known = kKnown}, once.raw());
  CHECK(twice.raw() == once.raw());
}

TEST_CASE("every piece of the output knows its template text and its blueprint value") {
  Folded result({.known = "{ spec = { cidr = \"10.0.0.0/16\" } }"}, "b {\n  a = spec.cidr\n}\n");
  const auto at = std::uint32_t(result.raw().find("\"10"));
  const TextOrigin origin = result.mapped().origin(at);
  CHECK(result.sources().text(origin.copied) == "spec.cidr");
  CHECK(result.sources().text(origin.value) == "\"10.0.0.0/16\"");
  const TextOrigin copied = result.mapped().origin(0);
  CHECK(result.sources().text(copied.copied) == "b");
}

TEST_CASE("an empty file, one of comments and one that does not parse stay as they are") {
  for (const char* text : {"", "# only this\n", "\n\n", "resource \"x\" {\n  a = \n"}) {
    CHECK(Folded({}, text).raw() == text);
  }
}

}  // namespace
}  // namespace blueprint::fold
