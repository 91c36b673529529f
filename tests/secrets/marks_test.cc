#include "secrets/marks.h"

#include <catch2/catch.hpp>
#include <string>

using blueprint::secrets::Marks;

namespace {

// "word@end" of every hit.
std::string hits(const std::vector<std::string_view>& words, std::string_view text) {
  std::string found;
  for (const Marks::Hit hit : Marks(words).find(text)) {
    found += std::string(words[hit.word]) + "@" + std::to_string(hit.end) + " ";
  }
  return found;
}

}  // namespace

TEST_CASE("words are found in any case, also in each other") {
  CHECK(hits({"he", "she", "his", "hers"}, "usHERs") == "she@4 he@4 hers@6 ");
  CHECK(hits({"pass", "password"}, "a PASSWORD") == "pass@6 password@10 ");
  CHECK(hits({"abab"}, "ababab") == "abab@4 abab@6 ");
  CHECK(hits({"x", ""}, "axa") == "x@2 ");
  CHECK(hits({"x"}, "").empty());
}

TEST_CASE("words are found once wherever a long text is taken apart") {
  for (std::size_t at = 0; at + 6 <= 2000; ++at) {
    std::string text(2000, '.');
    text.replace(at, 6, "secret");
    REQUIRE(hits({"secret", "cre"}, text) ==
            "cre@" + std::to_string(at + 5) + " secret@" + std::to_string(at + 6) + " ");
  }
}
