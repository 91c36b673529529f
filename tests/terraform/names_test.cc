#include "terraform/names.h"

#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint::terraform {
namespace {

// "line: check name (near) in module", a line each.
std::string faults(std::string_view text, std::string_view module = "") {
  Sources sources;
  Diagnostics diags;
  Folders folders(diags, sources);
  folders.add("", {{.path = "main.tf", .id = sources.add("main.tf", std::string(text))}});
  if (!module.empty()) {
    folders.add("m", {{.path = "m/main.tf", .id = sources.add("m/main.tf", std::string(module))}});
  }
  std::string lines;
  for (const auto& [block, fault] : name_faults(folders, *folders.find(""), false)) {
    lines += concat(std::to_string(sources.locate(fault.span.file, fault.span.begin).line), ": ", fault.check,
                    " ", fault.name, fault.near.empty() ? "" : concat(" (", fault.near, ")"),
                    fault.in.empty() ? "" : concat(" in ", fault.in), "\n");
  }
  return lines;
}

TEST_CASE("what nothing declares is told, with the name that is near") {
  CHECK(faults("variable \"cidr\" {}\noutput \"a\" {\n  value = [var.cdir, var.cidr]\n}") ==
        "3: undeclared var.cdir (var.cidr)\n");
  CHECK(
      faults("provider \"aws\" {}\noutput \"a\" {\n  value = [local.x, data.aws_region.r.name, aws_vpc.v.id, "
             "module.m.id]\n}") ==
      "3: undeclared local.x\n3: undeclared data.aws_region.r\n3: undeclared aws_vpc.v\n3: undeclared "
      "module.m\n");
}

TEST_CASE("one of several is told by its key, and the only one has none") {
  const std::string declared =
      "resource \"aws_x\" \"many\" {\n  count = 2\n}\nresource \"aws_x\" \"one\" {}\n"
      "data \"aws_y\" \"each\" {\n  for_each = {}\n}\nmodule \"m\" {\n  source = \"acme/m/aws\"\n  count = "
      "2\n}\n";
  const auto of = [&](const std::string& expr) {
    return faults(declared + "output \"o\" {\n  value = [" + expr + ", data.aws_y.each]\n}\n");
  };
  CHECK(of("aws_x.many.id") == "13: missing-key aws_x.many in count\n");
  CHECK(of("try(data.aws_y.each.id, 1)") == "13: missing-key data.aws_y.each in for_each\n");
  CHECK(of("module.m.id") == "13: missing-key module.m in count\n");
  CHECK(of("aws_x.one[0].id, resource.aws_x.one[0]") ==
        "13: unexpected-key aws_x.one\n13: unexpected-key aws_x.one\n");
  CHECK(of("aws_x.many, aws_x.many[0].id, aws_x.many[*].id, aws_x.many.*.id, aws_x.many.0.id, "
           "aws_x.one.list[0], "
           "resource.aws_x.many[1].id, [for x in aws_x.many : x.id], module.m[0].id, module.m[*].id") == "");
  CHECK(faults(declared +
               "resource \"aws_x\" \"z\" {\n  depends_on = [aws_x.one[0], data.aws_y.each]\n}\n") == "");
}

TEST_CASE("what a provider that nothing works with refers to is not evaluated") {
  const std::string providers =
      "provider \"aws\" {\n  region = local.a\n}\nprovider \"aws\" {\n  alias = \"east\"\n  region = "
      "local.b\n}\n";
  CHECK(faults(providers) == "");
  CHECK(faults(providers + "resource \"aws_x\" \"y\" {}\n") == "2: undeclared local.a\n");
  CHECK(faults(providers + "module \"m\" {\n  source = \"acme/m/x\"\n}\n") == "2: undeclared local.a\n");
  CHECK(faults(providers + "resource \"aws_x\" \"y\" {\n  provider = aws.east\n}\n") ==
        "6: undeclared local.b\n");
  CHECK(
      faults(providers + "module \"m\" {\n  source = \"acme/m/x\"\n  providers = { aws = aws.east }\n}\n") ==
      "6: undeclared local.b\n");
}

TEST_CASE("names that the code itself introduces, and paths, are no references") {
  CHECK(faults(R"(resource "aws_x" "y" {
  for_each = toset([for the_zone in ["a"] : the_zone.name_of])
  provider = aws_east.one
  a        = "${each.value.b_c}%{ for one_item in [1] }${one_item.two}%{ endfor }"
  dynamic "rule_of" {
    for_each = []
    iterator = a_rule
    content {
      b = a_rule.value
    }
  }
  lifecycle {
    ignore_changes = [scaling_config[0].desired_size]
  }
  depends_on = [terraform.workspace, path.module]
}
moved {
  from = aws_x.before
  to   = aws_x.y
}
check "it" {
  data "http_x" "page" {}
  assert {
    condition     = data.http_x.page.ok
    error_message = "no"
  }
})") == "");
}

TEST_CASE("what nothing uses and what is declared twice are told") {
  CHECK(faults("variable \"a\" {\n  validation {\n    condition = var.a > 1\n  }\n}\nlocals {\n  b = 1\n  c "
               "= local.c2\n"
               "  c2 = 1\n}\ndata \"x_y\" \"z\" {}") ==
        "1: unused var.a\n7: unused local.b\n8: unused local.c\n11: unused data.x_y.z\n");
  CHECK(faults("resource \"x_y\" \"z\" {}\nresource \"x_y\" \"z\" {}\nlocals {\n  a = 1\n}\nlocals {\n  a = "
               "local.a\n}") == "2: duplicate x_y.z\n7: duplicate local.a\n");
}

TEST_CASE("calls of modules give what these take, and ask for what they have") {
  const std::string_view module =
      "variable \"size\" {}\nvariable \"zone\" {\n  default = \"\"\n}\noutput \"id\" {\n  value = [var.size, "
      "var.zone]\n}";
  CHECK(faults("module \"m\" {\n  source = \"./m\"\n  count  = 1\n  sise   = 1\n}\noutput \"a\" {\n  value = "
               "module.m[0].ids\n}",
               module) ==
        "4: unknown-input sise (size) in m\n1: missing-input size in m\n7: unknown-output ids (id) in m\n");
  CHECK(
      faults("module \"m\" {\n  source = \"./m\"\n  size   = 1\n}\noutput \"a\" {\n  value = module.m.id\n}",
             module) == "");
  CHECK(faults("module \"m\" {\n  source = \"example/m/aws\"\n  sise   = 1\n}\noutput \"a\" {\n  value = "
               "module.m.ids\n}") == "");
}

TEST_CASE("of a folder that cannot be read whole nothing is said to be missing") {
  CHECK(faults("output \"a\" {\n  value = var.x\n}\nlocals {\n  b = 1\n}\nvariable \"x\" {\n") == "");
}

}  // namespace
}  // namespace blueprint::terraform
