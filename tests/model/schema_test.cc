#include "model/schema.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "model/reading_test.h"
#include "temporary_folder.h"

namespace blueprint {
namespace {

using Json = nlohmann::json;

Json schema() {
  ReadTest test("");
  return Json::parse(json_schema(test.types));
}

TEST_CASE("the schema says what a blueprint must hold") {
  const Json json = schema();
  CHECK(json["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(json["required"] == Json({"blueprint", "name", "environment", "region", "components"}));
  CHECK(json["additionalProperties"] == false);
  CHECK(json["properties"]["name"]["pattern"] == "^(?:[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)$");
  CHECK(json["properties"]["region"]["enum"].dump().find("us-east-1") != std::string::npos);
  CHECK(json["properties"]["targets"]["items"]["enum"] == Json({"terraform", "kubernetes", "helm", nullptr}));
}

TEST_CASE("components come from the component types there are") {
  const Json json = schema();
  CHECK(json["properties"]["components"]["properties"]["network"]["$ref"] == "#/$defs/network");
  CHECK_FALSE(json["properties"]["components"]["properties"].contains("node_groups"));
  const Json network = json["$defs"]["network"];
  CHECK(network["additionalProperties"] == false);
  CHECK(network["description"] == "A VPC.");
  CHECK(network["properties"]["cidr"]["default"] == "10.0.0.0/16");
  CHECK(network["properties"]["cidr"]["description"] == "The VPC's address range.");
  CHECK(network["properties"]["nat_gateways"]["enum"] == Json({"per-az", "single", "none", nullptr}));
  const Json tier = network["properties"]["tiers"]["additionalProperties"];
  CHECK(tier["required"] == Json({"prefix"}));
  CHECK(tier["properties"]["prefix"]["minimum"] == 16);
  CHECK(tier["properties"]["prefix"]["type"] == "number");
  const Json cluster = json["$defs"]["cluster"];
  CHECK(cluster["properties"]["node_groups"]["$ref"] == "#/$defs/node_groups");
  CHECK(cluster["properties"].contains("network"));
  CHECK(cluster["properties"].contains("was"));
}

TEST_CASE("an overlay may leave out what a blueprint must hold, and remove anything") {
  const Json json = schema();
  const Json overlay = json["properties"]["environments"]["additionalProperties"];
  CHECK_FALSE(overlay.contains("required"));
  CHECK_FALSE(overlay["properties"].contains("environments"));
  CHECK(overlay["properties"]["components"]["properties"]["cluster"]["$ref"] == "#/$defs/overlay.cluster");
  CHECK_FALSE(json["$defs"]["overlay.cluster"].contains("required"));
  CHECK(json["$defs"]["overlay.cluster"]["properties"]["version"]["type"] == Json({"string", "null"}));
}

TEST_CASE("numbers beyond those of machines stay what they are") {
  const TemporaryFolder folder;
  folder.write(
      "thing/component.yaml",
      "title: T\ndoc: D\nspec:\n  attributes:\n"
      "    most: { type: number, minimum: -1e300, maximum: 1e300, default: 9223372036854775808, doc: D }\n"
      "    few: { type: number, minimum: 0, maximum: 9007199254740992, default: 0.5, doc: D }\n");
  catalog::Library library;
  REQUIRE_FALSE(library.add("own", folder.path()));
  Sources sources;
  Diagnostics diags;
  ComponentTypes types(diags, sources, library, "own");
  const Json thing = Json::parse(json_schema(types))["$defs"]["thing"]["properties"];
  CHECK(diags.empty());
  CHECK(thing["most"]["minimum"] == -1e300);
  CHECK(thing["most"]["maximum"] == 1e300);
  CHECK(thing["most"]["default"] == 9223372036854775808.0);
  CHECK(thing["few"]["minimum"].dump() == "0");
  CHECK(thing["few"]["maximum"].dump() == "9007199254740992");
  CHECK(thing["few"]["default"] == 0.5);
}

TEST_CASE("the schema is the same every time") {
  ReadTest one("");
  ReadTest other("");
  CHECK(json_schema(one.types) == json_schema(other.types));
}

}  // namespace
}  // namespace blueprint
