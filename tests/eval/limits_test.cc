// No expression hangs, swells or crashes the program.

#include <catch2/catch.hpp>

#include "eval/evaluated.h"

namespace blueprint::eval {

namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

std::string first_code(const Evaluated& result) { return result.codes.empty() ? "" : result.codes.front(); }

}  // namespace

TEST_CASE("loops in loops stop after a number of steps") {
  const Evaluated result =
      evaluated("[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]]",
                {.limits = {.steps = 100'000}});
  CHECK(result.messages == std::vector<std::string>{"evaluation took more than 100000 steps"});
  CHECK(result.value.is_unknown());
}

TEST_CASE("try does not hide that a limit was exceeded") {
  const Evaluated result =
      evaluated("try([for a in range(1000) : [for b in range(1000) : b]], 1)", {.limits = {.steps = 10'000}});
  CHECK(first_code(result) == "eval/limit");
}

TEST_CASE("deep nesting is an error") {
  const Evaluated result = evaluated(repeated("[", 700) + repeated("]", 700));
  CHECK(first_code(result) == "eval/limit");
  CHECK(evaluated(repeated("(", 400) + "1" + repeated(")", 400)).text() == "1");
  CHECK_FALSE(evaluated(repeated("[", 10'000)).messages.empty());
}

TEST_CASE("long chains of operators are no nesting") {
  CHECK(evaluated("0" + repeated(" + 1", 900)).text() == "900");
  CHECK(evaluated("true" + repeated(" && true", 900)).text() == "true");
}

TEST_CASE("texts that double stop at the limit") {
  const Evaluated result =
      evaluated("\"${a}${a}\"",
                {.limits = {.text_bytes = 1000}, .names = {{"a", Value::string(std::string(600, 'x'))}}});
  CHECK(result.messages == std::vector<std::string>{"this text is longer than 1000 bytes"});
}

TEST_CASE("the memory of many long texts counts as steps") {
  const Evaluated result =
      evaluated("[for i in range(1000) : \"${i}${a}\"]",
                {.limits = {.steps = 1'000'000}, .names = {{"a", Value::string(std::string(100'000, 'x'))}}});
  CHECK(first_code(result) == "eval/limit");
}

TEST_CASE("collections stop at the limit") {
  const Evaluated result = evaluated("[for i in range(20) : i]", {.limits = {.collection_size = 10}});
  CHECK(first_code(result) == "eval/limit");
}

TEST_CASE("numbers stay in range") {
  CHECK(evaluated("1e999999999").messages ==
        std::vector<std::string>{"this number is out of the range that is supported"});
  CHECK(first_code(evaluated("1e9000 * 1e9000")) == "eval/limit");
  CHECK(first_code(evaluated("1e-9000 / 1e9000")) == "eval/limit");
}

TEST_CASE("values that grow by one level each time are bounded") {
  Value value = Value::number(1);
  for (int i = 0; i < 500; ++i) value = Value::tuple({value});
  const Evaluated result = evaluated("[a]", {.names = {{"a", value}}});
  CHECK(result.messages == std::vector<std::string>{"this value is nested more than 500 levels deep"});
}

}  // namespace blueprint::eval
