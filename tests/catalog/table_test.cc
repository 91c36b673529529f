#include <catch2/catch.hpp>

#include "catalog/table.h"

namespace blueprint::catalog {
namespace {

// The second cell of the row of `key`, or "none".
std::string_view check(std::string_view text, std::string_view key) {
  const auto row = Table(text).find(key);
  return row ? (*row)[1] : "none";
}

constexpr std::string_view kText = "name\tvalue\na\t1\nab\t2\nb\t3\nb.c\t4\nd\n";

TEST_CASE("every row is found by its first cell") {
  CHECK(check(kText, "a") == "1");
  CHECK(check(kText, "ab") == "2");
  CHECK(check(kText, "b") == "3");
  CHECK(check(kText, "b.c") == "4");
  CHECK(check(kText, "d") == "");
}

TEST_CASE("what is not there is not found, nor is the header") {
  for (const std::string_view key : {"", "0", "aa", "c", "e", "name", "a\t1"})
    CHECK(check(kText, key) == "none");
}

TEST_CASE("an empty table has no rows") {
  CHECK(check("", "a") == "none");
  CHECK(check("name\tvalue\n", "a") == "none");
  CHECK(Table("").rows().empty());
}

TEST_CASE("a last line without a newline is a row") {
  CHECK(check("name\tvalue\na\t1\nb\t2", "b") == "2");
  CHECK(Table("name\tvalue\na\t1\nb\t2").rows().size() == 2);
}

TEST_CASE("a cell that is no whole number counts as 0") {
  const Row row("a\t12\t1.5\t99999999999\t-3");
  CHECK(row.number(1) == 12);
  CHECK(row.number(2) == 0);
  CHECK(row.number(3) == 0);
  CHECK(row.number(4) == -3);
  CHECK(row.number(9) == 0);
}

}  // namespace
}  // namespace blueprint::catalog
