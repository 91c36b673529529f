#include "eval/convert.h"

#include <catch2/catch.hpp>

#include "eval/evaluated.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// A type constraint, and the messages about it.
struct Read {
  TypeConstraint constraint{};
  std::vector<std::string> messages{};
};

Read read_type(std::string_view text) {
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("test", std::string(text));
  const hcl::Fragment fragment = hcl::parse_expression(
      diags, sources, {.file = file, .begin = 0, .end = static_cast<std::uint32_t>(text.size())});
  Context context{.diags = diags, .sources = sources};
  Read result{.constraint = parse_type(context, *fragment.expr)};
  for (const Diagnostic& diagnostic : diags.all()) result.messages.push_back(diagnostic.message);
  return result;
}

// What `expr` becomes as `type`: JSON and the exact type, or why not.
std::string converted(std::string_view expr, std::string_view type) {
  const Read read = read_type(type);
  REQUIRE(read.messages.empty());
  const Evaluated value = evaluated(expr);
  REQUIRE(value.messages.empty());
  std::string why;
  const std::optional<Value> result = convert(value.value, read.constraint, why);
  return result ? concat(json_text(*result), " ", result->type().text()) : why;
}

std::string unified(std::string_view expr) {
  const Value tuple = evaluated(expr).value;
  const std::optional<Type> type = unify(tuple.type().elements());
  return type ? type->text() : "none";
}

std::string type_problem(std::string_view text) {
  const Read read = read_type(text);
  return read.messages.empty() ? read.constraint.type.text() : read.messages.front();
}

}  // namespace

TEST_CASE("strings, numbers and bools convert where their text allows it") {
  CHECK(converted("\"12\"", "number") == "12 number");
  CHECK(converted("12.50", "string") == "\"12.5\" string");
  CHECK(converted("true", "string") == "\"true\" string");
  CHECK(converted("\"1\"", "bool") == "true bool");
  CHECK(converted("\"a\"", "number") == "a number is required");
  CHECK(converted("\"True\"", "bool") ==
        "a bool is required; to convert from string, use lowercase \"true\"");
  CHECK(converted("true", "number") == "number required, but have bool");
  CHECK(converted("1", "bool") == "bool required, but have number");
  CHECK(converted("[]", "string") == "string required, but have tuple");
}

TEST_CASE("tuples become lists and sets of one type") {
  CHECK(converted("[1, \"2\"]", "list(number)") == "[1,2] list(number)");
  CHECK(converted("[1, \"a\"]", "list(any)") == "[\"1\",\"a\"] list(string)");
  CHECK(converted("[\"b\", \"a\", \"b\"]", "set(string)") == "[\"a\",\"b\"] set(string)");
  CHECK(converted("[]", "list(any)") == "[] list(any)");
  CHECK(converted("[1, []]", "list(any)") == "all list elements must have the same type");
  CHECK(converted("[1, \"a\"]", "list(number)") == "element 1: a number is required");
  CHECK(converted("[[]]", "list(string)") == "element 0: string required, but have tuple");
  CHECK(converted("[tolist([]), [\"a\"], tolist([{}])]", "list(any)") == "element types must all match");
  CHECK(converted("{}", "list(string)") == "list of string required");
  CHECK(converted("toset([2, 1])", "list(string)") == "[\"1\",\"2\"] list(string)");
  CHECK(converted("tolist([\"a\"])", "list(object({}))") ==
        "incorrect list element type: object required, but have string");
}

TEST_CASE("objects become maps, and maps become objects") {
  CHECK(converted("{ a = 1, b = \"x\" }", "map(string)") == "{\"a\":\"1\",\"b\":\"x\"} map(string)");
  CHECK(converted("tomap({ a = 1 })", "object({ a = string })") == "{\"a\":\"1\"} object({ a = string })");
  CHECK(converted("tomap({})", "object({ a = string })") ==
        "map has no element for required attribute \"a\"");
  CHECK(converted("{ a = 1, b = [] }", "map(any)") == "all map elements must have the same type");
  CHECK(converted("{ a = [], b = null }", "map(any)") == "{\"a\":[],\"b\":null} map(tuple([]))");
  CHECK(converted("{ a = [1], b = null, c = [\"x\"] }", "map(any)") == "element types must all match");
  CHECK(converted("[]", "map(string)") == "map of string required");
}

