#include <catch2/catch.hpp>

#include "terraform/module_text.h"

namespace blueprint::terraform {
namespace {

using Others = std::vector<std::pair<std::string, std::string>>;

// The line that shows the block of this address, without the address.
std::string shown(std::string_view address, std::string_view text, const Others& others = {}) {
  const ModuleText root(text, others);
  CHECK(root.problems() == "");
  const std::string all = "\n" + root.shown_with_calls();
  const std::string head = concat("\n", address, ": ");
  const std::size_t begin = all.find(head);
  if (begin == all.npos) return all;
  return all.substr(begin + head.size(), all.find('\n', begin + 1) - begin - head.size());
}

const std::string kTwo = R"(provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
  default_tags {
    tags = { team = "shop", env = "test" }
  }
}
provider "aws" {
  alias  = "china"
  region = var.region
  assume_role {
    role_arn = "arn:aws-cn:iam::444455556666:role/${var.role}"
  }
}
variable "region" {
  default = "cn-north-1"
}
variable "role" {}
)";

TEST_CASE("partition, region and account are those of the provider that the data source uses") {
  const std::string data = kTwo + R"(
data "aws_partition" "a" {}
data "aws_region" "a" {}
data "aws_caller_identity" "a" {}
data "aws_partition" "b" {
  provider = aws.china
}
data "aws_region" "b" {
  provider = aws.china
}
data "aws_caller_identity" "b" {
  provider = aws.china
}
resource "x" "a" {
  p = [data.aws_partition.a.partition, data.aws_partition.a.id, data.aws_partition.a.dns_suffix, data.aws_partition.a.reverse_dns_prefix]
  r = [data.aws_region.a.name, data.aws_region.a.id, data.aws_region.a.region, data.aws_region.a.endpoint, data.aws_region.a.description]
  c = [data.aws_caller_identity.a.account_id, data.aws_caller_identity.a.id, data.aws_caller_identity.a.arn]
}
resource "x" "b" {
  p = [data.aws_partition.b.partition, data.aws_partition.b.dns_suffix, data.aws_partition.b.reverse_dns_prefix]
  r = "arn:${data.aws_partition.b.partition}:s3:${data.aws_region.b.name}:${data.aws_caller_identity.b.account_id}:x"
}
)";
  CHECK(shown("x.a", data) ==
        "{p = [\"aws\", \"aws\", \"amazonaws.com\", \"com.amazonaws\"], r = [\"eu-west-1\", \"eu-west-1\", "
        "\"eu-west-1\", "
        "\"ec2.eu-west-1.amazonaws.com\", \"Europe (Ireland)\"], c = [\"111122223333\", \"111122223333\", "
        "data.aws_caller_identity.a.arn]}");
  CHECK(shown("x.b", data) ==
        "{p = [\"aws-cn\", \"amazonaws.com.cn\", \"cn.com.amazonaws\"], r = "
        "\"arn:aws-cn:s3:cn-north-1:444455556666:x\"}");
}

