#include <catch2/catch.hpp>

#include "fold/folded.h"

namespace blueprint::fold {
namespace {

const char* const kTemplate = R"(resource "aws_vpc" "this" {
  tags = { Name = data.aws_x.zone.name }
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.this.id
  depends_on = [aws_vpc.this, module.this]

  lifecycle {
    ignore_changes       = [tags]
    replace_triggered_by = [aws_vpc.this.id]
  }

  provisioner "local-exec" {
    command = "echo ${self.id} ${aws_vpc.this.id}"
  }
}

data "aws_x" "zone" {
  vpc_id = aws_vpc.this.id
}

module "this" {
  source    = "./x"
  providers = { aws = aws.us }
  ids       = [for s in aws_subnet.private[*].id : s]
}

moved {
  from = aws_vpc.this
  to   = aws_vpc.that
}

output "subnets" {
  value = aws_subnet.private
}
)";

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

TEST_CASE("the label `this` becomes the component's key") {
  std::string expected = replaced(kTemplate, "\"this\"", "\"network\"");
  expected = replaced(expected, ".this", ".network");
  CHECK(folded({}, kTemplate) == expected);
}

TEST_CASE("other labels are prefixed when the key is not the type, and references follow") {
  std::string expected = replaced(kTemplate, "\"this\"", "\"edge\"");
  expected = replaced(expected, ".this", ".edge");
  expected = replaced(expected, "\"private\"", "\"edge_private\"");
  expected = replaced(expected, ".private", ".edge_private");
  expected = replaced(expected, "\"zone\"", "\"edge_zone\"");
  expected = replaced(expected, "aws_x.zone", "aws_x.edge_zone");
  CHECK(folded({.key = "edge", .default_instance = false}, kTemplate) == expected);
}

TEST_CASE("a label declared twice is a mistake with both places") {
  Folded result({}, "resource \"a_b\" \"this\" {\n}\nresource \"a_b\" \"network\" {\n}\n");
  CHECK(result.problems() == "fold/duplicate: `a_b.network` is declared twice\n");
  CHECK(result.diags().all()[0].labels.size() == 1);
}

}  // namespace
}  // namespace blueprint::fold
