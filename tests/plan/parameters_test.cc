#include "plan/parameters.h"

#include <catch2/catch.hpp>

#include "fold/print.h"

namespace blueprint {
namespace {

using eval::Entry;
using eval::Value;

std::string text_of(const Value& value) {
  return value.is_unknown() ? std::string(value.symbol_text()) : fold::print(value);
}

std::string name_of(std::string_view pattern, const Value& name) {
  const std::vector<Entry> words = {{"name", name}, {"environment", Value::string("prod")}};
  return text_of(named(pattern, words));
}

TEST_CASE("a naming pattern is filled in") {
  CHECK(name_of("{name}-{environment}", Value::string("shop")) == "\"shop-prod\"");
  CHECK(name_of("x", Value::string("shop")) == "\"x\"");
  CHECK(name_of("", Value::string("shop")) == "\"\"");
  CHECK(name_of("{unknown}{name", Value::string("shop")) == "\"{unknown}{name\"");
}

TEST_CASE("what is filled in is not filled in again") {
  CHECK(name_of("{name}-{environment}", Value::string("{environment}")) == "\"{environment}-prod\"");
}

TEST_CASE("a parameter in a naming pattern makes a template of Terraform's") {
  const Value symbol = parameter_symbol({.name = "stage"});
  CHECK(name_of("{name}-{environment}", symbol) == "\"${var.stage}-prod\"");
}

// The spec of a component `network` with one parameter at `path`.
std::string spec_with(std::string path) {
  Blueprint blueprint;
  const Value tiers = Value::object({{"private", Value::object({{"prefix", Value::number(20)}})}});
  blueprint.instances.push_back(
      {.key = "network", .spec = Value::object({{"cidr", Value::string("10.0.0.0/16")}, {"tiers", tiers}})});
  blueprint.parameters.push_back({.name = "p", .sets = std::move(path)});
  const Value spec = with_parameters(blueprint, blueprint.instances[0]);
  return text_of(*spec.find("cidr")) + " " + text_of(*spec.find("tiers")->find("private")->find("prefix"));
}

TEST_CASE("a parameter stands for the value at its path, at any depth") {
  CHECK(spec_with("network.cidr") == "var.p 20");
  CHECK(spec_with("network.tiers.private.prefix") == "\"10.0.0.0/16\" var.p");
}

TEST_CASE("a path into another component, or to nothing, changes nothing") {
  CHECK(spec_with("networks.cidr") == "\"10.0.0.0/16\" 20");
  CHECK(spec_with("network.none") == "\"10.0.0.0/16\" 20");
  CHECK(spec_with("network.cidr.deeper") == "\"10.0.0.0/16\" 20");
  CHECK(spec_with("network") == "\"10.0.0.0/16\" 20");
}

TEST_CASE("documents see the value of a parameter, Terraform its name") {
  Blueprint blueprint;
  blueprint.parameters.push_back({.name = "stage", .sets = "environment"});
  const Value written = Value::string("prod");
  CHECK(text_of(top_level_value(blueprint, "environment", written, View::Terraform)) == "var.stage");
  CHECK(text_of(top_level_value(blueprint, "environment", written, View::Documents)) == "\"prod\"");
  CHECK(text_of(top_level_value(blueprint, "region", written, View::Terraform)) == "\"prod\"");
}

}  // namespace
}  // namespace blueprint
