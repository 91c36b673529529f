#include <catch2/catch.hpp>

#include "cli/reference.h"
#include "golden.h"
#include "golden/golden_tree.h"
#include "support/strings.h"

namespace blueprint {
namespace {

TEST_CASE("golden/rules.txt holds every rule with its severity") {
  const catalog::Library library;
  Sources sources;
  Diagnostics diags;
  lint::RuleSet rules(diags, sources, library);
  std::string text;
  for (const std::string& id : rules.ids()) text += concat(id, " ", name(rules.find(id)->severity), "\n");
  CHECK(diags.empty());
  check_golden("rules.txt", text);
}

TEST_CASE("docs/reference is what the program says of itself") {
  const catalog::Library library;
  Sources sources;
  Diagnostics diags;
  lint::RuleSet rules(diags, sources, library);
  ComponentTypes types(diags, sources, library);
  const GoldenTree tree = {{"aliases.md", {.text = cli::aliases_reference(rules)}},
                           {"components.md", {.text = cli::components_reference(types)}},
                           {"functions.md", {.text = cli::functions_reference()}},
                           {"rules.md", {.text = cli::rules_reference(rules)}}};
  CHECK(diags.empty());
  check_golden_tree("docs/reference", tree);
}

}  // namespace
}  // namespace blueprint
