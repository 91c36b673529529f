#include <catch2/catch.hpp>
#include <random>

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

// As the definition says, without any of what makes it quick.
std::size_t plain_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      cost[i][j] = std::min(
          {cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

TEST_CASE("what is suggested is as near as can be, and the first of those") {
  std::mt19937 random(7);
  const auto word = [&] {
    std::string text(random() % 14, 'a');
    for (char& c : text) c = char('a' + random() % 4);
    return text;
  };
  for (int round = 0; round < 3'000; ++round) {
    const std::string typed = word();
    const std::vector<std::string> words = {word(), word(), word(), word()};
    const std::vector<std::string_view> candidates(words.begin(), words.end());
    std::string_view expected;
    std::size_t least = std::max<std::size_t>(1, typed.size() / 3) + 1;
    for (const std::string_view candidate : candidates) {
      const std::size_t distance = plain_distance(typed, candidate);
      if (distance < least) expected = candidate;
      least = std::min(least, distance);
    }
    INFO(typed << ": " << join(words, " "));
    CHECK(nearest(typed, candidates) == expected);
  }
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
