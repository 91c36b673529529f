#include "compile/compile.h"

#include <algorithm>

#include "compile/blueprint_subjects.h"
#include "compile/waivers.h"
#include "lint/inputs.h"
#include "lint/lint.h"
#include "lint/secret_subjects.h"
#include "plan/facts.h"
#include "support/hidden_texts.h"
#include "support/strings.h"

namespace blueprint {
namespace {

lint::Options lint_options(const catalog::Library& library, const CompileOptions& options) {
  return {.today = options.today,
          .only = options.only,
          .skip = options.skip,
          .catalog = remembered_catalog_facts(library),
          .spread = options.spread};
}

// Where the blueprint asks for the component that a template ("templates/addons/…")
// is of, when it is one place.
Span asked_for(const Blueprint& blueprint, std::string_view template_path) {
  Span place{};
  for (const Instance& instance : blueprint.instances) {
    if (!instance.type || !template_path.starts_with(concat("templates/", instance.type->name, "/")))
      continue;
    if (place) return {};
    place = instance.key_span;
  }
  return place;
}

// Says of a finding in generated text which template and which line of the
// blueprint made it.
void add_origins(Diagnostic& finding, const emit::Emission& emission, const Blueprint& blueprint,
                 const Sources& sources) {
  const auto file = std::ranges::find(emission.files, finding.span.file, &emit::OutputFile::id);
  if (file == emission.files.end() || !finding.span) return;
  // The name of an argument comes from the template, its value from further on.
  TextOrigin origin = file->text.origin(finding.span.begin);
  for (std::uint32_t at = finding.span.begin; at < finding.span.end && !origin.value; ++at) {
    const TextOrigin here = file->text.origin(at);
    if (here.value) origin.value = here.value;
  }
  if (origin.copied) finding.labels.push_back({.span = origin.copied, .text = "made by this template"});
  if (origin.value) {
    const bool stated = origin.value.file == blueprint.file;
    finding.labels.push_back(
        {.span = origin.value, .text = stated ? "from this value" : "from this default"});
  } else if (origin.copied) {
    const Span place = asked_for(blueprint, sources.path(origin.copied.file));
    if (place) finding.labels.push_back({.span = place, .text = "for this component"});
  }
}

// Secrets in what was generated come from the blueprint, and are found there; here
// they are looked for only to keep them out of a report, when there is one.
void lint_emission(Diagnostics& findings, std::vector<Span>& hidden, Sources& sources,
                   const catalog::Library& library, lint::RuleSet& rules, const emit::Emission& emission,
                   const lint::Options& options) {
  std::vector<lint::InputFile> files;
  for (const emit::OutputFile& file : emission.files) {
    if (lint::is_input(file.path)) files.push_back({.path = file.path, .id = file.id});
  }
  const lint::Inputs inputs = lint::read_inputs(
      findings, sources, library, files,
      {.spread = options.spread, .finds_secrets = false, .asks = [&](std::string_view check) {
         return lint::asks(rules, options, check);
       }});
  lint::lint(findings, sources, rules, inputs.subjects, options);
  std::vector<lint::Subject> told_in_the_blueprint;
  if (!findings.empty()) lint::add_secrets(told_in_the_blueprint, hidden, sources, library, files, {});
}

}  // namespace

Compilation compile(Diagnostics& diags, Sources& sources, const catalog::Library& library, FileId file,
                    const CompileOptions& options) {
  Compilation result;
  std::vector<lint::Subject> texts;
  const terraform::NamedFile itself = {.path = std::string(sources.path(file)), .id = file};
  lint::add_secrets(texts, result.hidden, sources, library, {&itself, 1}, {});
  result.types = std::make_unique<ComponentTypes>(diags, sources, library);
  result.blueprint =
      read_blueprint(diags, sources, file, *result.types, library, {.environment = options.environment});
  if (diags.has_errors()) return result;
  Plan plan(diags, sources, library, result.blueprint);
  emit::Emission emission = emit::emit(plan);
  if (diags.has_errors()) return result;

  Diagnostics findings;
  lint::RuleSet rules(diags, sources, library);
  lint::Options lint_with = lint_options(library, options);
  std::vector<lint::Subject> subjects;
  add_subjects(subjects, result.blueprint, plan.blueprint_value(View::Documents));
  std::ranges::move(texts, std::back_inserter(subjects));
  lint::lint(findings, sources, rules, subjects, lint_with);
  // Of what it writes, gen tells what is wrong; `lint` also tells what could be better.
  lint_with.min = Severity::Warning;
  for (const Waiver& waiver : result.blueprint.waivers) lint_with.even.push_back(waiver.rule);
  lint_emission(findings, result.hidden, sources, library, rules, emission, lint_with);
  apply_waivers(findings, result.blueprint, rules, options.today);
  const HiddenTexts hidden(sources, result.hidden);
  for (Diagnostic& finding : findings.all()) {
    hidden.take_from(finding);
    add_origins(finding, emission, result.blueprint, sources);
    diags.add(std::move(finding));
  }
  result.emission = std::move(emission);
  return result;
}

void lint_blueprint(Diagnostics& diags, Sources& sources, const catalog::Library& library, FileId file,
                    const CompileOptions& options) {
  ComponentTypes types(diags, sources, library);
  const Blueprint blueprint =
      read_blueprint(diags, sources, file, types, library, {.environment = options.environment});
  std::vector<lint::Subject> subjects;
  add_subjects(subjects, blueprint, blueprint_facts(blueprint, library, View::Documents));
  lint::RuleSet rules(diags, sources, library);
  lint::lint(diags, sources, rules, subjects, lint_options(library, options));
}

}  // namespace blueprint
