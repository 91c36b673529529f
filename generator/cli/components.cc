#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/library.h"
#include "cli/schema_words.h"
#include "eval/functions/json.h"
#include "model/component_type.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr Positional kPositionals[] = {{.name = "COMPONENT", .doc = "show all about this one"}};

constexpr Option kOptions[] = {{.name = "--format",
                                .value = "FORMAT",
                                .doc = "how to print",
                                .default_value = "text",
                                .choices = kFormatChoices}};

constexpr Example kExamples[] = {
    {.command = "blueprint components", .doc = "what can stand under `components`"},
    {.command = "blueprint components network",
     .doc = "what can be set there, and what others may use of it"},
};

std::string in_parentheses(const std::string& text) {
  return text.empty() ? std::string() : concat(" (", text, ")");
}

void put_attributes(std::string& text, const Schema& schema, std::size_t indent) {
  const std::string spaces(indent, ' ');
  for (const auto& [name, attribute] : inner(schema).attributes) {
    text += concat(spaces, name, ": ", type_name(attribute), in_parentheses(limits(attribute)), "\n");
    for (const std::string_view line : split(trim(attribute.doc), '\n')) {
      if (!line.empty()) text += concat(spaces, "    ", line, "\n");
    }
    put_attributes(text, attribute, indent + 4);
  }
}

std::string described(const ComponentType& type) {
  std::string text = concat(type.name, ": ", type.title, "\n\n", trim(type.doc), "\n");
  if (!type.part_of.empty()) text += concat("\nIt is set inside `", type.part_of, "`.\n");
  if (!type.needs.empty()) {
    text += "\nneeds\n";
    for (const Need& need : type.needs) {
      text += concat("  ", need.name, need.type == need.name ? "" : concat(", a `", need.type, "`"),
                     need.optional ? " (if there is one)" : "", "\n");
    }
  }
  text += "\ninputs\n";
  put_attributes(text, type.spec, 2);
  if (!type.exports.empty()) text += "\nexports\n";
  for (const Export& exported : type.exports) {
    text += concat("  ", exported.name, exported.output ? " (also a Terraform output)" : "", "\n    ",
                   trim(exported.doc), "\n");
  }
  return text;
}

Json json(const Schema& schema) {
  Json result = {{"type", type_name(schema)}, {"doc", trim(schema.doc)}, {"required", schema.required}};
  if (schema.has_default && schema.default_value.wholly_known()) {
    result["default"] = Json::parse(eval::json_text(schema.default_value));
  }
  if (!schema.one_of.empty()) result["one_of"] = schema.one_of;
  if (schema.minimum) result["minimum"] = *schema.minimum;
  if (schema.maximum) result["maximum"] = *schema.maximum;
  for (const auto& [name, attribute] : schema.attributes) result["attributes"][name] = json(attribute);
  if (schema.elements) result["elements"] = json(*schema.elements);
  return result;
}

Json json(const ComponentType& type) {
  Json needs = Json::array();
  for (const Need& need : type.needs) {
    needs.push_back({{"name", need.name}, {"type", need.type}, {"optional", need.optional}});
  }
  Json exports = Json::array();
  for (const Export& exported : type.exports) {
    exports.push_back({{"name", exported.name}, {"doc", trim(exported.doc)}, {"output", exported.output}});
  }
  return {{"name", type.name},       {"title", type.title}, {"doc", trim(type.doc)},
          {"part_of", type.part_of}, {"needs", needs},      {"inputs", json(type.spec)},
          {"exports", exports}};
}

std::string listed(std::span<const ComponentType* const> types) {
  std::size_t widest = 0;
  for (const ComponentType* type : types) widest = std::max(widest, type->name.size());
  std::string text;
  for (const ComponentType* type : types) {
    text += concat(type->name, std::string(widest + 2 - type->name.size(), ' '), type->title,
                   type->part_of.empty() ? "" : concat(" (in ", type->part_of, ")"), "\n");
  }
  return text;
}

ExitCode print_types(Console& console, std::span<const ComponentType* const> types, bool as_json, bool all) {
  if (!as_json) {
    console.print(all ? listed(types) : described(*types.front()));
    return ExitCode::Ok;
  }
  Json document = Json::array();
  for (const ComponentType* type : types) document.push_back(json(*type));
  const Json& shown = all ? document : document.front();
  console.print(concat(shown.dump(2, ' ', false, Json::error_handler_t::replace), "\n"));
  return ExitCode::Ok;
}

ExitCode run_components(const Arguments& arguments, Console& console) {
  catalog::Library library;
  Sources sources;
  Diagnostics diags;
  if (!load_library(library, arguments, console)) return ExitCode::Failure;
  ComponentTypes types(diags, sources, library);
  std::vector<const ComponentType*> chosen;
  if (arguments.has("COMPONENT")) {
    const std::string typed = arguments.value("COMPONENT");
    chosen.push_back(types.find(typed));
    if (!chosen.front()) {
      const std::string help = did_you_mean(typed, types.names());
      console.complain(concat("no component is called `", typed, "`"),
                       help.empty() ? "`blueprint components` lists them" : help);
      return ExitCode::Usage;
    }
  } else {
    chosen = types.all();
  }
  if (diags.has_errors()) {
    print_report(arguments, console, sources, diags, chosen.size(), false);
    return ExitCode::Findings;
  }
  return print_types(console, chosen, arguments.value("--format") == "json", !arguments.has("COMPONENT"));
}

}  // namespace

const Command kComponents = {
    .name = "components",
    .summary = "list what blueprints can be built from, or show one component",
    .positionals = kPositionals,
    .options = kOptions,
    .examples = kExamples,
    .uses_library = true,
    .run = run_components,
};

}  // namespace blueprint::cli
