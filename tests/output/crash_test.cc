// Runs that are killed at any moment, and runs at the same time.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "output/write_tree.h"
#include "support/strings.h"
#include "temporary_folder.h"

namespace blueprint::output {
namespace {

using Files = std::vector<OutputFile>;

// Two trees that differ in every way: changed, added, removed, a folder instead of a file.
Files tree(char version) {
  Files files;
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i);
    files.push_back({.path = concat("shared/", number), .text = concat(std::string(200, version), number)});
    files.push_back({.path = concat("only-", std::string(1, version), "/", number), .text = number});
  }
  files.push_back({.path = version == 'a' ? "turns" : "turns/into/folder", .text = "t"});
  return files;
}

pid_t start(const TemporaryFolder& folder, const Files& files) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(write_tree(folder / "out", files) ? 0 : 1);
  return child;
}

int finish(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

// Every file of both trees is old or new, and the user's own file is as it was.
void check_whole(const TemporaryFolder& folder) {
  for (const char version : {'a', 'b'}) {
    for (const OutputFile& file : tree(version)) {
      if (!std::filesystem::is_regular_file(folder / concat("out/", file.path))) continue;
      const std::string text = folder.read(concat("out/", file.path));
      const bool shared = file.path.starts_with("shared/");
      CHECK((text == file.text || (shared && text.size() == file.text.size())));
      if (shared) CHECK(std::ranges::count(text.substr(0, 200), text[0]) == 200);
    }
  }
  CHECK(folder.read("out/shared/mine") == "mine");
}

TEST_CASE("a run that is killed at any moment leaves whole files, and the next run repairs") {
  using std::chrono::microseconds;
  const TemporaryFolder folder;
  folder.write("out/shared/mine", "mine");
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(finish(start(folder, tree('b'))) == 0);
  const auto whole = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - begin) * 2;

  constexpr int kRounds = 80;
  int killed = 0;
  for (int round = 0; round < kRounds; ++round) {
    INFO("round " << round);
    const char version = round % 2 == 0 ? 'a' : 'b';
    const pid_t child = start(folder, tree(version));
    std::this_thread::sleep_for(whole * round / kRounds);
    ::kill(child, SIGKILL);
    if (finish(child) != 0) ++killed;
    check_whole(folder);
    // The next run is sometimes of the other tree, and is sometimes killed too.
    if (round % 3 == 0) continue;
    const Result<Written> result = write_tree(folder / "out", tree(round % 4 == 1 ? 'a' : 'b'));
    if (!result) FAIL(result.error().message);
    REQUIRE(result->written);
  }
  CHECK(killed > 0);

  REQUIRE(write_tree(folder / "out", tree('a'))->written);
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "out")) {
    if (entry.is_regular_file()) ++count;
  }
  CHECK(count == tree('a').size() + 2);  // The manifest, and the user's file.
  CHECK(!folder.has("out/.blueprint-new"));
  CHECK(!folder.has("out/.blueprint-journal"));
}

TEST_CASE("of many runs at once each writes its whole tree or says that another is at it") {
  const TemporaryFolder folder;
  folder.write("out/shared/mine", "mine");
  for (int round = 0; round < 10; ++round) {
    std::vector<pid_t> children;
    for (int i = 0; i < 6; ++i) children.push_back(start(folder, tree(i % 2 == 0 ? 'a' : 'b')));
    int written = 0;
    for (const pid_t child : children) written += finish(child) == 0 ? 1 : 0;
    CHECK(written >= 1);
    const bool is_a = nothing_to_do(*plan_changes(folder / "out", tree('a')));
    const bool is_b = nothing_to_do(*plan_changes(folder / "out", tree('b')));
    CHECK(is_a != is_b);
    check_whole(folder);
  }
  CHECK(!folder.has("out/.blueprint-lock"));
}

}  // namespace
}  // namespace blueprint::output
