#include <catch2/catch.hpp>

#include "compile/rule_examples.h"
#include "support/strings.h"

namespace blueprint {
namespace {

// The date on which the examples about support dates are true.
constexpr std::string_view kToday = "2026-11-20";

std::string reported(const Sources& sources, const Diagnostics& diags) {
  std::string text;
  for (const Diagnostic& d : diags.sorted()) {
    const std::string place = d.span ? concat(sources.path(d.span.file), ":",
                                              std::to_string(sources.locate(d.span.file, d.span.begin).line))
                                     : std::string();
    text += concat(place, ": ", d.message, "\n");
  }
  return text;
}

TEST_CASE("every rule finds the marked lines of its examples, and no others") {
  const catalog::Library library;
  Sources sources;
  Diagnostics diags;
  lint::RuleSet rules(diags, sources, library);
  REQUIRE_FALSE(rules.ids().empty());
  for (const std::string& id : rules.ids()) {
    Diagnostics of_rule;
    const lint::Rule& rule = *rules.find(id);
    CHECK_FALSE(rule.bad.empty());
    CHECK_FALSE(rule.good.empty());
    check_examples(of_rule, sources, library, rules, rule, kToday);
    CHECK(reported(sources, of_rule) == "");
  }
  CHECK(reported(sources, diags) == "");
}

}  // namespace
}  // namespace blueprint
