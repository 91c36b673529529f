#include <catch2/catch.hpp>

#include "fold/folded.h"

namespace blueprint::fold {
namespace {

const Setup kSetup{.known = "{ spec = { name = \"web\", tags = { A = \"1\" }, ports = [80] } }"};

TEST_CASE("locals that are wholly known fold away, and their block with the last") {
  CHECK(folded(kSetup, "locals {\n  name = upper(spec.name)\n}\n\nb {\n  a = local.name\n}\n") ==
        "b {\n  a = \"WEB\"\n}\n");
  CHECK(folded(kSetup,
               "locals {\n  # gone\n  name = spec.name\n\n  id = \"${local.name}-${var.x}\"\n}\n\nb {\n  a = "
               "local.id\n}\n") == "locals {\n  id = \"web-${var.x}\"\n}\n\nb {\n  a = local.id\n}\n");
}

TEST_CASE("a local that stays is a reference in text, and its value where something is decided") {
  CHECK(folded(kSetup, R"(locals {
  rules = { for p in spec.ports : "p${p}" => { port = p, sg = aws_sg.x.id } }
}

b {
  a = merge(local.rules, { x = spec.name })
  n = spec.name == "" ? 0 : length(local.rules)
  dynamic "rule" {
    for_each = local.rules
    content {
      port = rule.value.port
      sg   = rule.value.sg
    }
  }
}
)") == R"(locals {
  rules = {
    p80 = {
      port = 80
      sg   = aws_sg.x.id
    }
  }
}

b {
  a = merge(local.rules, { x = "web" })
  n = length(local.rules)
  rule {
    port = 80
    sg   = aws_sg.x.id
  }
}
)");
}

TEST_CASE("a document in a local stays readable") {
  CHECK(folded(kSetup,
               "locals {\n  policy = jsonencode({ Name = spec.name })\n}\n\nb {\n  a = local.policy\n}\n") ==
        "locals {\n  policy = jsonencode({ Name = \"web\" })\n}\n\nb {\n  a = local.policy\n}\n");
}

TEST_CASE("locals of other instances are named after them") {
  Setup other = kSetup;
  other.key = "edge";
  other.default_instance = false;
  CHECK(folded(other, "locals {\n  id = var.x\n}\n\nb {\n  a = [local.id, spec.name]\n}\n") ==
        "locals {\n  edge_id = var.x\n}\n\nb {\n  a = [local.edge_id, \"web\"]\n}\n");
}

TEST_CASE("locals of the component's other files are known") {
  Folded result(kSetup,
                std::vector<std::string_view>{"b {\n  a = local.n\n}\n", "locals {\n  n = spec.name\n}\n"});
  CHECK(result.raw() == "b {\n  a = \"web\"\n}\n");
}

TEST_CASE("locals that refer to themselves are a mistake, not a hang") {
  CHECK(Folded(kSetup, "locals {\n  a = local.b\n  b = local.a\n}\n").problems() ==
        "fold/local-cycle: `local.a` refers to itself\n");
  std::string chain = "locals {\n  a0 = spec.name\n";
  for (int i = 1; i < 5000; ++i) {
    chain += "  a" + std::to_string(i) + " = local.a" + std::to_string(i - 1) + "\n";
  }
  chain += "}\nb {\n  x = local.a4999\n}\n";
  Folded result(kSetup, chain);
  CHECK(result.diags().size() < 10);
}

}  // namespace
}  // namespace blueprint::fold
