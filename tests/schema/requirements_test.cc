#include "schema/requirements.h"

#include <catch2/catch.hpp>

#include "hcl/parse.h"

namespace blueprint::schema {
namespace {

struct Read {
  // Each text is the code of a module of its own: "m0", "m1", …
  explicit Read(std::initializer_list<std::string> modules) {
    for (const std::string& text : modules) {
      const std::string folder = "m" + std::to_string(files.size());
      files.push_back(hcl::parse(diags, sources, sources.add(folder + "/main.tf", text)));
      for (const hcl::Block& block : files.back().body.blocks) requirements.add(folder, block);
    }
  }

  Sources sources{};
  Diagnostics diags{};
  std::vector<hcl::File> files{};
  Requirements requirements{};
};

TEST_CASE("a provider's local name is what its module says, else the well-known one") {
  const Read read({R"(terraform {
    required_providers {
      aws    = { source = "registry.terraform.io/hashicorp/aws", version = ">= 5.0" }
      amazon = { source = "hashicorp/aws" }
      dns    = { source = "acme/dns" }
      own    = { source = "registry.acme.org/acme/own" }
      old    = "~> 2.0"
    }
  })"});
  CHECK(read.requirements.source("m0", "aws") == "hashicorp/aws");
  CHECK(read.requirements.source("m0", "amazon") == "hashicorp/aws");
  CHECK(read.requirements.source("m0", "dns") == "acme/dns");
  CHECK(read.requirements.source("m0", "own") == "");
  CHECK(read.requirements.source("m0", "random") == "hashicorp/random");
  CHECK(read.requirements.source("elsewhere", "dns") == "hashicorp/dns");
  CHECK(read.requirements.versions("hashicorp/old").to == Version{3, 0, 0});
}

TEST_CASE("the versions that one module asks for bind all") {
  const Read read({R"(terraform {
    required_providers {
      aws = { source = "hashicorp/aws", version = ">= 4.0" }
    }
  })",
                   "provider \"aws\" {\n  version = \"< 6.0\"\n}\n"});
  CHECK(read.requirements.versions("hashicorp/aws") == VersionRange{.from = {4, 0, 0}, .to = {6, 0, 0}});
  CHECK(read.requirements.versions("hashicorp/random") == VersionRange{});
}

TEST_CASE("a lock file says which version it is") {
  const Read read({R"(provider "registry.terraform.io/hashicorp/aws" {
    version     = "5.31.0"
    constraints = ">= 4.0.0"
    hashes      = ["h1:x"]
  })"});
  CHECK(read.requirements.versions("hashicorp/aws") == VersionRange{.from = {5, 31, 0}, .to = {5, 31, 1}});
}

TEST_CASE("what is not understood, contradicts itself or is too old admits nothing") {
  for (const char* text : {"provider \"aws\" {\n  version = \"newest\"\n}\n",
                           "provider \"aws\" {\n  version = \"> 6, < 5\"\n}\n",
                           "terraform {\n  required_version = \"~> 0.12\"\n}\n"}) {
    const Read read({text});
    CHECK_FALSE(read.requirements.versions("hashicorp/aws").holds({6, 25, 0}));
    CHECK_FALSE(read.requirements.versions("hashicorp/aws").holds({4, 0, 0}));
  }
  const Read read({"terraform {\n  required_version = \">= 0.12\"\n}\n"});
  CHECK(read.requirements.versions("hashicorp/aws").holds({6, 25, 0}));
}

TEST_CASE("a block belongs to the provider it names, else to the first word of its type") {
  const Read read({R"(resource "aws_vpc" "a" {}
                      resource "aws_vpc" "b" { provider = amazon.west }
                      resource "aws_vpc" "c" { provider = amazon }
                      resource "aws_vpc" "d" { provider = "amazon.west" }
                      resource "aws_vpc" "e" { provider = amazon.by_region["x"] }
                      provider "aws" { alias = "z" }
                      resource "tls" "f" {})"});
  std::string names;
  for (const hcl::Block& block : read.files[0].body.blocks) names += std::string(provider_name(block)) + " ";
  CHECK(names == "aws amazon amazon amazon amazon aws tls ");
}

}  // namespace
}  // namespace blueprint::schema
