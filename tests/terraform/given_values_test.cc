#include <catch2/catch.hpp>

#include "terraform/module_text.h"

namespace blueprint::terraform {
namespace {

// What `local.seen` is in a root whose variable `v` has this type and is given this text.
std::string seen(std::string_view type, std::string_view text, std::string_view problem = "") {
  Sources sources;
  Diagnostics diags;
  Folders folders(diags, sources);
  const std::string root =
      concat("variable \"v\" {\n", type, "\n}\nresource \"x\" \"y\" {\n  v = var.v\n}\n");
  folders.add("", {{.path = "main.tf", .id = sources.add("main.tf", root)}});
  folders.give({.stated = {{.name = "v", .text = sources.add("--var", std::string(text))}}});
  const Module module(diags, sources, folders, *folders.find(""));
  CHECK((diags.empty() ? std::string() : diags.all().front().message) == problem);
  return ModuleText::text_of(*module.blocks().back().value.find("v"));
}

TEST_CASE("a text that is given for a variable is an expression when the variable's type is not primitive") {
  CHECK(seen("type = string", "[1]") == "\"[1]\"");
  CHECK(seen("type = string", "007") == "\"007\"");
  CHECK(seen("type = \"string\"", "null") == "\"null\"");
  CHECK(seen("type = number", "7") == "7");
  CHECK(seen("type = bool", "true") == "true");
  CHECK(seen("", "true") == "\"true\"");
  CHECK(seen("type = list(number)", "[1, 2]") == "[1, 2]");
  CHECK(seen("type = map(string)", "{ a = 1 }") == "{a = \"1\"}");
  CHECK(seen("type = object({ a = string, b = optional(number, 3) })", "{a=\"x\"}") == "{a = \"x\", b = 3}");
  CHECK(seen("type = any", "\"x\"") == "\"x\"");
  CHECK(seen("type = list(string)", "[1,\n 2]\n") == "[\"1\", \"2\"]");
}

TEST_CASE("what is no expression, or not by itself, leaves the variable unknown") {
  CHECK(seen("type = list(string)", "a, b", "the value that is given for `v` is no expression") == "?");
  CHECK(seen("type = any", "x") == "?");
  CHECK(seen("type = map(string)", "", "the value that is given for `v` is no expression") == "?");
}

TEST_CASE("values come from the environment, then the root's files, then given files, then given texts") {
  const auto value = [](bool own, bool file, bool stated) {
    Sources sources;
    Diagnostics diags;
    Folders folders(diags, sources);
    std::vector<NamedFile> files = {
        {.path = "main.tf",
         .id = sources.add("main.tf", "variable \"v\" {}\nresource \"x\" \"y\" {\n  v = var.v\n}\n")}};
    if (own) {
      files.push_back({.path = "terraform.tfvars", .id = sources.add("terraform.tfvars", "v = \"own\"\n")});
    }
    folders.add("", files);
    GivenValues given{.environment = {{.name = "v", .text = sources.add("TF_VAR_v", "environment")}}};
    if (file) given.files = {{.path = "f.tfvars", .id = sources.add("f.tfvars", "v = \"file\"\n")}};
    if (stated) {
      given.stated = {{.name = "v", .text = sources.add("--var", "first")},
                      {.name = "v", .text = sources.add("--var", "last")}};
    }
    folders.give(given);
    const Module module(diags, sources, folders, *folders.find(""));
    return ModuleText::text_of(*module.blocks().back().value.find("v"));
  };
  CHECK(value(false, false, false) == "\"environment\"");
  CHECK(value(true, false, false) == "\"own\"");
  CHECK(value(true, true, false) == "\"file\"");
  CHECK(value(true, true, true) == "\"last\"");
}

}  // namespace
}  // namespace blueprint::terraform
