#include "output/diff.h"

#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>

#include "support/strings.h"
#include "temporary_folder.h"

namespace blueprint::output {
namespace {

std::string diff(std::string_view before, std::string_view after) {
  return unified_diff({.before = before, .after = after}, "main.tf");
}

std::string numbers(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) text += concat(std::to_string(i), "\n");
  return text;
}

TEST_CASE("equal texts have no diff") {
  CHECK(diff("", "").empty());
  CHECK(diff("a\nb\n", "a\nb\n").empty());
}

TEST_CASE("a changed line has three lines of context on each side") {
  CHECK(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        "--- a/main.tf\n+++ b/main.tf\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("changes six lines apart share a piece, and seven lines apart do not") {
  const std::string old = numbers(1, 20);
  const auto pieces = [&](int second) {
    const std::string changed =
        concat(numbers(1, 1), "x\n", numbers(3, second - 1), "y\n", numbers(second + 1, 20));
    const std::string text = diff(old, changed);
    int count = 0;
    for (std::size_t at = text.find("@@ -"); at != text.npos; at = text.find("@@ -", at + 1)) ++count;
    return count;
  };
  CHECK(pieces(9) == 1);
  CHECK(pieces(10) == 2);
}

TEST_CASE("a last line without a newline is said to have none, on the side that lacks it") {
  CHECK(diff("a\nb", "a\nb\n") ==
        "--- a/main.tf\n+++ b/main.tf\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
  CHECK(diff("a\nb\n", "a\nb") ==
        "--- a/main.tf\n+++ b/main.tf\n@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n");
  CHECK(diff("x\nb", "y\nb") ==
        "--- a/main.tf\n+++ b/main.tf\n@@ -1,2 +1,2 @@\n-x\n+y\n b\n\\ No newline at end of file\n");
}

TEST_CASE("a new file and a removed file are compared with /dev/null") {
  CHECK(unified_diff({.after = "a\n", .created = true}, "x") ==
        "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
  CHECK(unified_diff({.before = "a\nb\n", .removed = true}, "x") ==
        "--- a/x\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n");
  CHECK(unified_diff({.created = true}, "empty") == "--- /dev/null\n+++ b/empty\n");
}

TEST_CASE("a huge rewrite ends soon") {
  std::string before;
  std::string after;
  for (int i = 0; i < 100'000; ++i) {
    before += concat("old ", std::to_string(i), "\n");
    after += concat("new ", std::to_string(i), "\n");
  }
  CHECK(diff(before, after).size() == before.size() + after.size() + 200'000 +
                                          std::string_view("--- a/main.tf\n+++ b/main.tf\n"
                                                           "@@ -1,100000 +1,100000 @@\n")
                                              .size());
}

TEST_CASE("patch turns the old text into the new one by our diff") {
  if (std::system("command -v patch >/dev/null 2>&1") != 0) return;
  std::mt19937 random(7);
  const auto some_text = [&](std::string_view base) {
    std::string text;
    for (const std::string_view line : split(base, '\n')) {
      const auto dice = random() % 12;
      if (dice == 0) continue;
      text += dice == 1 ? std::string("changed") : std::string(line);
      text += dice == 2 ? "\ninserted\n" : "\n";
    }
    if (random() % 3 == 0 && !text.empty()) text.pop_back();
    return text;
  };
  for (int round = 0; round < 40; ++round) {
    const TemporaryFolder folder;
    const std::string before = some_text(numbers(1, 40));
    const std::string after = some_text(before);
    folder.write("main.tf", before);
    folder.write("change.diff", diff(before, after));
    const std::string command =
        concat("cd ", folder.path().string(), " && patch -s -p1 < change.diff >/dev/null 2>&1");
    if (before == after) continue;
    REQUIRE(std::system(command.c_str()) == 0);
    CHECK(folder.read("main.tf") == after);
  }
}

}  // namespace
}  // namespace blueprint::output
