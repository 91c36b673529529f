// A blueprint file to checked output, in memory: model, plan, emit, lint.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "catalog/files.h"
#include "emit/emit.h"
#include "model/blueprint.h"
#include "support/diagnostic.h"
#include "support/spread.h"

namespace blueprint {

struct CompileOptions {
  std::string environment{};        // As for read_blueprint.
  std::string today{};              // "2026-11-20", for support dates and waivers.
  std::vector<std::string> only{};  // Rules to run; empty: all.
  std::vector<std::string> skip{};
  Spread spread = one_by_one;  // For the rules on what is generated.
};

struct Compilation {
  Blueprint blueprint{};
  emit::Emission emission{};  // Empty when the blueprint has errors.
  std::unique_ptr<ComponentTypes> types{};
  std::vector<Span> hidden{};  // Secrets in the blueprint and in what was generated, for reports.
};

// Compiles `file`. Mistakes, findings in the blueprint and findings in what was
// generated all go to `diags`; a finding in generated text carries labels for
// the template and the blueprint line it came from. Nothing may be written
// when `diags` has errors.
Compilation compile(Diagnostics& diags, Sources& sources, const catalog::Library& library, FileId file,
                    const CompileOptions& options);

// The findings of `blueprint:` rules alone, for `lint` of a blueprint file.
void lint_blueprint(Diagnostics& diags, Sources& sources, const catalog::Library& library, FileId file,
                    const CompileOptions& options);

}  // namespace blueprint
