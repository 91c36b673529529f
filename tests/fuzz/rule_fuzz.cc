// Any text is read as a rule, and what it says is evaluated as lint does.

#include <cstdint>

#include "catalog/rule_heads.h"
#include "eval/evaluate.h"
#include "hcl/parse.h"
#include "lint/rule.h"
#include "require.h"

namespace {

using namespace blueprint;
using eval::Value;

eval::LocalScope names() {
  eval::LocalScope scope;
  const Value rule = Value::object({{"from_port", Value::number(22)}, {"cidr_blocks", Value::unknown()}});
  scope.set("self", Value::object({{"name", Value::string("a")}, {"ingress", Value::tuple({rule, rule})}}));
  scope.set("address", Value::string("aws_security_group.a"));
  scope.set("related", Value::object({}));
  scope.set("all", Value::object({}));
  scope.set("today", Value::string("2026-11-20"));
  return scope;
}

void evaluate(const Sources& sources, const hcl::Fragment& fragment) {
  Diagnostics ignored;
  eval::Context context{.diags = ignored, .sources = sources};
  context.limits = {.steps = 20'000, .text_bytes = 1 << 20, .collection_size = 10'000};
  context.lenient = true;
  eval::evaluate(context, *fragment.expr, names());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Sources sources;
  Diagnostics diags;
  const lint::Rule rule = lint::read_rule(diags, sources, sources.add("rule.yaml", text), "fuzz/rule");
  for (const lint::Clause& clause : rule.clauses) {
    for (const Span span : {clause.when, clause.each}) {
      if (span) evaluate(sources, hcl::parse_expression(diags, sources, span));
    }
    for (const Span span : {clause.at, clause.message, clause.help}) {
      if (span) evaluate(sources, hcl::parse_template(diags, sources, span));
    }
  }
  fuzz::require_places(sources, diags);

  Diagnostics in_part;
  const FileId file = sources.add("rule.yaml", std::string(catalog::working_part(text)));
  const lint::Rule part = lint::read_working_part(in_part, sources, file, "fuzz/rule");
  fuzz::require(diags.has_errors() || part.clauses.size() == rule.clauses.size(),
                "a sound rule is the same without its explanations");
  return 0;
}
