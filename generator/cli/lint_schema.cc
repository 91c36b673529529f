#include "cli/lint_schema.h"

#include <nlohmann/json.hpp>

namespace blueprint::cli {
namespace {

using Json = nlohmann::ordered_json;

Json strings(std::string_view description) {
  return {{"description", description}, {"type", "array"}, {"items", {{"type", "string"}}}};
}

Json string(std::string_view description) { return {{"description", description}, {"type", "string"}}; }

Json severities(std::string_view description) {
  return {{"description", description}, {"enum", {"error", "warning", "info"}}};
}

}  // namespace

std::string lint_config_schema(lint::RuleSet& rules) {
  Json by_id = Json::object();
  for (const std::string& id : rules.ids()) {
    by_id[id] = {{"description", rules.find(id)->title}, {"$ref", "#/$defs/setting"}};
  }
  const Json min = severities("Findings that are less severe are left out.");
  const Json document = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "Configuration of blueprint lint"},
      {"type", "object"},
      {"additionalProperties", false},
      {"properties",
       {{"exclude", strings("Paths that are not looked at, as in .gitignore.")},
        {"min", min},
        {"baseline",
         string("A file of findings that are left out; `blueprint lint --baseline-write` writes it.")},
        {"rules", {{"$ref", "#/$defs/rules"}}},
        {"paths",
         {{"description", "Settings for some paths only; patterns as in .gitignore, later ones win."},
          {"type", "object"},
          {"additionalProperties",
           {{"type", "object"},
            {"additionalProperties", false},
            {"properties", {{"min", min}, {"rules", {{"$ref", "#/$defs/rules"}}}}}}}}}}},
      {"$defs",
       {{"setting", {{"enum", {"off", "on", "error", "warning", "info", true, false}}}},
        {"rules",
         {{"description", "Rules by id, by what another linter calls them, or by a pattern such as aws/*."},
          {"type", "object"},
          {"properties", std::move(by_id)},
          {"additionalProperties", {{"$ref", "#/$defs/setting"}}}}}}}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace blueprint::cli
