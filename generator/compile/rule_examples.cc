#include "compile/rule_examples.h"

#include <algorithm>
#include <set>

#include "compile/compile.h"
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

std::set<int> marked_lines(std::string_view text) {
  std::set<int> lines;
  int line = 1;
  for (const std::string_view each : split(text, '\n')) {
    if (each.find(kMark) != std::string_view::npos) lines.insert(line);
    ++line;
  }
  return lines;
}

}  // namespace

void check_examples(Diagnostics& diags, Sources& sources, const catalog::Library& library,
                    lint::RuleSet& rules, const lint::Rule& rule, std::string_view today) {
  const auto check = [&](const lint::Rule::Example& example) {
    const std::string name(file_name(example.text));
    const FileId file = sources.add(name, example.text);
    Diagnostics findings;
    // What the program itself looks for may be about the findings of other rules.
    std::vector<std::string> only;
    if (!rule.by_program) only.push_back(rule.id);
    if (name == "blueprint.yaml") {
      lint_blueprint(findings, sources, library, file, {.today = std::string(today), .only = only});
    } else {
      const lint::Inputs inputs = lint::read_inputs(findings, sources, library, {{.path = name, .id = file}});
      lint::lint(findings, sources, rules, inputs.subjects,
                 {.today = std::string(today), .only = only, .catalog = [&](std::string_view member) {
                    return catalog_facts(library, member);
                  }});
    }
    silence::apply_comments(findings, sources, std::span(&file, 1), rules,
                            {.today = std::string(today),
                             .ran = [&](std::string_view id) { return rule.by_program || id == rule.id; }});
    if (rule.by_program) {
      std::erase_if(findings.all(), [&](const Diagnostic& finding) { return finding.code != rule.id; });
    }
    std::set<int> missing = marked_lines(example.text);
    for (const Diagnostic& finding : findings.sorted()) {
      const int line = finding.span ? sources.locate(finding.span.file, finding.span.begin).line : 0;
      const bool expected =
          finding.span.file == file && finding.code == rule.id && marked_lines(example.text).contains(line);
      missing.erase(line);
      if (expected) continue;
      diags.add({.code = "rule/example",
                 .message = concat("line ", std::to_string(line),
                                   " of this example gets an unexpected finding: ", finding.message, " [",
                                   finding.code, "]"),
                 .span = example.span});
    }
    for (const int line : missing) {
      diags.add({.code = "rule/example",
                 .message = concat("line ", std::to_string(line), " of this example gets no finding"),
                 .span = example.span});
    }
  };
  std::ranges::for_each(rule.bad, check);
  std::ranges::for_each(rule.good, check);
}

}  // namespace blueprint
