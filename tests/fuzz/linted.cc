#include "linted.h"

#include <memory>

#include "lint/fix.h"
#include "lint/inputs.h"
#include "lint/lint.h"
#include "plan/facts.h"
#include "report/report.h"
#include "require.h"
#include "silence/silences.h"
#include "support/strings.h"

namespace blueprint::fuzz {
namespace {

constexpr std::string_view kToday = "2026-11-20";
// Rules are read once for many inputs, because that takes longer than to lint one.
// Their sources hold the inputs too, so that both are dropped now and then.
constexpr int kInputsPerRun = 200;

const catalog::Library& library() {
  static const catalog::Library kLibrary;
  return kLibrary;
}

struct Run {
  Sources sources{};
  Diagnostics of_rules{};
  lint::RuleSet rules{of_rules, sources, library()};
  int inputs = 0;
};

Run& current_run() {
  static std::unique_ptr<Run> run;
  if (!run || ++run->inputs > kInputsPerRun) {
    run.reset();
    run = std::make_unique<Run>();
  }
  return *run;
}

std::vector<lint::InputFile> added(Sources& sources, const std::vector<NamedText>& files) {
  std::vector<lint::InputFile> inputs;
  for (const NamedText& file : files) {
    inputs.push_back({.path = file.path, .id = sources.add(file.path, file.text)});
  }
  return inputs;
}

Diagnostics findings_in(Run& run, const std::vector<lint::InputFile>& files) {
  static const auto kFacts = remembered_catalog_facts(library());
  Diagnostics findings;
  const lint::Inputs inputs = lint::read_inputs(findings, run.sources, library(), files);
  lint::lint(findings, run.sources, run.rules, inputs.subjects,
             {.today = std::string(kToday), .catalog = kFacts});
  std::vector<FileId> ids;
  for (const lint::InputFile& file : files) ids.push_back(file.id);
  silence::apply_comments(findings, run.sources, ids, run.rules, {.today = std::string(kToday)});
  return findings;
}

void require_fixes(const Sources& sources, const Diagnostics& findings) {
  for (const Diagnostic& finding : findings.all()) {
    if (!finding.fix) continue;
    for (const Edit& edit : finding.fix->edits) require_inside(sources, edit.span);
  }
}

void print_reports(const Sources& sources, const Diagnostics& findings, std::size_t files) {
  const report::Report report{.sources = sources, .diagnostics = findings.sorted(), .files = files};
  for (const report::Format& format : report::formats()) {
    require(!format.print(report).empty() || findings.empty(), "a report tells its findings");
  }
}

}  // namespace

std::vector<NamedText> files_of(std::string_view text, std::string_view first) {
  constexpr std::string_view kFile = "# file: ";
  std::vector<NamedText> files = {{.path = std::string(first)}};
  for (const std::string_view line : split(text, '\n')) {
    if (line.starts_with(kFile)) {
      files.push_back({.path = std::string(trim(line.substr(kFile.size())))});
    } else {
      files.back().text += concat(line, "\n");
    }
  }
  return files;
}

void lint_files(const std::vector<NamedText>& files) {
  Run& run = current_run();
  const std::vector<lint::InputFile> inputs = added(run.sources, files);
  const Diagnostics findings = findings_in(run, inputs);
  require_places(run.sources, findings);
  require_fixes(run.sources, findings);
  print_reports(run.sources, findings, files.size());

  std::vector<NamedText> fixed = files;
  bool any = false;
  for (std::size_t i = 0; i < files.size(); ++i) {
    fixed[i].text = lint::apply_fixes(run.sources, inputs[i].id, findings.all()).text;
    any = any || fixed[i].text != files[i].text;
  }
  if (!any) return;
  const Diagnostics after = findings_in(run, added(run.sources, fixed));
  require(findings.has_errors() || !after.has_errors(), "fixes make no new errors");
}

}  // namespace blueprint::fuzz
