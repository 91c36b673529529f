#include <catch2/catch.hpp>

#include "fold/folded.h"

namespace blueprint::fold {
namespace {

const Setup kSetup{.known =
                       "{ spec = { cidr = \"10.0.0.0/16\", zones = [\"a\"] }, network = { vpc_id = "
                       "\"symbol:aws_vpc.n.id\" } }"};

struct Problem {
  std::string text;  // code: message
  std::string at;    // The text it points at.
  std::string help;
};

Problem problem(std::string_view template_text) {
  Folded result(kSetup, template_text);
  if (result.diags().empty()) return {};
  const Diagnostic first = result.diags().sorted()[0];
  return {first.code + ": " + first.message, std::string(result.sources().text(first.span)), first.help};
}

TEST_CASE("a name that nothing is called is a mistake with a suggestion") {
  const Problem found = problem("b {\n  a = spce.cidr\n}\n");
  CHECK(found.text == "fold/unknown-name: nothing is called `spce` here");
  CHECK(found.at == "spce.cidr");
  CHECK(found.help == "did you mean `spec`?");
  CHECK(problem("b {\n  a = [for x in var.y : spce]\n}\n").at == "spce");
  CHECK(problem("b {\n  a = \"${spce.x}\"\n}\n").at == "spce.x");
  CHECK(problem("locals {\n  zone = var.x\n}\nb {\n  a = local.zoen\n}\n").help == "did you mean `zone`?");
}

TEST_CASE("an attribute that is not there is a mistake with a suggestion") {
  const Problem found = problem("b {\n  a = spec.cdir\n}\n");
  CHECK(found.at.find("cdir") != std::string::npos);
  CHECK(found.help.find("`cidr`") != std::string::npos);
  CHECK(problem("b {\n  a = network.vpc_ids\n}\n").help.find("`vpc_id`") != std::string::npos);
  CHECK(problem("b {\n  a = \"${each.key}-${spec.cdir}\"\n}\n").at.find("cdir") != std::string::npos);
}

TEST_CASE("the names of Terraform, of providers and of types are no mistakes") {
  for (const char* text : {
           "b {\n  a = [var.x, local.y.z, each.key, count.index, self.id, path.module, "
           "terraform.workspace]\n}\n"
           "locals {\n  y = var.x\n}\n",
           "b {\n  a = [module.x.y, data.a_b.c.d, aws_vpc.other.id, ephemeral.a_b.c]\n}\n",
           "resource \"a_b\" \"c\" {\n  provider = aws.us\n  lifecycle {\n    ignore_changes = all\n  }\n}\n",
           "module \"x\" {\n  providers = { aws = aws.us }\n}\n",
           "variable \"x\" {\n  type = map(object({ a = optional(string, \"x\") }))\n}\n",
           "terraform {\n  required_providers {\n    aws = { source = \"x/y\", configuration_aliases = "
           "[aws.us] }\n  }\n}\n",
       }) {
    CHECK(problem(text).text == "");
  }
}

TEST_CASE("a reference to a removed block that cannot fold is a mistake with both places") {
  const std::string gone = "resource \"a_b\" \"gone\" {\n  count = length(spec.zones) - 1\n}\n";
  for (const char* use : {"a_b.gone[0].arn", "a_b.gone[each.key].arn", "\"${each.key}-${a_b.gone[0].arn}\"",
                          "{ x = a_b.gone[0].arn }"}) {
    Folded result(kSetup, gone + "b {\n  a = " + use + "\n}\n");
    REQUIRE(result.diags().sorted().size() == 1);
    const Diagnostic found = result.diags().sorted()[0];
    CHECK(found.code == "fold/removed-reference");
    CHECK(std::string(result.sources().text(found.span)).starts_with("a_b.gone["));
    REQUIRE(found.labels.size() == 1);
    CHECK(result.sources().text(found.labels[0].span) == "resource \"a_b\" \"gone\"");
  }
}

TEST_CASE("one mistake does not hide the next") {
  CHECK(Folded(kSetup, "b {\n  a = spce.x\n  b = spec.zones[5]\n  c = spec.cidr\n}\n")
            .diags()
            .sorted()
            .size() == 2);
}

TEST_CASE("deep, binary and endless input neither crashes nor hangs") {
  const std::string deep =
      "b {\n  a = " + std::string(900, '(') + "spec.cidr" + std::string(900, ')') + "\n}\n";
  Folded nested(kSetup, deep);
  CHECK(nested.raw().size() > 0);
  std::string objects = "b {\n  a = ";
  for (int i = 0; i < 400; ++i) objects += "{ x = ";
  objects += "spec.cidr";
  for (int i = 0; i < 400; ++i) objects += " }";
  CHECK(Folded(kSetup, objects + "\n}\n").raw().find("10.0.0.0/16") != std::string::npos);
  Folded binary(kSetup, std::string_view("b {\0\xff\xfe a = spec.\x01 }", 18));
  CHECK(binary.diags().has_errors());
  Folded loops(
      kSetup,
      "b {\n  a = \"%{ for a in range(1000) }%{ for b in range(1000) }%{ for c in range(1000) }${spec.cidr}"
      "${var.x}%{ endfor }%{ endfor }%{ endfor }\"\n}\n");
  CHECK(loops.diags().size() < 10);
}

}  // namespace
}  // namespace blueprint::fold
