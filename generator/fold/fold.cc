#include "fold/fold.h"

#include "fold/body.h"
#include "fold/expression.h"
#include "fold/expression_text.h"
#include "fold/known.h"
#include "fold/uses.h"
#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;

MappedText fold_file(Environment& environment, const TemplateScope& scope, const Declared& declared,
                     const hcl::File& file) {
  const Sources& sources = environment.context.sources;
  const Span whole{file.id, 0, std::uint32_t(sources.text(file.id).size())};
  if (file.has_errors) return assemble(sources, whole, {});
  TextScope text_scope(scope, &scope, environment.naming);
  Folding folding{.environment = environment, .declared = &declared, .text_scope = text_scope, .file = &file};
  Changes changes;
  fold_body(folding, text_scope, file.body, BodyKind::File, changes);
  return assemble(sources, whole, std::move(changes));
}

Value fold_value(Environment& environment, const eval::Scope& scope, const hcl::Expr& expr) {
  const auto* templates = dynamic_cast<const TemplateScope*>(&scope);
  TextScope text_scope(scope, templates, environment.naming);
  Folding folding{.environment = environment,
                  .declared = templates ? &templates->declared() : nullptr,
                  .text_scope = text_scope};
  find_uses(folding, environment.context.diags, text_scope, expr);
  const Trial trial = decided_value(folding, text_scope, expr);
  if (trial.failed()) {
    report(folding, expr, trial.diags);
    return Value::unknown();
  }
  if (trial.value.wholly_printable()) return trial.value;
  const MappedText text = folded_text(folding, text_scope, expr, Place::Free);
  const std::string_view trimmed = trim(text.text());
  return Value::symbol(breaks_line(trimmed) ? concat("(", trimmed, ")") : std::string(trimmed));
}

}  // namespace blueprint::fold
