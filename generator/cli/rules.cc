#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/library.h"
#include "compile/rule_examples.h"
#include "lint/rule_set.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr std::string_view kActions[] = {"list", "test"};

constexpr Positional kPositionals[] = {
    {.name = "ACTION",
     .doc = "list (the default), or test: run rules on their own examples",
     .choices = kActions},
    {.name = "RULE", .doc = "only these: an id, an alias, or the path of a rule file", .repeats = true}};

constexpr Option kOptions[] = {
    {.name = "--format",
     .value = "FORMAT",
     .doc = "how to print",
     .default_value = "text",
     .choices = kFormatChoices},
    {.name = "--today", .value = "DATE", .doc = "the day that examples are judged by: 2026-11-20"},
};

constexpr Example kExamples[] = {
    {.command = "blueprint rules", .doc = "every rule with its severity"},
    {.command = "blueprint rules --format json", .doc = "the same for programs, with aliases and categories"},
    {.command = "blueprint rules test --rules my-rules",
     .doc = "do all rules find what their examples mark?"},
    {.command = "blueprint rules test rules/aws/database-public.yaml", .doc = "does this one?"},
};

// An id as it is, and of a path of a rule file the id that the path is.
std::string id_of(std::string_view typed) {
  if (typed.ends_with(".yaml")) typed.remove_suffix(5);
  if (typed.starts_with("./")) typed.remove_prefix(2);
  if (typed.starts_with("rules/")) typed.remove_prefix(6);
  return std::string(typed);
}

// The rules that the arguments name, all when they name none; nothing when one is not there.
std::optional<std::vector<const lint::Rule*>> selected(lint::RuleSet& rules, const Arguments& arguments,
                                                       Console& console) {
  std::vector<const lint::Rule*> found;
  if (!arguments.has("RULE")) {
    for (const std::string& id : rules.ids()) found.push_back(rules.find(id));
    return found;
  }
  for (const std::string& typed : arguments.values("RULE")) {
    const lint::Rule* const rule = rules.find_by_alias(id_of(typed));
    if (!rule) {
      const std::vector<std::string_view> known(rules.ids().begin(), rules.ids().end());
      console.complain(concat("no rule is called `", typed, "`"), did_you_mean(id_of(typed), known));
      return std::nullopt;
    }
    found.push_back(rule);
  }
  return found;
}

void list_as_text(Console& console, std::span<const lint::Rule* const> rules) {
  std::size_t widest = 0;
  for (const lint::Rule* rule : rules) widest = std::max(widest, rule->id.size());
  for (const lint::Rule* rule : rules) {
    const std::string_view severity = name(rule->severity);
    console.print(concat(rule->id, std::string(widest + 2 - rule->id.size(), ' '), severity,
                         std::string(9 - severity.size(), ' '), rule->title, "\n"));
  }
}

void list_as_json(Console& console, std::span<const lint::Rule* const> rules) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const lint::Rule* rule : rules) {
    list.push_back({{"id", rule->id},
                    {"title", rule->title},
                    {"severity", name(rule->severity)},
                    {"category", rule->category},
                    {"aliases", rule->aliases},
                    {"opt_in", rule->opt_in},
                    {"why", rule->why},
                    {"help", rule->help},
                    {"references", rule->references}});
  }
  console.print(concat(list.dump(2, ' ', false, Json::error_handler_t::replace), "\n"));
}

ExitCode run_rules(const Arguments& arguments, Console& console) {
  catalog::Library library;
  Sources sources;
  Diagnostics diags;
  if (!load_library(library, arguments, console)) return ExitCode::Failure;
  lint::RuleSet rules(diags, sources, library);
  const auto chosen = selected(rules, arguments, console);
  if (!chosen) return ExitCode::Usage;
  if (arguments.value("ACTION") == "test") {
    for (const lint::Rule* rule : *chosen) {
      check_examples(diags, sources, library, rules, *rule, today(arguments, console));
    }
    print_report(arguments, console, sources, diags, chosen->size(), true);
  } else if (diags.has_errors()) {
    print_report(arguments, console, sources, diags, chosen->size(), false);
  } else if (arguments.value("--format") == "json") {
    list_as_json(console, *chosen);
  } else {
    list_as_text(console, *chosen);
  }
  return diags.has_errors() ? ExitCode::Findings : ExitCode::Ok;
}

}  // namespace

const Command kRules = {
    .name = "rules",
    .summary = "list the rules there are, or test them on their own examples",
    .positionals = kPositionals,
    .options = kOptions,
    .examples = kExamples,
    .uses_library = true,
    .run = run_rules,
};

}  // namespace blueprint::cli