TEST_CASE("what the configuration does not say is unknown") {
  const auto seen = [](std::string_view provider) {
    return shown("x.y", concat(provider, R"(
data "aws_region" "r" {}
data "aws_partition" "p" {}
data "aws_caller_identity" "c" {}
data "aws_availability_zones" "z" {}
resource "x" "y" {
  v = [data.aws_region.r.name, data.aws_partition.p.partition, data.aws_caller_identity.c.account_id, data.aws_availability_zones.z.names]
}
variable "r" {})"));
  };
  const std::string unknown =
      "{v = [data.aws_region.r.name, data.aws_partition.p.partition, data.aws_caller_identity.c.account_id, "
      "data.aws_availability_zones.z.names]}";
  CHECK(seen("") == unknown);
  CHECK(seen("provider \"aws\" {}") == unknown);
  CHECK(seen("provider \"aws\" {\n  region = var.r\n  allowed_account_ids = [\"1\", \"2\"]\n}") == unknown);
  CHECK(seen("provider \"aws\" {\n  alias = \"x\"\n  region = \"us-east-1\"\n}") == unknown);
  CHECK(seen("provider \"aws\" {\n  region = data.aws_region.r.name\n}") == unknown);
  CHECK(seen("provider \"aws\" {\n  assume_role {\n    role_arn = var.r\n  }\n}") == unknown);
}

TEST_CASE("a region that is asked for by name is that one") {
  CHECK(shown("x.y",
              "data \"aws_region\" \"r\" {\n  for_each = toset([\"us-west-2\"])\n  name = each.key\n}\n"
              "resource \"x\" \"y\" {\n  v = data.aws_region.r[\"us-west-2\"].description\n}\n") ==
        "{v = \"US West (Oregon)\"}");
}

TEST_CASE("default tags are on every resource of their provider, behind its own") {
  CHECK(shown("aws_vpc.a",
              kTwo + "resource \"aws_vpc\" \"a\" {\n  tags = { env = \"prod\", x = var.role }\n}\n") ==
        "{tags = {env = \"prod\", x = var.role}, provider = \"aws\", region = \"eu-west-1\", tags_all = "
        "{team = "
        "\"shop\", env = \"prod\", x = var.role}}");
  CHECK(shown("aws_vpc.a", kTwo + "resource \"aws_vpc\" \"a\" {\n  provider = aws.china\n}\n") ==
        "{provider = \"aws.china\", region = \"cn-north-1\", tags_all = {}}");
  CHECK(shown("x.y",
              kTwo + "resource \"aws_vpc\" \"a\" {}\nresource \"x\" \"y\" {\n  v = aws_vpc.a.tags_all\n  w = "
                     "aws_vpc.a.tags_all[\"team\"]\n}\n") ==
        "{v = {team = \"shop\", env = \"test\"}, w = \"shop\"}");
}

TEST_CASE("tags are unknown when they or the default ones are") {
  CHECK(shown("aws_vpc.a", kTwo + "resource \"aws_vpc\" \"a\" {\n  tags = var.role\n}\n") ==
        "{tags = var.role, provider = \"aws\", region = \"eu-west-1\", tags_all = aws_vpc.a.tags_all}");
  CHECK(shown("aws_vpc.a",
              "provider \"aws\" {\n  default_tags {\n    tags = var.t\n  }\n}\nvariable \"t\" {}\n"
              "resource \"aws_vpc\" \"a\" {\n}\n") == "{provider = \"aws\", tags_all = aws_vpc.a.tags_all}");
  CHECK(shown("aws_vpc.a", "resource \"aws_vpc\" \"a\" {}\n") == "{tags_all = aws_vpc.a.tags_all}");
  CHECK(shown("aws_vpc.a",
              "provider \"aws\" {\n  dynamic \"default_tags\" {\n    for_each = [1]\n    content {\n      "
              "tags = { a = \"b\" }\n    }\n  }\n}\n"
              "resource \"aws_vpc\" \"a\" {}\n") == "{provider = \"aws\", tags_all = {a = \"b\"}}");
}

TEST_CASE("a module has the provider that its caller passes, or the one without an alias") {
  const std::string module =
      "data \"aws_region\" \"r\" {}\nresource \"aws_vpc\" \"v\" {\n  name = data.aws_region.r.name\n}\n";
  const std::string aliased =
      "terraform {\n  required_providers {\n    aws = {\n      configuration_aliases = [aws.second]\n    }\n "
      " }\n}\n"
      "resource \"aws_vpc\" \"v\" {\n  provider = aws.second\n}\n";
  CHECK(shown("module.m.aws_vpc.v", kTwo + "module \"m\" {\n  source = \"./m\"\n}\n", {{"m", module}}) ==
        "{name = \"eu-west-1\", provider = \"aws\", region = \"eu-west-1\", tags_all = {team = \"shop\", env "
        "= \"test\"}}");
  CHECK(shown("module.m.aws_vpc.v",
              kTwo + "module \"m\" {\n  source = \"./m\"\n  providers = {\n    aws = aws.china\n  }\n}\n",
              {{"m", module}}) ==
        "{name = \"cn-north-1\", provider = \"aws.china\", region = \"cn-north-1\", tags_all = {}}");
  CHECK(shown("module.m.aws_vpc.v",
              kTwo +
                  "module \"m\" {\n  source = \"./m\"\n  providers = {\n    aws.second = aws.china\n  }\n}\n",
              {{"m", aliased}}) == "{provider = \"aws.china\", region = \"cn-north-1\", tags_all = {}}");
  CHECK(shown("module.m.aws_vpc.v", kTwo + "module \"m\" {\n  source = \"./m\"\n}\n", {{"m", aliased}}) ==
        "{provider = module.m.aws.second, tags_all = module.m.aws_vpc.v.tags_all}");
}

}  // namespace
}  // namespace blueprint::terraform
