#include "lint/lint.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "cli/changed_files.h"
#include "cli/command.h"
#include "cli/file_search.h"
#include "cli/library.h"
#include "cli/lint_policy.h"
#include "cli/parallel.h"
#include "cli/report_outputs.h"
#include "cli/terminal_diff.h"
#include "cli/variable_values.h"
#include "compile/compile.h"
#include "lint/fix.h"
#include "lint/inputs.h"
#include "plan/facts.h"
#include "report/report.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr Positional kPositionals[] = {{.name = "PATH",
                                        .doc = "files, and folders to search at any depth for .tf, .yaml and "
                                               ".yml files (default: the current folder); a plan as "
                                               "`terraform show -json` prints it is a file too",
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
    {.name = "--changed-since",
     .value = "REF",
     .doc = "look only at the folders in which git sees a change since this commit, and at those that call "
            "them"},
    {.name = "--fix", .doc = "change the files where the repair is certain, and report what is left"},
    {.name = "--diff", .doc = "with --fix: change nothing, and print what would change"},
    {.name = "--no-ignore", .doc = "look at files that .gitignore leaves out, too"},
    {.name = "--baseline", .value = "FILE", .doc = "leave out the findings that this file holds"},
    {.name = "--baseline-write",
     .value = "FILE",
     .doc = "accept all findings that there are: write them to this file"},
    {.name = "--var",
     .value = "NAME=VALUE",
     .doc = "the value of a variable of the Terraform roots",
     .repeats = true},
    {.name = "--var-file", .value = "FILE", .doc = "the same from a .tfvars file", .repeats = true},
    {.name = "--tf-var-env",
     .doc = "the same from the environment: TF_VAR_name; .tfvars files and --var win over it"},
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
    {.command = "blueprint lint --fix --diff", .doc = "what can be repaired without thinking"},
    {.command = "blueprint lint -o text -o sarif=report.sarif", .doc = "for people, and for code scanning"},
    {.command = "blueprint lint --rule aws/rds-public main.tf", .doc = "one rule, one file"},
};

constexpr int kMostRounds = 10;

// Texts of files that are not as they are on the disk, or not yet.
using Texts = std::map<std::string, std::string>;

bool is_configuration(std::string_view path) {
  const terraform::FileKind kind = terraform::file_kind(terraform::file_name(path));
  return kind == terraform::FileKind::Configuration || kind == terraform::FileKind::Json;
}

// A file of which nothing but its name is known.
lint::InputFile unreadable(Sources& sources, const std::string& path, std::string why) {
  return {.path = path, .id = sources.add(path, ""), .unreadable = std::move(why)};
}

