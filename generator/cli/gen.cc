#include <algorithm>

#include "cli/command.h"
#include "cli/library.h"
#include "cli/parallel.h"
#include "cli/terminal_diff.h"
#include "compile/compile.h"
#include "output/write_tree.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

using output::Change;
using output::ChangeKind;
using Changes = std::vector<Change>;

constexpr Positional kPositionals[] = {
    {.name = "BLUEPRINT", .doc = "the blueprint to compile; - is standard input", .required = true}};

constexpr Option kOptions[] = {
    {.name = "--out",
     .letter = "-o",
     .value = "DIR",
     .doc = "the directory to write to; made when it is missing"},
    {.name = "--env",
     .value = "NAME",
     .doc = "the environment to compile for, one of the blueprint's overlays"},
    {.name = "--check", .doc = "write nothing; exit with 1 when DIR is not what would be written"},
    {.name = "--diff", .doc = "write nothing; print what would change in DIR"},
    {.name = "--stdout", .doc = "write nothing; print every file"},
    {.name = "--force", .doc = "overwrite and remove also files that were edited or made by hand"},
    {.name = "--format",
     .value = "FORMAT",
     .doc = "how to print mistakes and findings",
     .default_value = "text",
     .choices = kFormatChoices},
    {.name = "--today", .value = "DATE", .doc = "judge support dates and waivers as on this day: 2026-11-20"},
};

constexpr Example kExamples[] = {
    {.command = "blueprint gen platform.yaml -o out/", .doc = "compile, check and write"},
    {.command = "blueprint gen platform.yaml -o out/ --env dev --diff", .doc = "what would change, for dev"},
    {.command = "blueprint gen platform.yaml -o out/ --check",
     .doc = "for CI: is what is committed up to date?"},
};

std::string_view done(ChangeKind kind, bool removes) {
  switch (kind) {
    case ChangeKind::Create: return "created";
    case ChangeKind::Update: return "updated";
    case ChangeKind::Delete: return "removed";
    case ChangeKind::Unchanged: return "unchanged";
    case ChangeKind::ConflictEdited:
    case ChangeKind::ConflictForeign: return removes ? "removed by force" : "overwritten";
  }
  return "";
}

std::string_view why_conflict(const Change& change) {
  if (change.kind == ChangeKind::ConflictForeign) return "was not written by blueprint";
  return change.removes ? "is not generated any more, but was edited" : "was edited since it was written";
}

ExitCode report_conflicts(Console& console, const Changes& changes, const std::string& directory) {
  const auto count = std::ranges::count_if(changes, &Change::conflicts);
  std::string list;
  for (const Change& change : changes) {
    if (change.conflicts()) list += concat("  ", change.path, " ", why_conflict(change), "\n");
  }
  console.complain(concat("nothing was written: ", std::to_string(count), count == 1 ? " file" : " files",
                          " in ", directory, count == 1 ? " is" : " are", " not blueprint's to change"));
  console.note(
      concat(list,
             "help: move what you want to keep into the blueprint (`overrides`) or into a file of another "
             "name; --force overwrites\n"));
  return ExitCode::Findings;
}

// Beside a JSON report, standard output has no room for other lines.
void say(const Arguments& arguments, Console& console, std::string_view line) {
  if (arguments.value("--format") == "json")
    console.note(line);
  else
    console.print(line);
}

// Every change by name, but not what stayed as it is.
void print_changes(const Arguments& arguments, Console& console, const Changes& changes) {
  for (const Change& change : changes) {
    if (change.kind == ChangeKind::Unchanged) continue;
    say(arguments, console, concat(done(change.kind, change.removes), " ", change.path, "\n"));
  }
}

// What --check says of a change that it did not make.
ExitCode check_changes(const Arguments& arguments, Console& console, const Changes& changes) {
  std::string directory = arguments.value("--out");
  if (!directory.ends_with('/')) directory += '/';
  for (const Change& change : changes) {
    if (change.kind == ChangeKind::Unchanged) continue;
    const std::string_view what = change.conflicts()                  ? why_conflict(change)
                                  : change.kind == ChangeKind::Create ? "is missing"
                                  : change.kind == ChangeKind::Delete ? "is not generated any more"
                                                                      : "is not up to date";
    say(arguments, console, concat(directory, change.path, " ", what, "\n"));
  }
  return output::nothing_to_do(changes) ? ExitCode::Ok : ExitCode::Findings;
}

