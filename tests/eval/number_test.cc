#include "eval/number.h"

#include <catch2/catch.hpp>

namespace blueprint::eval {

namespace {

Number parsed(std::string_view text) {
  const std::optional<Number> number = Number::parse(text);
  REQUIRE(number);
  return *number;
}

std::string quotient(const Number& a, const Number& b) {
  const std::optional<Number> result = Number::divide(a, b);
  return result ? result->text() : "division by zero";
}

std::string remainder(std::string_view a, std::string_view b) {
  return Number::modulo(parsed(a), parsed(b)).value().text();
}

constexpr std::string_view kThird =
    "0."
    "33333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333"
    "33333"
    "333333333333333333333333333333333333333333";

}  // namespace

TEST_CASE("numbers print as they were written") {
  for (const std::string_view text :
       {"0", "7", "-7", "0.1", "0.5", "12.25", "9223372036854775807", "-9223372036854775808",
        "9223372036854775808", "18446744073709551617", "1000000000000000000000000000000"}) {
    CHECK(parsed(text).text() == text);
  }
}

TEST_CASE("exponents are worked out, never printed") {
  CHECK(parsed("1e3").text() == "1000");
  CHECK(parsed("2.5E-3").text() == "0.0025");
  CHECK(parsed("1e30").text() == "1000000000000000000000000000000");
  CHECK(parsed("1p3").text() == "8");
}

TEST_CASE("decimals may lack digits on one side of the point, and may have a plus") {
  CHECK(parsed(".5").text() == "0.5");
  CHECK(parsed("5.").text() == "5");
  CHECK(parsed("+5").text() == "5");
  CHECK(parsed("007").text() == "7");
}

TEST_CASE("what is no decimal is not parsed") {
  for (const std::string_view text : {"", "-", "+", ".", "a", "1a", "0x10", "1_000", " 1", "1 ", "1e", "1e+",
                                      "--1", "1.2.3", "inf", "NaN", "1e1e1"}) {
    CAPTURE(text);
    CHECK_FALSE(Number::parse(text));
  }
}

TEST_CASE("huge exponents are refused at once") {
  CHECK_FALSE(Number::parse("1e999999999"));
  CHECK_FALSE(Number::parse("1e-999999999"));
  CHECK_FALSE(Number::parse("1e99999999999999999999999999"));
  CHECK_FALSE(Number::parse(std::string(1'000'000, '9')));
}

TEST_CASE("a quotient of written numbers has 512 bits, of counted ones 64") {
  CHECK(quotient(parsed("1"), parsed("3")).starts_with(kThird.substr(0, 150)));
  CHECK(quotient(Number(1), Number(3)) == "0.33333333333333333334");
  CHECK(quotient(Number(1), parsed("3")) == quotient(parsed("1"), parsed("3")));
  CHECK(quotient(parsed("10"), parsed("5")) == "2");
  CHECK(quotient(parsed("1"), parsed("0")) == "division by zero");
}

TEST_CASE("decimal fractions add up") {
  CHECK((parsed("0.1") + parsed("0.2")).text() == "0.3");
  CHECK(parsed("0.1") + parsed("0.2") == parsed("0.3"));
}

TEST_CASE("whole numbers grow past 64 bits") {
  CHECK((parsed("9223372036854775807") + parsed("1")).text() == "9223372036854775808");
  CHECK((Number(9223372036854775807) * Number(9223372036854775807)).text() ==
        "85070591730234615847396907784232501249");
  CHECK((-Number(std::int64_t{-9223372036854775807} - 1)).text() == "9223372036854775808");
  CHECK(Number(std::size_t{18446744073709551615u}).text() == "18446744073709551615");
}

TEST_CASE("a double prints as the shortest decimal that gives it back") {
  CHECK(Number::from_double(0.1).text() == "0.1");
  CHECK(Number::from_double(18446744073709551616.0).text() == "18446744073709552000");
  CHECK((Number::from_double(18446744073709551616.0) + parsed("1")).text() == "18446744073709551617");
  CHECK(Number::from_double(27368747340080914432.0).text() == "27368747340080914000");
  CHECK(Number::from_double(4052555153018976256.0).text() == "4052555153018976000");
}

TEST_CASE("the remainder has the sign of the first number") {
  CHECK(remainder("10", "3") == "1");
  CHECK(remainder("-10", "3") == "-1");
  CHECK(remainder("5.5", "-2") == "1.5");
  CHECK(remainder("5", "0") == "5");
  CHECK(remainder("-0", "0.5") == "-0");
}

TEST_CASE("zero keeps its sign, as in Terraform") {
  CHECK((-parsed("0")).text() == "-0");
  CHECK(-parsed("0") == parsed("0"));
  CHECK((parsed("0") * parsed("-1")).text() == "-0");
  CHECK((parsed("1") - parsed("1")).text() == "0");
}

TEST_CASE("floor and ceil go to the whole numbers around") {
  CHECK(parsed("-1.5").floor().text() == "-2");
  CHECK(parsed("-1.5").ceil().text() == "-1");
  CHECK(parsed("1.5").ceil().text() == "2");
  CHECK(parsed("-0.5").ceil().text() == "0");
  CHECK(parsed("7").floor().text() == "7");
  CHECK(parsed("-0").floor().text() == "0");
}

TEST_CASE("integers are read in any base") {
  CHECK(Number::parse_integer("ff", 16)->text() == "255");
  CHECK(Number::parse_integer("-1010", 2)->text() == "-10");
  CHECK(Number::parse_integer("z", 62)->text() == "35");
  CHECK(Number::parse_integer("Z", 62)->text() == "61");
  CHECK(Number::parse_integer("FF", 16)->text() == "255");
  CHECK(Number::parse_integer("ffffffffffffffffffffffff", 16)->text() == "79228162514264337593543950335");
  CHECK_FALSE(Number::parse_integer("2", 2));
  CHECK_FALSE(Number::parse_integer("", 10));
  CHECK_FALSE(Number::parse_integer("1", 63));
}

TEST_CASE("numbers are ordered by value") {
  CHECK(parsed("1") < parsed("1.5"));
  CHECK(parsed("-3") < parsed("2"));
  CHECK(parsed("1e30") > parsed("5"));
  CHECK(parsed("2.0") == Number(2));
}

TEST_CASE("whole values convert, others do not") {
  CHECK(parsed("1e3").as_int64() == 1000);
  CHECK_FALSE(parsed("1.5").as_int64());
  CHECK_FALSE(parsed("1e30").as_int64());
  CHECK(parsed("1.5").as_double() == 1.5);
}

}  // namespace blueprint::eval
