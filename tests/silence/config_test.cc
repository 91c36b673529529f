#include "silence/config.h"

#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint::silence {
namespace {

struct Fixture {
  Sources sources;
  Diagnostics diags;
  catalog::Library library;
  lint::RuleSet rules{diags, sources, library};

  Config read(std::string text) {
    return read_config(diags, sources, sources.add(".blueprint.yaml", std::move(text)), rules);
  }
};

// How severe a warning of `rule` in `path` is.
std::string judged(std::string config, std::string_view rule, std::string_view path = "main.tf") {
  Fixture fixture;
  const auto result = severity(fixture.read(std::move(config)), path, rule, Severity::Warning);
  CHECK(fixture.diags.empty());
  return result ? std::string(name(*result)) : "off";
}

std::string mistakes(std::string config) {
  Fixture fixture;
  fixture.read(std::move(config));
  std::string text;
  for (const Diagnostic& d : fixture.diags.sorted()) {
    text +=
        concat(d.code.substr(7), " at `", fixture.sources.text(d.span), "`: ", d.message, "; ", d.help, "\n");
  }
  return text;
}

TEST_CASE("rules are off, on, or as severe as the configuration says") {
  CHECK(judged("", "aws/kms-no-rotation") == "warning");
  CHECK(judged("rules: { aws/kms-no-rotation: off }", "aws/kms-no-rotation") == "off");
  CHECK(judged("rules: { aws/kms-no-rotation: false }", "aws/kms-no-rotation") == "off");
  CHECK(judged("rules: { aws/kms-no-rotation: error }", "aws/kms-no-rotation") == "error");
  CHECK(judged("rules: { CKV_AWS_7: error }", "aws/kms-no-rotation") == "error");
  CHECK(judged("rules: { aws/*: off, aws/kms-*: on }", "aws/kms-no-rotation") == "warning");
  CHECK(judged("min: error", "aws/kms-no-rotation") == "off");
  CHECK(judged("min: info", "hcl/syntax") == "warning");
}

TEST_CASE("a path has settings of its own, and the later win") {
  const std::string config =
      "paths: { old/: { rules: { aws/*: off } }, old/new/: { rules: { aws/*: info }, min: info } }\nmin: "
      "error\n";
  CHECK(judged(config, "aws/kms-no-rotation", "main.tf") == "off");
  CHECK(judged(config, "aws/kms-no-rotation", "old/main.tf") == "off");
  CHECK(judged(config, "aws/kms-no-rotation", "old/new/main.tf") == "info");
}

TEST_CASE("a rule that wants to be asked for is asked for by its name") {
  Fixture fixture;
  const Config config = fixture.read(
      "rules: { terraform_naming_convention: on }\n"
      "paths: { old/: { rules: { terraform/*: off } }, new/: { rules: { terraform/*: info } } }");
  CHECK(asked_for(config) == std::vector<std::string>{"terraform/name-not-snake-case"});
  CHECK(asks_for(config, "main.tf", "terraform/name-not-snake-case"));
  CHECK_FALSE(asks_for(config, "old/main.tf", "terraform/name-not-snake-case"));
  CHECK_FALSE(asks_for(config, "main.tf", "terraform/slash-comment"));
  CHECK_FALSE(asks_for(config, "new/main.tf", "terraform/slash-comment"));
}

TEST_CASE("paths are excluded by patterns") {
  Fixture fixture;
  const Config config = fixture.read("exclude: [examples/, '*.gen.tf', /top]");
  CHECK(excludes(config, "a/examples/b/main.tf"));
  CHECK(excludes(config, "a/b.gen.tf"));
  CHECK(excludes(config, "top/main.tf"));
  CHECK_FALSE(excludes(config, "a/top/main.tf"));
}

TEST_CASE("what is unknown in a configuration is an error, with what was meant") {
  CHECK(mistakes("ruls: {}") ==
        "unknown-key at `ruls`: `ruls` is unknown in the configuration; did you mean `rules`?\n");
  CHECK(mistakes("rules: { aws/kms-no-rotatoin: off }") ==
        "unknown-rule at `aws/kms-no-rotatoin`: no rule is called `aws/kms-no-rotatoin`; did you mean "
        "`aws/kms-no-rotation`?\n");
  CHECK(mistakes("rules: { nothing/*: off }") ==
        "unknown-rule at `nothing/*`: no rule is called `nothing/*`; no rule has such an id; `blueprint "
        "rules` lists them\n");
  CHECK(mistakes("rules: { aws/kms-no-rotation: of }") ==
        "wrong-value at `of`: `of` is no setting of a rule; did you mean `off`?\n");
  CHECK(mistakes("min: worst") ==
        "wrong-value at `worst`: `worst` is no severity; use one of error, warning, info\n");
  CHECK(mistakes("paths: { a: { exclude: [] } }") ==
        "unknown-key at `exclude`: `exclude` is unknown in `a`; known here: `rules`, `min`\n");
  CHECK(mistakes("- 1").starts_with("wrong-type"));
  CHECK(mistakes("{ exclude: 1, rules: 1, paths: 1, baseline: [] }").starts_with("wrong-type"));
}

TEST_CASE("a blueprint and other things are no configuration") {
  Fixture fixture;
  const auto looks = [&](std::string text) {
    return looks_like_config(fixture.sources, fixture.sources.add("blueprint.yaml", std::move(text)));
  };
  CHECK(looks("rules: {}"));
  CHECK_FALSE(looks("blueprint: 1\ncomponents: {}"));
  CHECK_FALSE(looks("tosca_definitions_version: x"));
  CHECK_FALSE(looks(""));
}

}  // namespace
}  // namespace blueprint::silence