void print_diff(Console& console, const Changes& changes) {
  for (const Change& change : changes) {
    const output::DiffSides sides{.before = change.before,
                                  .after = change.after,
                                  .created = change.kind == ChangeKind::Create,
                                  .removed = change.removes};
    if (change.kind != ChangeKind::Unchanged) console.print(shown_diff(console, sides, change.path));
  }
}

ExitCode write(const Arguments& arguments, Console& console, std::span<const output::OutputFile> files) {
  const std::string directory = arguments.value("--out");
  if (arguments.has("--check") || arguments.has("--diff")) {
    const Result<Changes> changes = output::plan_changes(directory, files);
    if (!changes) {
      console.complain(changes.error().message);
      return ExitCode::Failure;
    }
    if (arguments.has("--diff")) print_diff(console, *changes);
    return arguments.has("--check") ? check_changes(arguments, console, *changes) : ExitCode::Ok;
  }
  const Result<output::Written> written =
      output::write_tree(directory, files, {.force = arguments.has("--force")});
  if (!written) {
    console.complain(written.error().message);
    return ExitCode::Failure;
  }
  if (!written->written) return report_conflicts(console, written->changes, directory);
  print_changes(arguments, console, written->changes);
  const auto same = std::ranges::count(written->changes, ChangeKind::Unchanged, &Change::kind);
  console.note(concat(directory, ": ", std::to_string(files.size()), " files, ", std::to_string(same),
                      " unchanged\n"));
  return ExitCode::Ok;
}

std::optional<UsageError> check_options(const Arguments& arguments) {
  const bool prints = arguments.has("--stdout");
  if (prints == arguments.has("--out")) {
    return UsageError{.message = prints ? "`--stdout` and `--out` exclude each other" : "`--out` is missing",
                      .help = "say where to write: `--out DIR`, or `--stdout`"};
  }
  return std::nullopt;
}

ExitCode run_gen(const Arguments& arguments, Console& console) {
  if (const auto error = check_options(arguments)) {
    console.complain(error->message, error->help);
    return ExitCode::Usage;
  }
  catalog::Library library;
  Sources sources;
  if (!load_library(library, arguments, console)) return ExitCode::Failure;
  const std::optional<FileId> file = read_source(sources, arguments.value("BLUEPRINT"), console);
  if (!file) return ExitCode::Failure;

  Diagnostics diags;
  std::vector<output::OutputFile> files;
  std::vector<Span> hidden;
  {
    const LongWork work(console, "compiling");
    const Compilation compiled = compile(diags, sources, library, *file,
                                         {.environment = arguments.value("--env"),
                                          .today = today(arguments, console),
                                          .spread = threads(0, 1)});
    for (const emit::OutputFile& made : compiled.emission.files) {
      files.push_back({.path = made.path, .text = made.text.text(), .executable = made.executable});
    }
    hidden = compiled.hidden;
  }
  print_report(arguments, console, sources, diags, files.size() + 1, false, hidden);
  if (diags.has_errors()) return ExitCode::Findings;
  if (!arguments.has("--stdout")) return write(arguments, console, files);
  for (const output::OutputFile& made : files)
    console.print(concat("==> ", made.path, " <==\n", made.text, "\n"));
  return ExitCode::Ok;
}

}  // namespace

const Command kGen = {
    .name = "gen",
    .summary = "compile a blueprint to Terraform, Helm and Kubernetes files",
    .details =
        "Everything is compiled and checked in memory first: when there is an error, nothing is written. A "
        "file "
        "that you made or edited is never overwritten or removed without --force, and a generated file that "
        "is "
        "no longer generated is removed.",
    .positionals = kPositionals,
    .options = kOptions,
    .examples = kExamples,
    .uses_library = true,
    .run = run_gen,
};

}  // namespace blueprint::cli
