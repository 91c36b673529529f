#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint {
namespace {

constexpr std::string_view kNames[] = {"network", "cluster", "node_groups"};

TEST_CASE("a near miss is suggested") {
  CHECK(did_you_mean("netwrok", kNames) == "did you mean `network`?");
  CHECK(did_you_mean("clusters", kNames) == "did you mean `cluster`?");
}

TEST_CASE("nothing is suggested when nothing is near") {
  CHECK(did_you_mean("database", kNames).empty());
  CHECK(did_you_mean("", kNames).empty());
}

TEST_CASE("UTF-8 is told from other bytes") {
  CHECK(is_utf8("naïve ☃ 🚀"));
  CHECK_FALSE(is_utf8("\xff"));
  CHECK_FALSE(is_utf8("\xc0\xaf"));      // Overlong.
  CHECK_FALSE(is_utf8("\xed\xa0\x80"));  // A surrogate.
  CHECK_FALSE(is_utf8("\xe2\x98"));      // Cut off.
}

TEST_CASE("text is split at every separator") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
}

}  // namespace
}  // namespace blueprint
