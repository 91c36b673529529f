#include "model/schema.h"

#include "cli/command.h"
#include "cli/library.h"

namespace blueprint::cli {
namespace {

constexpr Example kExamples[] = {
    {.command = "blueprint schema > blueprint.schema.json",
     .doc = "then let an editor use it: # yaml-language-server: $schema=blueprint.schema.json"}};

ExitCode run_schema(const Arguments& arguments, Console& console) {
  catalog::Library library;
  Sources sources;
  Diagnostics diags;
  if (!load_library(library, arguments, console)) return ExitCode::Failure;
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
    .examples = kExamples,
    .uses_library = true,
    .run = run_schema,
};

}  // namespace blueprint::cli
