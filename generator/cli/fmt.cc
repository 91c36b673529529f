#include "cli/command.h"
#include "cli/file_search.h"
#include "cli/parallel.h"
#include "cli/terminal_diff.h"
#include "hcl/format.h"
#include "output/diff.h"
#include "report/text.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr Positional kPositionals[] = {{.name = "PATH",
                                        .doc = "files, and folders to search at any depth for .tf, .tfvars "
                                               "and .tftest.hcl files; - is standard input "
                                               "(default: the current folder)",
                                        .repeats = true}};

constexpr Option kOptions[] = {
    {.name = "--check",
     .doc = "write nothing; name the files that would change, and exit with 1 if there are any"},
    {.name = "--diff", .doc = "write nothing; print what would change"},
    {.name = "--stdin", .doc = "format standard input to standard output, like the path -"},
};

constexpr Example kExamples[] = {
    {.command = "blueprint fmt", .doc = "format everything below the current folder"},
    {.command = "blueprint fmt --check --diff terraform/", .doc = "what would change, for CI"},
    {.command = "blueprint fmt - < main.tf", .doc = "for editors"},
};

bool is_terraform(std::string_view name) {
  constexpr std::string_view kEndings[] = {".tf", ".tfvars", ".tftest.hcl", ".tfmock.hcl"};
  for (const std::string_view ending : kEndings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

struct Formatted {
  std::string before{};
  std::string after{};
  std::optional<Error> error{};
  bool has_mistakes = false;

  bool differs() const { return !error && !has_mistakes && before != after; }
};

Formatted format_text(std::string path, std::string text) {
  Sources sources;
  Diagnostics diags;
  Formatted result{.before = std::move(text)};
  const FileId file = sources.add_view(std::move(path), result.before);
  const std::vector<Edit> edits = hcl::format(diags, sources, file);
  result.has_mistakes = diags.has_errors();
  result.after = apply_edits(result.before, edits);
  return result;
}

Formatted format_file(const std::string& path, bool write) {
  Result<std::string> text = read_file(path);
  if (!text) return {.error = text.error()};
  Formatted result = format_text(path, std::move(*text));
  if (write && result.differs()) result.error = rewrite_file(path, result.after);
  return result;
}

// Mistakes are rare, so that they are looked for again, all in one report.
bool report_mistakes(Console& console, std::span<const std::string> paths, std::span<const Formatted> all) {
  Sources sources;
  Diagnostics diags;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].has_mistakes) hcl::format(diags, sources, sources.add_view(paths[i], all[i].before));
  }
  if (diags.empty()) return false;
  console.note(report::print_text({.sources = sources,
                                   .diagnostics = diags.sorted(),
                                   .files = all.size(),
                                   .color = console.colors_notes()}));
  return true;
}

ExitCode format_input(const Arguments& arguments, Console& console) {
  Result<std::string> text = console.read_input();
  if (!text) {
    console.complain(text.error().message);
    return ExitCode::Failure;
  }
  const std::string path = "<stdin>";
  const Formatted result = format_text(path, std::move(*text));
  if (report_mistakes(console, std::span(&path, 1), std::span(&result, 1))) return ExitCode::Findings;
  const bool only_looks = arguments.has("--check") || arguments.has("--diff");
  if (arguments.has("--diff")) {
    console.print(shown_diff(console, {.before = result.before, .after = result.after}, path));
  }
  if (!only_looks) {
    console.print(result.after);
    // As Terraform does; a file keeps its end as it is.
    if (!result.after.ends_with('\n')) console.print("\n");
  }
  return arguments.has("--check") && result.differs() ? ExitCode::Findings : ExitCode::Ok;
}

ExitCode run_fmt(const Arguments& arguments, Console& console) {
  std::vector<std::string> paths = arguments.values("PATH");
  if (arguments.has("--stdin") || paths == std::vector<std::string>{"-"})
    return format_input(arguments, console);
  if (paths.empty()) paths.push_back(".");
  FoundFiles found = find_files(paths, is_terraform);
  const bool only_looks = arguments.has("--check") || arguments.has("--diff");

  std::vector<Formatted> results(found.paths.size());
  {
    Progress progress(console, "formatted", results.size());
    threads()(results.size(), [&](std::size_t i) {
      results[i] = format_file(found.paths[i], !only_looks);
      progress.step();
    });
  }

  bool any_differs = false;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].error) found.errors.push_back(*results[i].error);
    if (!results[i].differs()) continue;
    any_differs = true;
    if (!arguments.has("--diff"))
      console.print(concat(found.paths[i], "\n"));
    else
      console.print(
          shown_diff(console, {.before = results[i].before, .after = results[i].after}, found.paths[i]));
  }
  const bool has_mistakes = report_mistakes(console, found.paths, results);
  for (const Error& error : found.errors) console.complain(error.message);
  if (!found.errors.empty()) return ExitCode::Failure;
  return has_mistakes || (arguments.has("--check") && any_differs) ? ExitCode::Findings : ExitCode::Ok;
}

}  // namespace

const Command kFmt = {
    .name = "fmt",
    .summary = "write Terraform files as `terraform fmt` does",
    .details = "Prints the names of the files that it changes. A file with syntax errors is left as it is.",
    .positionals = kPositionals,
    .options = kOptions,
    .examples = kExamples,
    .run = run_fmt,
};

}  // namespace blueprint::cli
