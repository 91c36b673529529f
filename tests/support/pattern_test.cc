#include "support/pattern.h"

#include <catch2/catch.hpp>
#include <string>

namespace blueprint {
namespace {

TEST_CASE("a star in a pattern stands for any text") {
  CHECK(matches_pattern("*", ""));
  CHECK(matches_pattern("aws_subnet.*", "aws_subnet.public[\"a\"]"));
  CHECK(matches_pattern("*.public*", "aws_subnet.public[\"a\"]"));
  CHECK_FALSE(matches_pattern("aws_subnet", "aws_subnet.public"));
  CHECK_FALSE(matches_pattern("a.c", "abc"));
  CHECK_FALSE(matches_pattern("a?c", "abc"));
  CHECK(matches_pattern("a?c", "abc", {.question_marks = true}));
  CHECK_FALSE(matches_pattern("a?c*", "ABC", {.question_marks = true}));
  CHECK(matches_pattern("a?c*", "ABCD", {.question_marks = true, .any_case = true}));
}

TEST_CASE("a pattern of paths matches as in .gitignore") {
  CHECK(matches_path("examples", "a/examples/main.tf"));
  CHECK(matches_path("examples/", "a/examples/main.tf"));
  CHECK(matches_path("*.auto.tf", "a/b/x.auto.tf"));
  CHECK(matches_path("/a", "a/b.tf"));
  CHECK_FALSE(matches_path("/b", "a/b"));
  CHECK(matches_path("a/*/c", "a/b/c/d.tf"));
  CHECK_FALSE(matches_path("a/*/c", "a/b/b/c"));
  CHECK(matches_path("a/**/c", "a/b/b/c"));
  CHECK(matches_path("a/**/c", "a/c"));
  CHECK(matches_path("**/test?", "a/test1/x"));
  CHECK(matches_path("a/**", "a/b/c"));
  CHECK_FALSE(matches_path("exam", "examples/main.tf"));
  CHECK_FALSE(matches_path("a/b/c", "a/b"));
}

TEST_CASE("a pattern made to take long does not") {
  const std::string stars = "*a*a*a*a*a*a*a*a*a*a*b";
  CHECK_FALSE(matches_pattern(stars, std::string(10000, 'a')));
  std::string folders;
  for (int i = 0; i < 200; ++i) folders += "a/";
  CHECK_FALSE(matches_path("**/a/**/a/**/a/**/a/**/b", folders + "a"));
}

}  // namespace
}  // namespace blueprint
