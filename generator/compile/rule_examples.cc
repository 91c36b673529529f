#include "compile/rule_examples.h"

#include <algorithm>
#include <set>

#include "compile/compile.h"
#include "lint/fix.h"
#include "lint/inputs.h"
#include "lint/lint.h"
#include "plan/facts.h"
#include "silence/silences.h"
#include "support/strings.h"

namespace blueprint {
namespace {

constexpr std::string_view kMark = "# finding";

// What kind of file an example is, told by what it says.
std::string_view file_name(std::string_view text) {
  if (text.find("blueprint: 1") != std::string_view::npos) return "blueprint.yaml";
  const bool yaml =
      text.find("apiVersion:") != std::string_view::npos || text.find("releases:") != std::string_view::npos;
  return yaml ? "example.yaml" : "example.tf";
}

// The files of an example: one, or those that lines like `# file: a/main.tf`
// begin. Every file keeps the lines of the example, empty where others stand.
std::vector<lint::InputFile> files_of(Sources& sources, std::string_view text) {
  constexpr std::string_view kFile = "# file: ";
  std::vector<std::pair<std::string, std::string>> parts = {{std::string(file_name(text)), ""}};
  std::string newlines;
  for (const std::string_view line : split(text, '\n')) {
    if (line.starts_with(kFile)) parts.emplace_back(trim(line.substr(kFile.size())), newlines);
    parts.back().second += concat(line, "\n");
    newlines += '\n';
  }
  if (parts.size() == 1) parts.front().second = text;
  if (parts.size() > 1) parts.erase(parts.begin());
  std::vector<lint::InputFile> files;
  for (auto& [path, part] : parts) files.push_back({.path = path, .id = sources.add(path, std::move(part))});
  return files;
}

std::set<int> marked_lines(std::string_view text) {
  std::set<int> lines;
  int line = 1;
  for (const std::string_view each : split(text, '\n')) {
    if (each.find(kMark) != std::string_view::npos) lines.insert(line);
    ++line;
  }
  return lines;
}

class Examiner {
 public:
  Examiner(Diagnostics& diags, Sources& sources, const catalog::Library& library, lint::RuleSet& rules,
           const lint::Rule& rule, std::string_view today)
      : diags_(diags), sources_(sources), library_(library), rules_(rules), rule_(rule), today_(today) {}

  void check(const lint::Rule::Example& example) {
    const std::vector<lint::InputFile> files = files_of(sources_, example.text);
    const std::set<int> marked = marked_lines(example.text);
    std::set<int> missing = marked;
    const std::vector<Diagnostic> findings = findings_in(files);
    for (const Diagnostic& finding : findings) {
      const int line = finding.span ? sources_.locate(finding.span.file, finding.span.begin).line : 0;
      missing.erase(line);
      const bool in_example = std::ranges::count(files, finding.span.file, &lint::InputFile::id) > 0;
      if (in_example && finding.code == rule_.id && marked.contains(line)) continue;
      wrong(example, concat("line ", std::to_string(line), " of this example gets an unexpected finding: ",
                            finding.message, " [", finding.code, "]"));
    }
    for (const int line : missing) {
      wrong(example, concat("line ", std::to_string(line), " of this example gets no finding"));
    }
    if (files.size() == 1) check_fix(example, files.front(), findings);
  }

  // A fix that no example needs is not tried by any test.
  void check_that_fix_is_shown() {
    const bool has_fix =
        std::ranges::any_of(rule_.clauses, [](const auto& clause) { return !clause.fix.empty(); });
    if (has_fix && !shows_fix_ && !rule_.bad.empty()) wrong(rule_.bad.front(), "no example needs the fix");
  }

 private:
  void wrong(const lint::Rule::Example& example, std::string message) {
    diags_.add({.code = "rule/example", .message = std::move(message), .span = example.span});
  }

  std::vector<Diagnostic> findings_in(const std::vector<lint::InputFile>& files) {
    Diagnostics findings;
    // What the program itself looks for may be about the findings of other rules.
    std::vector<std::string> only;
    if (!rule_.by_program) only.push_back(rule_.id);
    if (files.front().path == "blueprint.yaml") {
      lint_blueprint(findings, sources_, library_, files.front().id, {.today = today_, .only = only});
    } else {
      const lint::Inputs inputs = lint::read_inputs(findings, sources_, library_, files);
      lint::lint(findings, sources_, rules_, inputs.subjects,
                 {.today = today_, .only = only, .catalog = [&](std::string_view member) {
                    return catalog_facts(library_, member);
                  }});
    }
    std::vector<FileId> ids;
    for (const lint::InputFile& file : files) ids.push_back(file.id);
    silence::apply_comments(
        findings, sources_, ids, rules_,
        {.today = today_, .ran = [&](std::string_view id) { return rule_.by_program || id == rule_.id; }});
    if (rule_.by_program) {
      std::erase_if(findings.all(), [&](const Diagnostic& finding) { return finding.code != rule_.id; });
    }
    return findings.sorted();
  }

  // After a fix nothing is found any more that had one.
  void check_fix(const lint::Rule::Example& example, const lint::InputFile& file,
                 std::span<const Diagnostic> findings) {
    const lint::Fixed fixed = lint::apply_fixes(sources_, file.id, findings);
    if (fixed.text == example.text) return;
    shows_fix_ = true;
    for (const Diagnostic& finding :
         findings_in({{.path = file.path, .id = sources_.add(file.path, fixed.text)}})) {
      if (finding.fix && finding.fix->safety == Safety::Safe && fixed.fixes == findings.size()) {
        wrong(example, concat("the fix does not help, there is still: ", finding.message));
      }
    }
  }

  Diagnostics& diags_;
  Sources& sources_;
  const catalog::Library& library_;
  lint::RuleSet& rules_;
  const lint::Rule& rule_;
  bool shows_fix_ = false;  // Some example was fixed.
  std::string today_;
};

}  // namespace

void check_examples(Diagnostics& diags, Sources& sources, const catalog::Library& library,
                    lint::RuleSet& rules, const lint::Rule& rule, std::string_view today) {
  Examiner examiner(diags, sources, library, rules, rule, today);
  for (const lint::Rule::Example& example : rule.bad) examiner.check(example);
  examiner.check_that_fix_is_shown();
  for (const lint::Rule::Example& example : rule.good) examiner.check(example);
}

}  // namespace blueprint
