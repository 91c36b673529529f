#include "cli/reference.h"

#include <map>

#include "cli/schema_words.h"
#include "eval/functions/function.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr std::string_view kGenerated = "<!-- Made by the program: `./dev golden` rewrites it. -->\n\n";

// A text that may be written over several lines, as one.
std::string one_line(std::string_view text) {
  std::string line;
  for (const std::string_view part : split(trim(text), '\n')) {
    if (!trim(part).empty()) line += concat(line.empty() ? "" : " ", trim(part));
  }
  return line;
}

std::string in_code(std::span<const std::string> words) {
  return words.empty() ? std::string() : concat("`", join(words, "`, `"), "`");
}

void put_rule(std::string& text, const lint::Rule& rule) {
  text += concat("\n## ", rule.id, "\n\n", rule.title, " (", name(rule.severity), ", ", rule.category, ")");
  if (!rule.aliases.empty()) text += concat(". Elsewhere: ", in_code(rule.aliases), ".");
  if (rule.opt_in) text += " Runs when a configuration or `--rule` asks for it.";
  text += concat("\n\n", trim(rule.why), "\n");
  for (const auto* examples : {&rule.bad, &rule.good}) {
    if (examples->empty()) continue;
    text += concat("\n", examples == &rule.bad ? "Wrong" : "Right", ":\n\n```\n",
                   trim(examples->front().text), "\n```\n");
  }
  if (!rule.references.empty()) text += "\n";
  for (const std::string& reference : rule.references) text += concat("- <", reference, ">\n");
}

// Whose name of a check it is, told by how each linter writes them.
std::string_view linter_of(std::string_view alias) {
  const bool upper = alias.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
  if (alias.starts_with("CKV")) return "checkov";
  if (upper) return "trivy";
  if (alias.starts_with("terraform_")) return "tflint";
  return alias.find('_') != std::string_view::npos ? "KICS" : "others";
}

// Numbers in names by their value: CKV_AWS_9 before CKV_AWS_10.
std::pair<std::string, std::size_t> order_of(const std::string& alias) {
  const std::size_t last = alias.find_last_not_of("0123456789");
  const std::size_t digits = last == std::string::npos ? 0 : last + 1;
  if (alias.size() - digits > 9) return {alias, 0};
  return {alias.substr(0, digits), digits < alias.size() ? std::stoul(alias.substr(digits)) : 0};
}

void put_attributes(std::string& text, const Schema& schema, std::size_t indent) {
  const std::string spaces(indent, ' ');
  for (const auto& [name, attribute] : inner(schema).attributes) {
    const std::string more = limits(attribute);
    const std::string doc = one_line(attribute.doc);
    text += concat(spaces, "- `", name, "`: ", type_name(attribute), more.empty() ? "" : "; ", more,
                   doc.empty() ? "" : ". ", doc, "\n");
    put_attributes(text, attribute, indent + 2);
  }
}

void put_component(std::string& text, const ComponentType& type) {
  text += concat("\n## ", type.name, "\n\n", type.title, ".\n");
  if (!trim(type.doc).empty()) text += concat("\n", trim(type.doc), "\n");
  if (!type.part_of.empty()) text += concat("\nIt is set inside `", type.part_of, "`.\n");
  if (!type.needs.empty()) text += "\nNeeds:\n\n";
  for (const Need& need : type.needs) {
    text += concat("- `", need.name, "`", need.type == need.name ? "" : concat(", a `", need.type, "`"),
                   need.optional ? ", if there is one" : "", "\n");
  }
  std::string inputs;
  put_attributes(inputs, type.spec, 0);
  if (!inputs.empty()) text += concat("\nInputs:\n\n", inputs);
  if (!type.exports.empty()) text += "\nExports:\n\n";
  for (const Export& exported : type.exports) {
    text += concat("- `", exported.name, "`", exported.output ? " (also a Terraform output)" : "", ": ",
                   one_line(exported.doc), "\n");
  }
}

std::string signature(const eval::Function& function) {
  std::string text(function.name);
  text += "(";
  bool first = true;
  for (const eval::Parameter& parameter : function.params) {
    text += concat(first ? "" : ", ", parameter.name);
    first = false;
  }
  for (const eval::Parameter& parameter : function.rest)
    text += concat(first ? "" : ", ", parameter.name, "...");
  return text + ")";
}

}  // namespace

std::string rules_reference(lint::RuleSet& rules) {
  std::string text = concat("# Rules\n\n", kGenerated,
                            "What `blueprint gen` and `blueprint lint` look for; `blueprint explain RULE` "
                            "shows one.\n");
  for (const std::string& id : rules.ids()) put_rule(text, *rules.find(id));
  return text;
}

std::string aliases_reference(lint::RuleSet& rules) {
  std::map<std::pair<std::string, std::size_t>, std::pair<std::string, std::vector<std::string>>> by_order;
  for (const std::string& id : rules.ids()) {
    for (const std::string& alias : rules.find(id)->aliases) {
      auto& [shown, ids] = by_order[order_of(alias)];
      shown = alias;
      ids.push_back(id);
    }
  }
  std::string text = concat("# Rules by what other linters call them\n\n", kGenerated,
                            "`blueprint explain NAME` takes these names too, and so do `--rule`, `--skip`, "
                            "`.blueprint.yaml` and comments in files.\n");
  for (const std::string_view linter : {"checkov", "trivy", "KICS", "tflint", "others"}) {
    std::string rows;
    for (const auto& [order, names] : by_order) {
      if (linter_of(names.first) != linter) continue;
      rows += concat("| `", names.first, "` | ", in_code(names.second), " |\n");
    }
    if (!rows.empty()) text += concat("\n## ", linter, "\n\n| there | here |\n| --- | --- |\n", rows);
  }
  return text;
}

std::string components_reference(ComponentTypes& types) {
  std::string text = concat("# Components\n\n", kGenerated,
                            "What can stand under `components` of a blueprint; `blueprint components NAME` "
                            "shows one.\n");
  for (const ComponentType* type : types.all()) put_component(text, *type);
  return text;
}

std::string functions_reference() {
  std::string text = concat("# Functions\n\n", kGenerated,
                            "What expressions in templates, documents and rules may call: the functions of "
                            "Terraform 1.11, and those that begin with `blueprint::`.\n");
  for (const eval::Function* function : eval::functions()) {
    text +=
        concat("\n## ", function->name, "\n\n`", signature(*function), "`\n\n", trim(function->doc), "\n");
    if (!function->example.empty()) text += concat("\n```hcl\n", function->example, "\n```\n");
  }
  return text;
}

}  // namespace blueprint::cli