std::vector<lint::InputFile> read_files(Sources& sources, FoundFiles& found, const Texts& changed) {
  std::vector<lint::InputFile> files;
  for (const std::string& path : found.paths) {
    const auto known = changed.find(path);
    Result<std::string> text = known == changed.end() ? read_file(path) : known->second;
    if (text) {
      files.push_back({.path = path, .id = sources.add(path, std::move(*text))});
    } else if (is_configuration(path)) {
      files.push_back(unreadable(sources, path, text.error().message));
    } else {
      found.errors.push_back(text.error());
    }
  }
  for (const std::string& path : found.broken_links) {
    if (is_configuration(path))
      files.push_back(unreadable(sources, path, concat("cannot read ", path, ": it is a link to nothing")));
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
    } else if (is_configuration(path)) {
      files.push_back(unreadable(sources, path, text.error().message));
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

// Where git is asked about a path.
std::string folder_to_ask(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return path;
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

// One look at all files.
class Lint {
 public:
  // `library` is loaded already: the rules are listed at once, with those of `--rules`.
  Lint(Console& console, const catalog::Library& library) : console_(console), library_(library) {}

  // Reads, and looks for what is wrong. Something other than Ok: nothing was looked at, and the console was
  // told.
  ExitCode look(const Arguments& arguments, const Texts& changed) {
    std::vector<std::string> paths = arguments.values("PATH");
    if (paths.empty()) paths.push_back(".");
    found_ = find_files(paths, lint::is_input,
                        arguments.has("--no-ignore") ? Ignoring::Nothing : Ignoring::LikeGit);
    if (arguments.has("--changed-since")) {
      const auto files = changed_since(folder_to_ask(paths.front()), arguments.value("--changed-since"));
      if (!files) {
        console_.complain(files.error().message);
        return ExitCode::Failure;
      }
      keep_concerned(found_.paths, *files);
    }
    if (const ExitCode code = policy_.read(arguments, found_.paths); code != ExitCode::Ok) return code;
    const LongWork work(console_, concat("checking ", std::to_string(found_.paths.size()), " files"));
    const CompileOptions options{.environment = arguments.value("--env"),
                                 .today = today(arguments, console_),
                                 .only = policy_.only(),
                                 .skip = policy_.skip()};
    const auto values = variable_values(sources_, arguments, console_);
    if (!values) return ExitCode::Usage;
    read_ = read_files(sources_, found_, changed);
    std::vector<lint::InputFile> all = read_;
    std::set<FileId> context = add_neighbours(all, paths);
    add_left_out(all, context);
    const lint::Inputs inputs = lint::read_inputs(
        diags_, sources_, library_, std::move(all),
        [&](const std::string& folder) { return read_folder(sources_, folder); }, *values);
    files_ = inputs.files - context.size();
    lint::lint(diags_, sources_, rules_, inputs.subjects,
               {.today = options.today,
                .only = options.only,
                .skip = options.skip,
                .catalog = remembered_catalog_facts(library_)});
    for (const lint::InputFile& file : inputs.blueprints)
      lint_blueprint(diags_, sources_, library_, file.id, options);
    std::erase_if(diags_.all(), [&](const Diagnostic& d) { return context.contains(d.span.file); });
    accepted_ = policy_.apply(diags_, files_of(read_), options.today);
    return ExitCode::Ok;
  }

  // Adds the files that fixes of this look change; false when there are none.
  bool fix(Texts& changed, std::size_t& fixes) const {
    bool any = false;
    for (const lint::InputFile& file : read_) {
      lint::Fixed fixed = lint::apply_fixes(sources_, file.id, diags_.all());
      if (fixed.text == sources_.text(file.id)) continue;
      changed[file.path] = std::move(fixed.text);
      fixes += fixed.fixes;
      any = true;
    }
    return any;
  }

  ExitCode report(std::span<const ReportOutput> outputs) {
    const bool written =
        write_reports(
            console_, outputs,
            {.sources = sources_, .diagnostics = diags_.sorted(), .files = files_, .accepted = accepted_},
            rules_) &&
        policy_.write_baseline();
    for (const Error& error : found_.errors) console_.complain(error.message);
    return written ? exit_code(diags_, found_) : ExitCode::Failure;
  }

 private:
  // A file is understood in its folder: of a file that is asked about, the others
  // of its module are read too, but nothing in them is reported.
  std::set<FileId> add_neighbours(std::vector<lint::InputFile>& files,
                                  const std::vector<std::string>& paths) {
    std::set<std::string> known;
    for (const lint::InputFile& file : files) known.insert(terraform::normal_path(file.path));
    std::set<FileId> context;
    std::set<std::string> folders;
    for (const std::string& path : paths) {
      const bool terraform = terraform::file_kind(terraform::file_name(path)) != terraform::FileKind::None;
      if (!terraform || !known.contains(terraform::normal_path(path))) continue;
      const std::string folder = terraform::folder_of(path);
      if (!folders.insert(folder).second) continue;
      for (lint::InputFile& file : read_folder(sources_, folder)) {
        if (!known.insert(terraform::normal_path(file.path)).second) continue;
        context.insert(file.id);
        files.push_back(std::move(file));
      }
    }
    return context;
  }

  // Terraform reads what git leaves out: a module may declare a part of its names there.
  void add_left_out(std::vector<lint::InputFile>& files, std::set<FileId>& context) {
    std::set<std::string> folders;
    for (const lint::InputFile& file : read_) {
      if (is_configuration(file.path)) folders.insert(terraform::folder_of(file.path));
    }
    for (const std::string& path : found_.left_out) {
      if (!is_configuration(path) || !folders.contains(terraform::folder_of(path))) continue;
      Result<std::string> text = read_file(path);
      if (!text) continue;
      files.push_back({.path = path, .id = sources_.add(path, std::move(*text))});
      context.insert(files.back().id);
    }
  }

  Console& console_;
  const catalog::Library& library_;
  Sources sources_;
  Diagnostics diags_;
  lint::RuleSet rules_{diags_, sources_, library_};
  LintPolicy policy_{console_, sources_, rules_};
  FoundFiles found_;
  std::vector<lint::InputFile> read_;
  std::size_t files_ = 0;
  report::Accepted accepted_;
};

// Writes what fixes changed, or shows it. Something other than Ok: that is the end.
ExitCode write_fixes(Console& console, const Texts& changed, std::size_t fixes, bool only_shows) {
  for (const auto& [path, text] : changed) {
    const Result<std::string> before = read_file(path);
    if (only_shows) {
      console.print(
          shown_diff(console, {.before = before ? std::string_view(*before) : "", .after = text}, path));
    } else if (const auto error = rewrite_file(path, text)) {
      console.complain(error->message);
      return ExitCode::Failure;
    }
  }
  if (only_shows) return changed.empty() ? ExitCode::Ok : ExitCode::Findings;
  if (fixes > 0) {
    console.note(concat("fixed ", std::to_string(fixes), fixes == 1 ? " finding" : " findings", " in ",
                        std::to_string(changed.size()), changed.size() == 1 ? " file\n" : " files\n"));
  }
  return ExitCode::Ok;
}

ExitCode run_lint(const Arguments& arguments, Console& console) {
  const auto start = std::chrono::steady_clock::now();
  const auto outputs = report_outputs(arguments, console);
  if (!outputs) return ExitCode::Usage;
  if (arguments.has("--diff") && !arguments.has("--fix")) {
    console.complain("`--diff` shows what `--fix` would change", "add `--fix`");
    return ExitCode::Usage;
  }
  catalog::Library library;
  if (!load_library(library, arguments, console)) return ExitCode::Failure;
  auto lint = std::make_unique<Lint>(console, library);
  if (const ExitCode code = lint->look(arguments, {}); code != ExitCode::Ok) return code;
  if (arguments.has("--fix")) {
    // Fixes that overlap are made one after the other.
    Texts changed;
    std::size_t fixes = 0;
    for (int round = 0; round < kMostRounds && lint->fix(changed, fixes); ++round) {
      lint = std::make_unique<Lint>(console, library);
      if (const ExitCode code = lint->look(arguments, changed); code != ExitCode::Ok) return code;
    }
    const bool only_shows = arguments.has("--diff");
    const ExitCode code = write_fixes(console, changed, fixes, only_shows);
    if (only_shows || code != ExitCode::Ok) return code;
  }
  const ExitCode code = lint->report(*outputs);
  note_time(console, start);
  return code;
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
