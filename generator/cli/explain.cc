#include "model/explain.h"

#include <filesystem>

#include "cli/command.h"
#include "cli/library.h"
#include "fold/print.h"
#include "lint/rule_set.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr Positional kPositionals[] = {
    {.name = "WHAT",
     .doc = "a rule (its id, or an alias such as CKV_AWS_17), or a key of a blueprint: cluster.version",
     .required = true},
    {.name = "BLUEPRINT", .doc = "the blueprint whose key it is (default: blueprint.yaml, if there is one)"}};

constexpr Option kOptions[] = {{.name = "--env",
                                .value = "NAME",
                                .doc = "the environment to read the blueprint for, one of its overlays"}};

constexpr Example kExamples[] = {
    {.command = "blueprint explain aws/database-public", .doc = "what the rule finds, why, and what to do"},
    {.command = "blueprint explain cluster.version platform.yaml",
     .doc = "the value, and where it comes from"},
};

std::string indented(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(trim(text), '\n')) {
    result += line.empty() ? "\n" : concat("    ", line, "\n");
  }
  return result;
}

std::string explained(const lint::Rule& rule) {
  std::string text = concat(rule.id, ": ", rule.title, "\n\nseverity  ", name(rule.severity), "\ncategory  ",
                            rule.category, "\n");
  if (!rule.aliases.empty()) text += concat("aliases   ", join(rule.aliases, ", "), "\n");
  if (rule.opt_in) text += "runs      when a configuration or --rule asks for it\n";
  text += concat("\n", trim(rule.why), "\n");
  if (!rule.help.empty()) text += concat("\nhelp: ", trim(rule.help), "\n");
  for (const lint::Rule::Example& example : rule.bad) text += concat("\nbad\n", indented(example.text));
  for (const lint::Rule::Example& example : rule.good) text += concat("\ngood\n", indented(example.text));
  if (!rule.references.empty()) text += concat("\nsee ", join(rule.references, "\n    "), "\n");
  return text;
}

std::string place(const Sources& sources, Span span) {
  if (!span) return {};
  const LineColumn at = sources.locate(span.file, span.begin);
  return concat(sources.path(span.file), ":", std::to_string(at.line), ":", std::to_string(at.column));
}

std::string explained(const Explanation& explanation, const Sources& sources) {
  std::string text = explanation.path;
  if (explanation.value.wholly_printable()) text += concat(" = ", fold::print(explanation.value));
  text += '\n';
  if (!explanation.doc.empty()) text += concat("\n", trim(explanation.doc), "\n");
  const std::string at = place(sources, explanation.origin);
  switch (explanation.source) {
    case Explanation::Source::Blueprint: text += concat("\nset in the blueprint: ", at, "\n"); break;
    case Explanation::Source::Environment: text += concat("\nset for the environment: ", at, "\n"); break;
    case Explanation::Source::Default: text += concat("\na default: ", at, "\n"); break;
    case Explanation::Source::Nothing: text += "\nnot set\n"; break;
  }
  if (!explanation.parameter.empty()) {
    text += concat("when applying, `var.", explanation.parameter, "` sets it\n");
  }
  if (!explanation.below.empty()) text += concat("inside it: ", join(explanation.below, ", "), "\n");
  return text;
}

ExitCode explain_key(const Arguments& arguments, Console& console, const catalog::Library& library,
                     const std::string& path) {
  Sources sources;
  Diagnostics diags;
  const std::optional<FileId> file = read_source(sources, path, console);
  if (!file) return ExitCode::Failure;
  ComponentTypes types(diags, sources, library);
  const Blueprint blueprint =
      read_blueprint(diags, sources, *file, types, library, {.environment = arguments.value("--env")});
  std::string help;
  const auto explanation = explain(blueprint, types, arguments.value("WHAT"), help);
  if (!explanation) {
    print_report(arguments, console, sources, diags, 1, false);
    if (diags.has_errors()) return ExitCode::Findings;  // The key may be where it cannot be read.
    console.complain(concat("`", arguments.value("WHAT"), "` is no rule, and no key of ", path), help);
    return ExitCode::Usage;
  }
  console.print(explained(*explanation, sources));
  return ExitCode::Ok;
}

ExitCode run_explain(const Arguments& arguments, Console& console) {
  catalog::Library library;
  if (!load_library(library, arguments, console)) return ExitCode::Failure;
  const std::string what = arguments.value("WHAT");
  if (arguments.has("BLUEPRINT"))
    return explain_key(arguments, console, library, arguments.value("BLUEPRINT"));

  Sources sources;
  Diagnostics diags;
  lint::RuleSet rules(diags, sources, library);
  const std::vector<const lint::Rule*> meant = rules.all_called(what);
  for (const lint::Rule* rule : meant) {
    console.print(concat(rule == meant.front() ? "" : "\n", explained(*rule)));
  }
  if (!meant.empty()) return ExitCode::Ok;
  std::error_code ignored;
  if (std::filesystem::exists("blueprint.yaml", ignored))
    return explain_key(arguments, console, library, "blueprint.yaml");
  const std::vector<std::string_view> known(rules.ids().begin(), rules.ids().end());
  const std::string help = did_you_mean(what, known);
  console.complain(
      concat("no rule is called `", what, "`"),
      help.empty() ? "`blueprint rules` lists them; for a key of a blueprint, name the blueprint too" : help);
  return ExitCode::Usage;
}

}  // namespace

const Command kExplain = {
    .name = "explain",
    .summary = "say what a rule means, or where a blueprint's value comes from",
    .positionals = kPositionals,
    .options = kOptions,
    .examples = kExamples,
    .uses_library = true,
    .run = run_explain,
};

}  // namespace blueprint::cli
