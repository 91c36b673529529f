#include <catch2/catch.hpp>

#include "fold/folded.h"

namespace blueprint::fold {
namespace {

const Setup kSetup{.known = R"({
  blueprint = { prefix = "hub" }
  spec = { groups = { database = { min = 3 }, web = { min = null } }, ports = [80, 443], none = [], null = null }
})",
                   .key = "node_groups"};

TEST_CASE("a nested dynamic is unrolled, with its comments") {
  CHECK(folded(kSetup, R"(resource "aws_sg" "main" {
  name = "x"

  # Open to all.
  dynamic "ingress" {
    for_each = spec.ports
    content {
      # The port.
      from_port = ingress.value
      note      = "${ingress.key} of ${each.key}"
    }
  }
}
)") == R"(resource "aws_sg" "main" {
  name = "x"

  # Open to all.
  ingress {
    # The port.
    from_port = 80
    note      = "0 of ${each.key}"
  }

  ingress {
    # The port.
    from_port = 443
    note      = "1 of ${each.key}"
  }
}
)");
}

TEST_CASE("a dynamic without elements goes") {
  CHECK(folded(
            kSetup,
            "b {\n  a = 1\n\n  # c\n  dynamic \"x\" {\n    for_each = spec.none\n    content {}\n  }\n}\n") ==
        "b {\n  a = 1\n}\n");
}

TEST_CASE("iterators, labels and dynamics inside of dynamics") {
  CHECK(folded(kSetup, R"(b {
  dynamic "group" {
    for_each = spec.groups
    iterator = g
    labels   = ["of", g.key]
    content {
      min = g.value.min
      dynamic "port" {
        for_each = g.key == "web" ? spec.ports : []
        content { n = "${g.key}-${port.value}" }
      }
    }
  }
}
)") == R"(b {
  group "of" "database" {
    min = 3
  }

  group "of" "web" {
    port { n = "web-80" }
    port { n = "web-443" }
  }
}
)");
}

TEST_CASE("a dynamic that only Terraform can unroll stays, with its known parts filled in") {
  CHECK(folded(kSetup, R"(b {
  dynamic "setting" {
    for_each = var.settings
    content {
      name  = setting.value
      where = "${blueprint.prefix}-${setting.key}"
    }
  }
}
)") == R"(b {
  dynamic "setting" {
    for_each = var.settings
    content {
      name  = setting.value
      where = "hub-${setting.key}"
    }
  }
}
)");
}

TEST_CASE("elements may be symbols") {
  const Setup setup{.known = "{ spec = { x = [\"symbol:aws_x.y.id\"] } }"};
  CHECK(folded(setup,
               "b {\n  dynamic \"c\" {\n    for_each = spec.x\n    content {\n      v = c.value\n    }\n  "
               "}\n}\n") == "b {\n  c {\n    v = aws_x.y.id\n  }\n}\n");
}

const char* const kGroups = R"(# One per group.
dynamic "resource" {
  for_each = spec.groups
  iterator = group
  labels   = ["aws_eks_node_group", group.key]
  content {
    node_group_name = "${blueprint.prefix}-${group.key}"
    min             = group.value.min
  }
}

output "database" {
  value = aws_eks_node_group["database"].arn
}

output "all" {
  value = { for k, g in aws_eks_node_group : k => g.arn }
}
)";

TEST_CASE("a top-level dynamic makes one block per element, and references follow") {
  CHECK(folded(kSetup, kGroups) == R"(# One per group.
resource "aws_eks_node_group" "database" {
  node_group_name = "hub-database"
  min             = 3
}

resource "aws_eks_node_group" "web" {
  node_group_name = "hub-web"
}

output "database" {
  value = aws_eks_node_group.database.arn
}

output "all" {
  value = {
    database = aws_eks_node_group.database.arn
    web      = aws_eks_node_group.web.arn
  }
}
)");
}

TEST_CASE("labels of elements are prefixed when the instance is not the default one") {
  Setup other = kSetup;
  other.key = "gpu";
  other.default_instance = false;
  const std::string text = folded(other, kGroups);
  CHECK(text.find("resource \"aws_eks_node_group\" \"gpu_database\" {") != std::string::npos);
  CHECK(text.find("value = aws_eks_node_group.gpu_database.arn") != std::string::npos);
}

TEST_CASE("variables, outputs, modules and moved blocks are made the same way") {
  CHECK(folded(kSetup, R"(dynamic "variable" {
  for_each = { size = "number" }
  labels   = [variable.key]
  content {
    type    = variable.value
    default = spec.ports[0]
  }
}

dynamic "moved" {
  for_each = { "aws_x.old" = "aws_x.new" }
  content {
    from = moved.key
    to   = moved.value
  }
}

dynamic "module" {
  for_each = { a = 1 }
  labels   = [module.key]
  content {
    source = "./${module.key}"
  }
}
)") == R"(variable "size" {
  type    = number
  default = 80
}

moved {
  from = aws_x.old
  to   = aws_x.new
}

module "a" {
  source = "./a"
}
)");
}

TEST_CASE("count inside of a top-level dynamic is decided for each element") {
  CHECK(folded(kSetup, R"(dynamic "resource" {
  for_each = spec.groups
  labels   = ["a_b", resource.key]
  content {
    count = resource.value.min == null ? 0 : 1

    n = resource.key
  }
}

x {
  a = [for k, v in a_b : one(v[*].id)]
}
)") == R"(resource "a_b" "database" {
  n = "database"
}

x {
  a = [a_b.database.id, null]
}
)");
}

TEST_CASE("a dynamic that cannot be understood is a mistake") {
  CHECK(
      Folded(
          kSetup,
          "dynamic \"resource\" {\n  for_each = var.x\n  labels = [\"a_b\", resource.key]\n  content {}\n}\n")
          .problems() ==
      "fold/for-each: the elements of this `for_each` are not known before Terraform runs\n");
  CHECK(Folded(kSetup, "b {\n  dynamic \"c\" {\n    for_each = spec.null\n    content {}\n  }\n}\n")
            .problems() == "fold/for-each: this `for_each` is null\n");
  CHECK(Folded(kSetup, "b {\n  dynamic \"c\" {\n    content {}\n  }\n}\n").problems() ==
        "fold/dynamic: this `dynamic` block has no `for_each`\n");
  CHECK(Folded(kSetup, "b {\n  dynamic \"c\" {\n    for_each = []\n  }\n}\n").problems() ==
        "fold/dynamic: this `dynamic` block has no `content`\n");
  CHECK(Folded(kSetup,
               "dynamic \"resource\" {\n  for_each = { \"a/b\" = 1 }\n  labels = [\"a_b\", resource.key]\n  "
               "content {}\n}\n")
            .problems() == "fold/label: `a/b` cannot be the label of a block\n");
}

}  // namespace
}  // namespace blueprint::fold