TEST_CASE("objects drop what the type does not have, and must have what it has") {
  CHECK(converted("{ a = 1, b = 2 }", "object({ a = string })") == "{\"a\":\"1\"} object({ a = string })");
  CHECK(converted("{}", "object({ a = string })") == "attribute \"a\" is required");
  CHECK(converted("{}", "object({ c = any, a = string, b = bool })") ==
        "attributes \"a\", \"b\", and \"c\" are required");
  CHECK(converted("{ a = [] }", "object({ a = string })") ==
        "attribute \"a\": string required, but have tuple");
  CHECK(converted("{ a = \"x\" }", "object({ a = number })") == "attribute \"a\": a number is required");
}

TEST_CASE("optional attributes become null or their default, at any depth") {
  CHECK(converted("{}", "object({ a = optional(string) })") == "{\"a\":null} object({ a = string })");
  CHECK(converted("{}", "object({ a = optional(number, \"3\") })") == "{\"a\":3} object({ a = number })");
  CHECK(converted("{ a = null }", "object({ a = optional(number, 3) })") ==
        "{\"a\":3} object({ a = number })");
  CHECK(converted("{}", "object({ a = optional(object({ b = optional(number, 1) }), {}) })") ==
        "{\"a\":{\"b\":1}} object({ a = object({ b = number }) })");
  CHECK(converted("[{}, { a = 2 }]", "list(object({ a = optional(number, 1) }))") ==
        "[{\"a\":1},{\"a\":2}] list(object({ a = number }))");
  CHECK(converted("{ x = {} }", "map(object({ a = optional(string, \"d\") }))") ==
        "{\"x\":{\"a\":\"d\"}} map(object({ a = string }))");
  CHECK(converted("[{}]", "tuple([object({ a = optional(bool, true) })])") ==
        "[{\"a\":true}] tuple([object({ a = bool })])");
}

TEST_CASE("null and unknown take the type") {
  std::string why;
  CHECK(convert(Value::null(), Type::list(Type::string()), why)->type().text() == "list(string)");
  const std::optional<Value> symbol = convert(Value::symbol("var.x"), Type::string(), why);
  CHECK(symbol->symbol_text() == "var.x");
  CHECK(symbol->type() == Type::string());
  CHECK_FALSE(convert(Value::unknown(Type::list(Type::string())), Type::string(), why));
  CHECK(why == "string required, but have list of string");
}

TEST_CASE("conversion keeps sensitivity and origin") {
  std::string why;
  const Span origin{.file = FileId{3}, .begin = 1, .end = 2};
  const Value value = Value::number(1).with_sensitive(true).with_origin(origin);
  const std::optional<Value> result = convert(value, Type::string(), why);
  CHECK(result->is_sensitive());
  CHECK(result->origin() == origin);
}

TEST_CASE("types unify as in Terraform") {
  CHECK(unified("[1, \"a\", true]") == "string");
  CHECK(unified("[1, true]") == "none");
  CHECK(unified("[1, null]") == "number");
  CHECK(unified("[[1], [\"a\"]]") == "tuple([string])");
  CHECK(unified("[[1], [1, \"a\"]]") == "list(string)");
  CHECK(unified("[{ a = 1 }, { a = \"x\" }]") == "object({ a = string })");
  CHECK(unified("[{ a = 1 }, { b = \"x\" }]") == "map(string)");
  CHECK(unified("[{ a = 1 }, { b = [] }]") == "none");
  CHECK(unified("[tolist([1]), [\"a\"]]") == "list(string)");
  CHECK(unified("[tomap({ a = 1 }), { b = true }]") == "none");
  CHECK(unified("[tolist([1]), toset([\"a\"])]") == "list(number)");
  CHECK(unified("[[], {}]") == "none");
  CHECK(unified("[1, []]") == "none");
}

TEST_CASE("type constraints are read, and mistakes in them explained") {
  CHECK(type_problem("map(object({ a = string, b = optional(list(number)) }))") ==
        "map(object({ a = string, b = optional(list(number)) }))");
  CHECK(type_problem("tuple([string, any])") == "tuple([string, any])");
  CHECK(type_problem("strin") == "`strin` is not a type");
  CHECK(type_problem("list") == "`list` does not say of what");
  CHECK(type_problem("string(1)") == "the type `string` takes no arguments");
  CHECK(type_problem("list(string, string)") == "`list` takes one argument");
  CHECK(type_problem("object([])") == "`object` takes attributes with their types");
  CHECK(type_problem("object({ a = string, a = bool })") == "attribute `a` is there twice");
  CHECK(type_problem("optional(string)") == "`optional` stands where no object attribute is");
  CHECK(type_problem("object({ a = optional(number, \"x\") })") ==
        "this default is not of the attribute's type: a number is required");
  CHECK(type_problem("1") == "this is not a type");
}

}  // namespace blueprint::eval
