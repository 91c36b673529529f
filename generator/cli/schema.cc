#include "model/schema.h"

#include "cli/command.h"
#include "cli/library.h"
#include "cli/lint_schema.h"

namespace blueprint::cli {
namespace {

constexpr Example kExamples[] = {
    {.command = "blueprint schema > blueprint.schema.json",
     .doc = "then let an editor use it: # yaml-language-server: $schema=blueprint.schema.json"},
    {.command = "blueprint schema lint > lint.schema.json", .doc = "the same for .blueprint.yaml"}};

constexpr std::string_view kSubjects[] = {"blueprint", "lint"};

constexpr Positional kPositionals[] = {{.name = "WHAT",
                                        .doc = "blueprint (the default), or lint: the configuration of lint",
                                        .choices = kSubjects}};

ExitCode run_schema(const Arguments& arguments, Console& console) {
  catalog::Library library;
  Sources sources;
  Diagnostics diags;
  if (!load_library(library, arguments, console)) return ExitCode::Failure;
  if (arguments.value("WHAT") == "lint") {
    lint::RuleSet rules(diags, sources, library);
    console.print(lint_config_schema(rules));
    return ExitCode::Ok;
  }
  ComponentTypes types(diags, sources, library);
  const std::string schema = json_schema(types);
  print_report(arguments, console, sources, diags, 0, false);
  if (diags.has_errors()) return ExitCode::Findings;
  console.print(schema);
  if (!schema.ends_with('\n')) console.print("\n");
  return ExitCode::Ok;
}

}  // namespace

const Command kSchema = {
    .name = "schema",
    .summary = "print the JSON Schema of blueprints, for editors",
    .positionals = kPositionals,
    .examples = kExamples,
    .uses_library = true,
    .run = run_schema,
};

}  // namespace blueprint::cli
