#include "lint/lint.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <thread>

#include "cli/changed_files.h"
#include "cli/command.h"
#include "cli/library.h"
#include "cli/lint_files.h"
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
#include "support/hidden_texts.h"
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
    {.name = "--jobs", .value = "N", .doc = "how many threads to use (default: as many as there are cores)"},
    {.name = "--today", .value = "DATE", .doc = "judge support dates and waivers as on this day: 2026-11-20"},
};

constexpr Example kExamples[] = {
    {.command = "blueprint lint", .doc = "check everything below the current folder"},
    {.command = "blueprint lint terraform/ --format json", .doc = "for other programs"},
    {.command = "blueprint lint --fix --diff", .doc = "what can be repaired without thinking"},
    {.command = "blueprint lint -o text -o sarif=report.sarif", .doc = "for people, and for code scanning"},
    {.command = "blueprint lint --rule aws/database-public main.tf", .doc = "one rule, one file"},
};

constexpr int kMostRounds = 10;

ExitCode exit_code(std::span<const Diagnostic> findings) {
  const report::Counts counts = report::count(findings);
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

// As `--jobs` says; nothing after a complaint.
std::optional<std::size_t> number_of_jobs(const Arguments& arguments, Console& console) {
  if (!arguments.has("--jobs")) return std::thread::hardware_concurrency();
  const std::string text = arguments.value("--jobs");
  std::size_t jobs = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
  if (error == std::errc() && end == text.data() + text.size() && jobs > 0) return jobs;
  console.complain(concat("`--jobs ", text, "` is no number of threads"), "give a whole number from 1 on");
  return std::nullopt;
}

// A thread must have something to do.
std::size_t useful_threads(std::size_t bytes, std::size_t jobs) {
  constexpr std::size_t kBytesOfOne = 32u << 10;
  return std::clamp<std::size_t>(bytes / kBytesOfOne, 1, std::min<std::size_t>(jobs, 64));
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
    files_.find(paths, arguments.has("--no-ignore") ? Ignoring::Nothing : Ignoring::LikeGit);
    if (arguments.has("--changed-since")) {
      const auto files = changed_since(folder_to_ask(paths.front()), arguments.value("--changed-since"));
      if (!files) {
        console_.complain(files.error().message);
        return ExitCode::Failure;
      }
      keep_concerned(files_.paths(), *files);
    }
    if (const ExitCode code = policy_.read(arguments, files_.paths()); code != ExitCode::Ok) return code;
    const LongWork work(console_, concat("checking ", std::to_string(files_.paths().size()), " files"));
    const CompileOptions options{.environment = arguments.value("--env"),
                                 .today = today(arguments, console_),
                                 .only = policy_.only(),
                                 .skip = policy_.skip()};
    const auto jobs = number_of_jobs(arguments, console_);
    if (!jobs) return ExitCode::Usage;
    const auto values = variable_values(sources_, arguments, console_);
    if (!values) return ExitCode::Usage;
    files_.read(changed, threads(*jobs, 64));
    spread_ = threads(useful_threads(files_.bytes(), *jobs), 1);
    const lint::Options lint_with{.today = options.today,
                                  .only = options.only,
                                  .skip = options.skip,
                                  .also = policy_.also(),
                                  .catalog = remembered_catalog_facts(library_),
                                  .spread = spread_};
    inputs_ = lint::read_inputs(
        diags_, sources_, library_, files_.all(),
        {.reader = [&](const std::string& folder) { return files_.read_folder(folder); },
         .values = *values,
         .spread = spread_,
         .asks = [&](std::string_view check) { return lint::asks(rules_, lint_with, check); }});
    lint::lint(diags_, sources_, rules_, inputs_.subjects, lint_with);
    for (const lint::InputFile& file : inputs_.blueprints)
      lint_blueprint(diags_, sources_, library_, file.id, options);
    std::erase_if(diags_.all(), [&](const Diagnostic& d) { return files_.is_context(d.span.file); });
    accepted_ = policy_.apply(diags_, files_.asked_ids(), options.today);
    const HiddenTexts texts(sources_, inputs_.hidden);
    spread_(diags_.size(), [&](std::size_t i) { texts.take_from(diags_.all()[i]); });
    return ExitCode::Ok;
  }

  // Adds the files that fixes of this look change; false when there are none.
  bool fix(Texts& changed, std::size_t& fixes) const {
    bool any = false;
    for (const lint::InputFile& file : files_.asked()) {
      lint::Fixed fixed = lint::apply_fixes(sources_, file.id, diags_.all());
      if (fixed.text == sources_.text(file.id)) continue;
      changed[file.path] = std::move(fixed.text);
      fixes += fixed.fixes;
      any = true;
    }
    return any;
  }

  // A difference without the secrets that stand around what changes.
  std::string without_secrets(std::string_view text) const {
    return HiddenTexts(sources_, inputs_.hidden).without(text);
  }

  // To be called once: it takes the findings.
  ExitCode report(std::span<const ReportOutput> outputs) {
    const ExitCode code = exit_code(diags_.all());
    const bool written = write_reports(console_, outputs,
                                       {.sources = sources_,
                                        .diagnostics = diags_.take_sorted(),
                                        .files = inputs_.files - files_.contexts(),
                                        .accepted = accepted_,
                                        .hidden = inputs_.hidden,
                                        .spread = spread_},
                                       rules_) &&
                         policy_.write_baseline();
    for (const Error& error : files_.errors()) console_.complain(error.message);
    return written && files_.errors().empty() ? code : ExitCode::Failure;
  }

 private:
  Console& console_;
  const catalog::Library& library_;
  Sources sources_;
  Diagnostics diags_;
  lint::RuleSet rules_{diags_, sources_, library_};
  LintPolicy policy_{console_, sources_, rules_};
  LintFiles files_{sources_};
  Spread spread_;
  lint::Inputs inputs_;
  report::Accepted accepted_;
};

// Writes what fixes changed, or shows it. Something other than Ok: that is the end.
ExitCode write_fixes(Console& console, const Lint& lint, const Texts& changed, std::size_t fixes,
                     bool only_shows) {
  for (const auto& [path, text] : changed) {
    const Result<std::string> before = read_file(path);
    if (only_shows) {
      console.print(lint.without_secrets(
          shown_diff(console, {.before = before ? std::string_view(*before) : "", .after = text}, path)));
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
    const ExitCode code = write_fixes(console, *lint, changed, fixes, only_shows);
    if (only_shows || code != ExitCode::Ok) return code;
  }
  const ExitCode code = lint->report(*outputs);
  note_time(console, start);
  console.keep(std::move(lint));
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
