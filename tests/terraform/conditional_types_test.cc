#include "terraform/conditional_types.h"

#include <catch2/catch.hpp>

#include "module_text.h"

namespace blueprint::terraform {
namespace {

// "path:line: why", a line each.
std::string faults(std::string_view text, std::string_view called = "") {
  const ModuleText root(text, {{"m", std::string(called)}});
  std::string lines;
  for (const auto& [block, fault] : conditional_faults(root.sources, root.module, {"", "m"})) {
    lines += concat(root.sources.path(fault.span.file), ":",
                    std::to_string(root.sources.locate(fault.span.file, fault.span.begin).line), ": ",
                    fault.why.substr(fault.why.rfind(": ") + 2), "\n");
  }
  return lines;
}

TEST_CASE("results that no type fits are told, wherever they stand") {
  CHECK(faults("locals {\n  a = local.on ? { x = { p = 1 }, y = { p = [] } } : {}\n  on = true\n}\n"
               "output \"a\" {\n  value = local.a\n}") ==
        "main.tf:2: only the first has the attribute `x`\n");
  CHECK(faults("output \"a\" {\n  value = [for i in [1] : { b = i > 0 ? [] : { c = 1 } }]\n}") ==
        "main.tf:2: tuple and object\n");
  CHECK(faults("output \"a\" {\n  value = 1 == 1 ? { k = { l = 1 } } : { k = [] }\n}") ==
        "main.tf:2: in `k`, object and tuple\n");
  CHECK(faults(
            "module \"m\" {\n  source = \"./m\"\n  count  = 2\n}\noutput \"a\" {\n  value = module.m[0].b\n}",
            "variable \"on\" {\n  type    = bool\n  default = false\n}\n"
            "output \"b\" {\n  value = var.on ? { c = [], d = 1 } : {}\n}") ==
        "m/main.tf:6: only the first has the attribute `c`\n");
}

TEST_CASE("of what may be of another type than it seems nothing is told") {
  CHECK(faults("variable \"a\" {\n  default = {}\n}\noutput \"b\" {\n  value = true ? var.a : { c = [], d = "
               "1 }\n}") == "");
  CHECK(faults("locals {\n  a = true ? aws_x.y.tags : {}\n}\nresource \"aws_x\" \"y\" {\n  tags = { a = 1, b "
               "= true "
               "}\n}\noutput \"b\" {\n  value = local.a\n}") == "");
  CHECK(faults("output \"b\" {\n  value = true ? { (aws_x.y.id) = [], b = 1 } : {}\n}\nresource \"aws_x\" "
               "\"y\" {}") == "");
  CHECK(faults("output \"b\" {\n  value = try(true ? { a = [], b = 1 } : {}, 1)\n}") == "");
  CHECK(faults("output \"b\" {\n  value = true ? { a = [], b = 1 } : null\n}") == "");
  CHECK(faults("output \"b\" {\n  value = true ? { a = 1, b = \"2\" } : {}\n}") == "");
}

}  // namespace
}  // namespace blueprint::terraform
