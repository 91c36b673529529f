#include "lint/lint.h"

#include <chrono>

#include "cli/command.h"
#include "cli/file_search.h"
#include "cli/library.h"
#include "cli/lint_policy.h"
#include "cli/parallel.h"
#include "cli/report_outputs.h"
#include "compile/compile.h"
#include "lint/inputs.h"
#include "plan/facts.h"
#include "report/report.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr Positional kPositionals[] = {{.name = "PATH",
                                        .doc = "files, and folders to search at any depth for .tf, .yaml and "
                                               ".yml files (default: the current folder)",
                                        .repeats = true}};

constexpr std::string_view kReportFormats[] = {"text",   "json",   "jsonl", "sarif",    "junit", "github",
                                               "gitlab", "rdjson", "csv",   "markdown", "html"};

constexpr std::string_view kSeverities[] = {"error", "warning", "info"};

constexpr Option kOptions[] = {
    {.name = "--rule",
     .value = "RULE",
     .doc = "run this rule only; an id, an alias such as CKV_AWS_17, or a pattern such as aws/rds-*",
     .repeats = true},
    {.name = "--skip", .value = "RULE", .doc = "do not run this rule", .repeats = true},
    {.name = "--severity",
     .value = "RULE=SEVERITY",
     .doc = "find this rule as severe: error, warning or info",
     .repeats = true},
    {.name = "--min", .value = "SEVERITY", .doc = "leave out what is less severe", .choices = kSeverities},
    {.name = "--config",
     .value = "FILE",
     .doc = "the configuration (default: .blueprint.yaml or blueprint.yaml beside the files or above them)"},
    {.name = "--baseline", .value = "FILE", .doc = "leave out the findings that this file holds"},
    {.name = "--baseline-write",
     .value = "FILE",
     .doc = "accept all findings that there are: write them to this file"},
    {.name = "--env", .value = "NAME", .doc = "the environment that blueprints are read for"},
    {.name = "--output",
     .letter = "-o",
     .value = "FORMAT[=FILE]",
     .doc = "write a report in this format, to a file or to standard output; several at once",
     .repeats = true},
    {.name = "--format",
     .value = "FORMAT",
     .doc = "how to print findings",
     .default_value = "text",
     .choices = kReportFormats},
    {.name = "--today", .value = "DATE", .doc = "judge support dates and waivers as on this day: 2026-11-20"},
};

constexpr Example kExamples[] = {
    {.command = "blueprint lint", .doc = "check everything below the current folder"},
    {.command = "blueprint lint terraform/ --format json", .doc = "for other programs"},
    {.command = "blueprint lint -o text -o sarif=report.sarif", .doc = "for people, and for code scanning"},
    {.command = "blueprint lint --rule aws/rds-public main.tf", .doc = "one rule, one file"},
};

std::vector<lint::InputFile> read_files(Sources& sources, FoundFiles& found) {
  std::vector<lint::InputFile> files;
  for (const std::string& path : found.paths) {
    Result<std::string> text = read_file(path);
    if (!text)
      found.errors.push_back(text.error());
    else
      files.push_back({.path = path, .id = sources.add(path, std::move(*text))});
  }
  return files;
}

std::vector<FileId> files_of(std::span<const lint::InputFile> read) {
  std::vector<FileId> files;
  for (const lint::InputFile& file : read) files.push_back(file.id);
  return files;
}

// The files of a folder that is not being linted but is called by what is.
std::vector<lint::InputFile> read_folder(Sources& sources, const std::string& folder) {
  std::vector<lint::InputFile> files;
  for (const std::string& path : files_in(folder)) {
    const std::string_view name = terraform::file_name(path);
    if (name != "modules.json" && terraform::file_kind(name) == terraform::FileKind::None) continue;
    if (Result<std::string> text = read_file(path)) {
      files.push_back({.path = path, .id = sources.add(path, std::move(*text))});
    }
  }
  return files;
}

ExitCode exit_code(const Diagnostics& diags, const FoundFiles& found) {
  if (!found.errors.empty()) return ExitCode::Failure;
  const report::Counts counts = report::count(diags.all());
  return counts.errors + counts.warnings > 0 ? ExitCode::Findings : ExitCode::Ok;
}

// Only for people: what is printed elsewhere is the same every time.
void note_time(Console& console, std::chrono::steady_clock::time_point start) {
  if (!console.shows_progress()) return;
  const auto spent =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  console.note(concat("in ", std::to_string(spent.count()), " ms\n"));
}

ExitCode run_lint(const Arguments& arguments, Console& console) {
  const auto start = std::chrono::steady_clock::now();
  catalog::Library library;
  Sources sources;
  Diagnostics diags;
  if (!load_library(library, arguments, console)) return ExitCode::Failure;
  lint::RuleSet rules(diags, sources, library);
  const auto outputs = report_outputs(arguments, console);
  if (!outputs) return ExitCode::Usage;

  std::vector<std::string> paths = arguments.values("PATH");
  if (paths.empty()) paths.push_back(".");
  FoundFiles found = find_files(paths, lint::is_input);
  LintPolicy policy(console, sources, rules);
  if (const ExitCode code = policy.read(arguments, found.paths); code != ExitCode::Ok) return code;
  std::size_t files = 0;
  report::Accepted accepted;
  {
    const LongWork work(console, concat("checking ", std::to_string(found.paths.size()), " files"));
    const CompileOptions options{.environment = arguments.value("--env"),
                                 .today = today(arguments, console),
                                 .only = policy.only(),
                                 .skip = policy.skip()};
    const std::vector<lint::InputFile> read = read_files(sources, found);
    const lint::Inputs inputs =
        lint::read_inputs(diags, sources, library, read,
                          [&](const std::string& folder) { return read_folder(sources, folder); });
    files = inputs.files;
    lint::lint(diags, sources, rules, inputs.subjects,
               {.today = options.today,
                .only = options.only,
                .skip = options.skip,
                .catalog = remembered_catalog_facts(library)});
    for (const lint::InputFile& file : inputs.blueprints)
      lint_blueprint(diags, sources, library, file.id, options);
    accepted = policy.apply(diags, files_of(read), options.today);
  }
  const bool written =
      write_reports(console, *outputs,
                    {.sources = sources, .diagnostics = diags.sorted(), .files = files, .accepted = accepted},
                    rules) &&
      policy.write_baseline();
  for (const Error& error : found.errors) console.complain(error.message);
  note_time(console, start);
  return written ? exit_code(diags, found) : ExitCode::Failure;
}

}  // namespace

const Command kLint = {
    .name = "lint",
    .summary = "check Terraform, Kubernetes, Helm and blueprint files",
    .details =
        "Nothing is sent anywhere and no credentials are used. Exits with 1 when an error or a warning is "
        "found; "
        "infos alone are no reason to fail.",
    .positionals = kPositionals,
    .options = kOptions,
    .examples = kExamples,
    .uses_library = true,
    .run = run_lint,
};

}  // namespace blueprint::cli
