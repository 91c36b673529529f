// Any text is read as what settles how a run goes: a configuration, a baseline, a manifest, a component's
// description.

#include <cstdint>

#include "lint/rule_set.h"
#include "model/component_reader.h"
#include "output/manifest.h"
#include "require.h"
#include "silence/baseline.h"
#include "silence/config.h"

namespace {

using namespace blueprint;

void read_config(const Sources& sources, FileId file) {
  static const catalog::Library library;
  static Sources of_rules;
  static Diagnostics mistakes;
  static lint::RuleSet rules(mistakes, of_rules, library);
  Diagnostics diags;
  const silence::Config config = silence::read_config(diags, sources, file, rules);
  fuzz::require_places(sources, diags);
  silence::excludes(config, "modules/legacy/main.tf");
  silence::severity(config, "modules/legacy/main.tf", "aws/rds-public", Severity::Warning);
  silence::is_off_somewhere(config, "aws/rds-public");
}

void read_component(const Sources& sources, FileId file) {
  static const catalog::Library library;
  Diagnostics diags;
  read_component({.diags = diags, .sources = sources, .library = library, .subject = "component"}, "fuzz",
                 file);
  fuzz::require_places(sources, diags);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Sources sources;
  const FileId file = sources.add("settings.yaml", text);
  read_config(sources, file);
  read_component(sources, file);
  if (const auto baseline = silence::parse_baseline(text)) {
    Diagnostics none;
    silence::apply_baseline(none, sources, *baseline, [](const silence::BaselineEntry&) { return true; });
  }
  if (const auto manifest = output::parse_manifest(text)) {
    const auto again = output::parse_manifest(output::print_manifest(*manifest));
    fuzz::require(again && *again == *manifest, "a manifest that is printed is read again");
  }
  return 0;
}
