#include <catch2/catch.hpp>

#include "compile/waivers.h"

namespace blueprint {
namespace {

struct Fixture {
  Sources sources;
  Diagnostics diags;
  catalog::Library library;
  lint::RuleSet rules{diags, sources, library};
  Diagnostics findings;

  Fixture() {
    findings.add({.code = "aws/kms-no-rotation", .message = "never rotated", .subject = "aws_kms_key.data"});
  }

  std::string codes() const {
    std::string text;
    for (const Diagnostic& d : findings.sorted()) text += d.code + ": " + d.message + "\n";
    return text;
  }
};

TEST_CASE("a waiver removes what it names, by id or alias") {
  Fixture by_id;
  Blueprint blueprint;
  blueprint.waivers = {{.rule = "aws/kms-no-rotation", .where = "aws_kms_key.*", .reason = "tested"}};
  apply_waivers(by_id.findings, blueprint, by_id.rules, "2026-11-20");
  CHECK(by_id.codes() == "");

  Fixture by_alias;
  blueprint.waivers = {{.rule = "CKV_AWS_7", .reason = "tested"}};
  apply_waivers(by_alias.findings, blueprint, by_alias.rules, "2026-11-20");
  CHECK(by_alias.codes() == "");
}

TEST_CASE("of a finding about several subjects a waiver takes those it means") {
  const auto left = [](std::string where) {
    Fixture fixture;
    fixture.findings.all() = {{.code = "aws/kms-no-rotation",
                               .message = "`aws_kms_key.k[0]` is never rotated",
                               .subject = "aws_kms_key.k[0]",
                               .also = {"aws_kms_key.k[1]", "aws_kms_key.k[2]"}}};
    Blueprint blueprint;
    blueprint.waivers = {{.rule = "aws/kms-no-rotation", .where = std::move(where), .reason = "tested"}};
    apply_waivers(fixture.findings, blueprint, fixture.rules, "2026-11-20");
    std::string text = fixture.codes();
    for (const Diagnostic& d : fixture.findings.all()) {
      for (const std::string& other : d.also) text += other + "\n";
    }
    return text;
  };
  CHECK(left("aws_kms_key.k[0]") ==
        "aws/kms-no-rotation: `aws_kms_key.k[1]` is never rotated\naws_kms_key.k[2]\n");
  CHECK(left("aws_kms_key.k[1]") ==
        "aws/kms-no-rotation: `aws_kms_key.k[0]` is never rotated\naws_kms_key.k[2]\n");
  CHECK(left("aws_kms_key.*") == "");
}

TEST_CASE("a waiver that is unused, expired or of no rule is a finding itself") {
  Fixture fixture;
  Blueprint blueprint;
  blueprint.waivers = {{.rule = "aws/kms-no-rotation", .where = "aws_kms_key.other", .reason = "tested"},
                       {.rule = "aws/kms-no-rotation", .reason = "tested", .expires = "2026-01-01"},
                       {.rule = "aws/kms-no-rotaton", .reason = "tested"}};
  apply_waivers(fixture.findings, blueprint, fixture.rules, "2026-11-20");
  CHECK(fixture.codes() ==
        "aws/kms-no-rotation: never rotated\n"
        "blueprint/expired-waiver: the waiver of `aws/kms-no-rotation` expired on 2026-01-01\n"
        "blueprint/unknown-rule: there is no rule `aws/kms-no-rotaton` to waive\n"
        "blueprint/unused-waiver: the waiver of `aws/kms-no-rotation` waives nothing\n");
}

}  // namespace
}  // namespace blueprint
