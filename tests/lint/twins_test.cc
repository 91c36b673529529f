#include "lint/twins.h"

#include <catch2/catch.hpp>

#include "lint/inputs.h"

namespace blueprint::lint {
namespace {

// Two calls `a` and `b` of the same module, whose text is `module`.
struct Calls {
  Calls(std::string a, std::string b, std::string module) {
    const auto file = [&](std::string path, std::string text) {
      return InputFile{.path = path, .id = sources.add(path, std::move(text))};
    };
    inputs = read_inputs(diags, sources, library,
                         {file("main.tf", "module \"a\" {\n  source = \"./m\"\n" + a +
                                              "}\nmodule \"b\" {\n  source = \"./m\"\n" + b + "}\n"),
                          file("m/main.tf", std::move(module))});
  }

  const Subject& find(std::string_view address) const {
    for (const Subject& subject : inputs.subjects) {
      if (subject.address == address) return subject;
    }
    FAIL("there is no " << address);
    return inputs.subjects.front();
  }

  bool alike(const Reads& reads, std::string_view a = "module.a.x.y", std::string_view b = "module.b.x.y") {
    const SubjectIndex index(inputs.subjects, 0);
    return Twins(index).alike(reads, find(a), find(b));
  }

  catalog::Library library{};
  Sources sources{};
  Diagnostics diags{};
  Inputs inputs{};
};

constexpr std::string_view kModule =
    "variable \"name\" {}\nresource \"x\" \"y\" {\n  name = var.name\n  size = 1\n  key = z.key.id\n}\n"
    "resource \"z\" \"key\" {\n  name = var.name\n  on = true\n}\n";

TEST_CASE("instances are alike in what they have the same") {
  Calls calls("  name = \"a\"\n", "  name = \"b\"\n", std::string(kModule));
  CHECK(calls.alike({.is_complete = true, .of_self = {"size", "absent"}}));
  CHECK_FALSE(calls.alike({.is_complete = true, .of_self = {"size", "name"}}));
  CHECK_FALSE(calls.alike({.is_complete = true, .all_of_self = true}));
  CHECK_FALSE(calls.alike({.is_complete = false, .of_self = {"size"}}));
}

TEST_CASE("what is of its own module is the same to each, unless it is compared") {
  Calls calls("  name = \"a\"\n", "  name = \"b\"\n", std::string(kModule));
  CHECK(calls.alike({.is_complete = true, .of_self = {"key"}}));
  CHECK_FALSE(calls.alike({.is_complete = true, .of_self = {"key"}, .compares = true}));
}

TEST_CASE("what one has of the other's module is not the same") {
  Calls calls("  name = module.b.id\n", "  name = module.b.id\n",
              std::string(kModule) + "output \"id\" {\n  value = z.key.id\n}\n");
  CHECK_FALSE(calls.alike({.is_complete = true, .of_self = {"name"}}));
}

TEST_CASE("related things are compared one by one") {
  Calls calls("  name = \"a\"\n", "  name = \"b\"\n", std::string(kModule));
  CHECK(calls.alike({.is_complete = true, .related = {{"z"}}, .of_related = {"on"}}));
  CHECK_FALSE(calls.alike({.is_complete = true, .related = {{"z"}}, .of_related = {"name"}}));
}

TEST_CASE("instances of one module differ for who names itself") {
  Calls calls("", "", "resource \"x\" \"y\" {\n  count = 2\n  size = 1\n}\n");
  const Reads reads{.is_complete = true, .of_self = {"size"}, .names_itself = true};
  CHECK(calls.alike(reads, "module.a.x.y[0]", "module.b.x.y[0]"));
  CHECK_FALSE(calls.alike(reads, "module.a.x.y[0]", "module.a.x.y[1]"));
}

}  // namespace
}  // namespace blueprint::lint
