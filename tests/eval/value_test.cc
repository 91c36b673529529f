#include "eval/value.h"

#include <catch2/catch.hpp>

#include "eval/functions/json.h"

namespace blueprint::eval {

namespace {

std::string set_text(const Type& element, std::vector<Value> items) {
  return json_text(Value::set(element, std::move(items)));
}

Value pair(Value first, Value second) {
  std::vector<Value> items;
  items.push_back(std::move(first));
  items.push_back(std::move(second));
  return Value::tuple(std::move(items));
}

Value number(std::string_view text) { return Value::number(Number::parse(text).value()); }

}  // namespace

TEST_CASE("a set is sorted: strings by bytes, numbers by value, false before true") {
  CHECK(set_text(Type::string(), {Value::string("b"), Value::string("B"), Value::string("a"),
                                  Value::string("é")}) == "[\"B\",\"a\",\"b\",\"é\"]");
  CHECK(set_text(Type::number(), {number("10"), number("9"), number("-1"), number("1.5")}) ==
        "[-1,1.5,9,10]");
  CHECK(set_text(Type::boolean(), {Value::boolean(true), Value::boolean(false)}) == "[false,true]");
}

TEST_CASE("a set holds equal elements once") {
  CHECK(set_text(Type::string(), {Value::string("a"), Value::string("a")}) == "[\"a\"]");
  CHECK(set_text(Type::number(), {number("1"), number("1.0")}) == "[1]");
}

TEST_CASE("other elements of sets are in the order of Terraform's hash text") {
  const Type type = Type::tuple({Type::number(), Type::string()});
  CHECK(set_text(type, {pair(number("9"), Value::string("a")), pair(number("10"), Value::string("a"))}) ==
        "[[10,\"a\"],[9,\"a\"]]");
}

TEST_CASE("unknown elements of a set stay apart, and come last") {
  const Value set = Value::set(Type::string(), {Value::unknown(Type::string()), Value::string("b"),
                                                Value::unknown(Type::string()), Value::string("a")});
  REQUIRE(set.size() == 4);
  CHECK(set.items()[0].as_string() == "a");
  CHECK(set.items()[2].is_unknown());
}

TEST_CASE("a repeated key keeps its first place and its last value") {
  const Value object = Value::object({{"b", number("1")}, {"a", number("2")}, {"b", number("3")}});
  REQUIRE(object.size() == 2);
  CHECK(object.entries()[0].first == "b");
  CHECK(object.find("b")->as_number() == Number(3));
  CHECK(object.sorted_entries()[0]->first == "a");
  CHECK_FALSE(object.find("c"));
}

TEST_CASE("a value knows whether all of it is known, printable, or sensitive") {
  const Value symbol = Value::symbol("var.x");
  const Value tuple = pair(pair(number("1"), symbol), Value::string("a").with_sensitive(true));
  CHECK(tuple.is_known());
  CHECK_FALSE(tuple.wholly_known());
  CHECK(tuple.wholly_printable());
  CHECK_FALSE(pair(tuple, Value::unknown()).wholly_printable());
  CHECK_FALSE(tuple.is_sensitive());
  CHECK(tuple.contains_sensitive());
  CHECK(tuple.depth() == 2);
  CHECK(symbol.symbol_text() == "var.x");
  CHECK(Value::null().wholly_known());
}

TEST_CASE("the type of a value is that of its parts") {
  const Value value =
      Value::object({{"b", Value::tuple({number("1"), Value::null()})}, {"a", Value::string("x")}});
  CHECK(value.type().text() == "object({ a = string, b = tuple([number, any]) })");
  CHECK(Value::list(Type::string(), {}).type().text() == "list(string)");
  CHECK(Value::unknown(Type::map(Type::boolean())).type().friendly() == "map of bool");
  CHECK(Value::null(Type::list(Type::dynamic())).type().friendly_wanted() == "list of any single type");
}

TEST_CASE("identical values have equal types and contents") {
  CHECK(identical(Value::object({{"a", number("1")}, {"b", number("2")}}),
                  Value::object({{"b", number("2")}, {"a", number("1.0")}})));
  CHECK_FALSE(identical(Value::list(Type::string(), {}), Value::list(Type::number(), {})));
  CHECK_FALSE(identical(Value::tuple({}), Value::list(Type::dynamic(), {})));
  CHECK_FALSE(identical(Value::null(Type::string()), Value::null()));
  CHECK(identical(Value::symbol("a.b"), Value::symbol("a.b")));
}

}  // namespace blueprint::eval
