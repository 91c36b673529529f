// Functions whose result can be known, in whole or in part, though an argument is not.

#include <catch2/catch.hpp>

#include "eval/evaluated.h"

namespace blueprint::eval {

namespace {

Evaluated with_unknowns(std::string_view text) {
  return evaluated(
      text, {.names = {{"any", Value::unknown()},
                       {"text", Value::unknown(Type::string())},
                       {"number", Value::unknown(Type::number())},
                       {"list", Value::unknown(Type::list(Type::string()))},
                       {"map", Value::unknown(Type::map(Type::string()))},
                       {"pair", Value::unknown(Type::tuple({Type::string(), Type::number()}))},
                       {"object", Value::unknown(Type::object({{.name = "a", .type = Type::string()},
                                                               {.name = "b", .type = Type::number()}}))}}});
}

}  // namespace

TEST_CASE("what is known about unknown values is used") {
  struct Case {
    std::string_view expression;
    std::string_view want;
  };
  const Case cases[] = {
      {"length([text, any])", "2"},
      {"length(pair)", "2"},
      {"length(object)", "2"},
      {"length({a = any})", "1"},
      {"length(tolist([text, text]))", "2"},
      {"keys({b = any, a = 1})", R"(["a","b"])"},
      {"keys(object)", R"(["a","b"])"},
      {"merge({a = any}, {a = 1})", R"({"a":1})"},
      {"merge({a = any}, {b = 1}).b", "1"},
      {"concat([any], [1])[1]", "1"},
      {"element([any, 2], 1)", "2"},
      {"lookup({a = any, b = 1}, \"b\", 0)", "1"},
      {"coalesce(\"a\", any)", R"("a")"},
      {"coalescelist([\"a\"], list)", R"(["a"])"},
      {"contains([any, \"a\"], \"a\")", "true"},
      {"index([\"a\", text], \"a\")", "0"},
      {"flatten([[text], [2]])[1]", "2"},
      {"reverse([text, 2])[0]", "2"},
      {"slice([text, 2, 3], 1, 3)", "[2,3]"},
      {"values({a = text, b = 2})[1]", "2"},
      {"zipmap([\"a\", \"b\"], [text, 2])[\"b\"]", "2"},
      {"alltrue([number == 1, false])", "unknown"},
      {"anytrue([number == 1, true])", "true"},
      {"one([2])", "2"},
      {"length(chunklist([text, text, text], 2))", "2"},
      {"length(setproduct([text, text], [1, 2]))", "4"},
      {"formatlist(\"%s-x\", [text, \"b\"])[1]", R"("b-x")"},
      {"try(1, any)", "1"},
      {"can(1)", "true"},
      {"issensitive(sensitive(any))", "true"},
  };
  for (const Case& one : cases) {
    INFO(one.expression);
    CHECK(with_unknowns(one.expression).text() == one.want);
  }
}

TEST_CASE("unknown arguments give unknown results of the type that Terraform knows") {
  struct Case {
    std::string_view expression;
    std::string_view type;
  };
  const Case cases[] = {
      {"upper(text)", "string"},
      {"upper(any)", "string"},
      {"length(list)", "number"},
      {"length(any)", "number"},
      {"jsonencode({a = any})", "string"},
      {"jsondecode(text)", "any"},
      {"keys(map)", "list(string)"},
      {"values(map)", "list(string)"},
      {"element(list, 0)", "string"},
      {"element(pair, 1)", "number"},
      {"element(pair, number)", "any"},
      {"lookup(map, \"a\", \"b\")", "string"},
      {"lookup({a = 1}, text, 0)", "any"},
      {"merge(map, map)", "map(string)"},
      {"merge(map, {a = 1})", "any"},
      {"concat(list, list)", "list(string)"},
      {"concat(list, [1])", "any"},
      {"coalesce(text, \"a\")", "string"},
      {"coalesce(any, [])", "any"},
      {"contains([text], \"a\")", "bool"},
      {"index([text], \"a\")", "number"},
      {"flatten([list])", "any"},
      {"tolist(list)", "list(string)"},
      {"toset(list)", "set(string)"},
      {"tonumber(text)", "number"},
      {"range(number)", "list(number)"},
      {"sort(list)", "list(string)"},
      {"compact([text])", "list(string)"},
      {"distinct([text])", "list(string)"},
      {"join(\",\", [text])", "string"},
      {"split(\",\", text)", "list(string)"},
      {"format(\"%s\", text)", "string"},
      {"formatlist(\"%s\", list)", "list(string)"},
      {"regex(\"a\", text)", "string"},
      {"regexall(\"(a)(b)\", text)", "list(tuple([string, string]))"},
      {"one(list)", "string"},
      {"sum([number, 1])", "number"},
      {"max(number, 1)", "number"},
      {"zipmap(list, [1])", "any"},
      {"zipmap(list, list)", "map(string)"},
      {"setunion(list, [\"a\"])", "set(string)"},
      {"length(toset([text, \"a\"]))", "number"},
      {"cidrsubnets(text, 1)", "list(string)"},
      {"timestamp()", "string"},
      {"uuid()", "string"},
      {"bcrypt(\"a\")", "string"},
      {"file(\"a\")", "string"},
      {"fileset(\".\", \"*\")", "set(string)"},
      {"templatefile(\"a\", {})", "any"},
  };
  for (const Case& one : cases) {
    INFO(one.expression);
    const Evaluated result = with_unknowns(one.expression);
    CHECK(result.messages.empty());
    CHECK(result.value.is_unknown());
    CHECK(result.value.type().text() == one.type);
  }
}

TEST_CASE("mistakes are found in what is known") {
  CHECK(with_unknowns("lookup({a = text}, \"b\")").text() ==
        "error: invalid value for `inputMap` of `lookup`: the given object has no attribute \"b\"");
  CHECK(
      with_unknowns("formatlist(\"%s%s\", [text, text], [1])").text() ==
      "error: invalid value for `args` of `formatlist`: argument 2 has length 1, which is inconsistent with "
      "argument 1 of length 2");
  CHECK(!with_unknowns("regex(\"(\", text)").messages.empty());
}

}  // namespace blueprint::eval
