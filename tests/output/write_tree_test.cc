#include "output/write_tree.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <functional>

#include "output/lock.h"
#include "output/manifest.h"
#include "support/strings.h"
#include "temporary_folder.h"

namespace blueprint::output {
namespace {

using Files = std::vector<OutputFile>;

const Files kTree = {{.path = "README.md", .text = "read me\n"},
                     {.path = "bin/run.sh", .text = "#!/bin/sh\n", .executable = true},
                     {.path = "terraform/vpc.tf", .text = "vpc\n"}};

std::string letter(const Change& change) {
  switch (change.kind) {
    case ChangeKind::Create: return "create ";
    case ChangeKind::Update: return "update ";
    case ChangeKind::Delete: return "delete ";
    case ChangeKind::Unchanged: return "same ";
    case ChangeKind::ConflictEdited: return "edited ";
    case ChangeKind::ConflictForeign: return "foreign ";
  }
  return "";
}

std::string show(const std::vector<Change>& changes) {
  std::string text;
  for (const Change& change : changes) text += concat(letter(change), change.path, "\n");
  return text;
}

// What a run did, or its error.
std::string run(const TemporaryFolder& folder, const Files& files, bool force = false) {
  const Result<Written> result = write_tree(folder / "out", files, {.force = force});
  if (!result) return result.error().message;
  return result->written ? show(result->changes) : concat("nothing written:\n", show(result->changes));
}

// The same, by a child process that first does `prepare`, and without root's powers.
std::string run_as_child(
    const TemporaryFolder& folder, const Files& files, const std::function<void()>& prepare = [] {}) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(1);
    prepare();
    const std::string said = run(folder, files);
    const bool written = ::write(ends[1], said.data(), said.size()) == ssize_t(said.size());
    ::_exit(written ? 0 : 1);
  }
  ::close(ends[1]);
  std::string said(4096, '\0');
  CHECK(read_up_to(ends[0], said));
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
  return said;
}

std::string names(const TemporaryFolder& folder) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "out")) {
    found.push_back(entry.path().lexically_relative(folder / "out").string());
  }
  std::ranges::sort(found);
  return join(found, " ");
}

bool is_executable(const std::filesystem::path& path) {
  return (std::filesystem::status(path).permissions() & std::filesystem::perms::owner_exec) !=
         std::filesystem::perms::none;
}

TEST_CASE("a first run creates the tree and nothing else") {
  const TemporaryFolder folder;
  CHECK(run(folder, kTree) == "create README.md\ncreate bin/run.sh\ncreate terraform/vpc.tf\n");
  CHECK(names(folder) == ".blueprint-manifest README.md bin bin/run.sh terraform terraform/vpc.tf");
  CHECK(folder.read("out/terraform/vpc.tf") == "vpc\n");
  CHECK(is_executable(folder / "out/bin/run.sh"));
  CHECK(!is_executable(folder / "out/README.md"));
}

TEST_CASE("a second run changes no byte and no time") {
  const TemporaryFolder folder;
  run(folder, kTree);
  const auto file_time = std::filesystem::last_write_time(folder / "out/README.md");
  const auto manifest_time = std::filesystem::last_write_time(folder / "out/.blueprint-manifest");
  CHECK(run(folder, kTree) == "same README.md\nsame bin/run.sh\nsame terraform/vpc.tf\n");
  CHECK(std::filesystem::last_write_time(folder / "out/README.md") == file_time);
  CHECK(std::filesystem::last_write_time(folder / "out/.blueprint-manifest") == manifest_time);
}

TEST_CASE("generated files follow the generator, and stale ones go with their folders") {
  const TemporaryFolder folder;
  run(folder, kTree);
  folder.write("out/terraform/mine.tf", "mine\n");
  CHECK(run(folder, {{.path = "README.md", .text = "new\n"}}) ==
        "update README.md\ndelete bin/run.sh\ndelete terraform/vpc.tf\n");
  CHECK(names(folder) == ".blueprint-manifest README.md terraform terraform/mine.tf");
  CHECK(run(folder, {}) == "delete README.md\n");
  CHECK(names(folder) == ".blueprint-manifest terraform terraform/mine.tf");
}

TEST_CASE("edited and foreign files stop the run, all named, and nothing is written") {
  const TemporaryFolder folder;
  run(folder, kTree);
  folder.write("out/README.md", "edited\n");
  folder.write("out/terraform/vpc.tf", "edited\n");
  folder.write("out/foreign.txt", "foreign\n");
  const Files next = {{.path = "README.md", .text = "new\n"},
                      {.path = "foreign.txt", .text = "new\n"},
                      {.path = "new.txt", .text = "new\n"}};
  CHECK(run(folder, next) ==
        "nothing written:\nedited README.md\ndelete bin/run.sh\nforeign foreign.txt\n"
        "create new.txt\nedited terraform/vpc.tf\n");
  CHECK(folder.read("out/README.md") == "edited\n");
  CHECK(!folder.has("out/new.txt"));
  CHECK(folder.has("out/bin/run.sh"));

  CHECK(run(folder, next, true).starts_with("edited README.md\n"));
  CHECK(names(folder) == ".blueprint-manifest README.md foreign.txt new.txt");
  CHECK(folder.read("out/foreign.txt") == "new\n");
  CHECK(run(folder, next) == "same README.md\nsame foreign.txt\nsame new.txt\n");
}

TEST_CASE("a generated file that was removed comes back, and an identical foreign one is taken over") {
  const TemporaryFolder folder;
  folder.write("out/README.md", "read me\n");
  CHECK(run(folder, kTree).starts_with("same README.md\n"));
  std::filesystem::remove(folder / "out/README.md");
  std::filesystem::remove_all(folder / "out/terraform");
  CHECK(run(folder, kTree) == "create README.md\nsame bin/run.sh\ncreate terraform/vpc.tf\n");
  std::filesystem::remove(folder / "out/README.md");
  CHECK(run(folder, {kTree[1], kTree[2]}) == "same bin/run.sh\nsame terraform/vpc.tf\n");
  CHECK(parse_manifest(folder.read("out/.blueprint-manifest"))->size() == 2);
}

TEST_CASE("a lost x bit is put back") {
  const TemporaryFolder folder;
  run(folder, kTree);
  ::chmod((folder / "out/bin/run.sh").c_str(), 0644);
  CHECK(run(folder, kTree) == "same README.md\nupdate bin/run.sh\nsame terraform/vpc.tf\n");
  CHECK(is_executable(folder / "out/bin/run.sh"));
}

TEST_CASE("a file becomes a folder, and a folder a file") {
  const TemporaryFolder folder;
  run(folder, {{.path = "a", .text = "1"}, {.path = "b/c/d", .text = "2"}});
  CHECK(run(folder, {{.path = "a/x/y", .text = "3"}, {.path = "b", .text = "4"}}) ==
        "delete a\ncreate a/x/y\ncreate b\ndelete b/c/d\n");
  CHECK(names(folder) == ".blueprint-manifest a a/x a/x/y b");
}

TEST_CASE("empty folders, which hold no text, are no obstacle") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "out/a/b/c");
  CHECK(run(folder, {{.path = "a", .text = "1"}}) == "create a\n");
  CHECK(folder.read("out/a") == "1");
}

TEST_CASE("what is in the way is named, and not even --force removes it") {
  const TemporaryFolder folder;
  folder.write("out/a", "mine");
  folder.write("out/b/c", "mine");
  const std::string out = (folder / "out").string();
  CHECK(
      run(folder, {{.path = "a/x", .text = ""}}, true) ==
      concat("cannot write ", out, "/a/x: a folder of it is a file, which was not generated; move it away"));
  CHECK(run(folder, {{.path = "b", .text = ""}}, true) ==
        concat("cannot write ", out, "/b: it is a folder, which was not generated; move it away"));
}

TEST_CASE("nothing is written or removed through a symbolic link below the directory") {
  const TemporaryFolder folder;
  folder.write("elsewhere/vpc.tf", "precious\n");
  std::filesystem::create_directories(folder / "out");
  std::filesystem::create_directory_symlink(folder / "elsewhere", folder / "out/terraform");
  CHECK(run(folder, {{.path = "terraform/vpc.tf", .text = "new\n"}}, true) ==
        concat("cannot read ", (folder / "out/terraform/vpc.tf").string(),
               ": a folder on the way is a symbolic link"));
  CHECK(run(folder, {{.path = "terraform/new/vpc.tf", .text = "new\n"}}, true).ends_with("symbolic link"));
  CHECK(folder.read("elsewhere/vpc.tf") == "precious\n");

  // A generated file that was replaced by a link is the user's now.
  run(folder, {{.path = "x", .text = "1"}});
  std::filesystem::remove(folder / "out/x");
  std::filesystem::create_symlink(folder / "elsewhere/vpc.tf", folder / "out/x");
  CHECK(run(folder, {{.path = "x", .text = "2"}}) == "nothing written:\nforeign x\n");
  CHECK(run(folder, {}) == "nothing written:\nedited x\n");
  CHECK(run(folder, {{.path = "x", .text = "2"}}, true) == "foreign x\n");
  CHECK(folder.read("out/x") == "2");
  CHECK(folder.read("elsewhere/vpc.tf") == "precious\n");
}

TEST_CASE("the directory itself may be named by a link, and must not be a file") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "real");
  std::filesystem::create_directory_symlink(folder / "real", folder / "out");
  CHECK(run(folder, {{.path = "x", .text = "1"}}) == "create x\n");
  CHECK(folder.read("real/x") == "1");
  std::filesystem::remove(folder / "out");
  folder.write("out", "a file");
  CHECK(run(folder, {}) == concat("cannot write to ", (folder / "out").string(), ": it is not a directory"));
}

TEST_CASE("a damaged manifest is an error that says what to do, and nothing is lost") {
  const TemporaryFolder folder;
  run(folder, kTree);
  const std::string whole = folder.read("out/.blueprint-manifest");
  folder.write("out/.blueprint-manifest", whole.substr(0, whole.size() / 2));
  const Files next = {{.path = "README.md", .text = "new\n"}};
  CHECK(run(folder, next) ==
        concat((folder / "out/.blueprint-manifest").string(),
               " is damaged (it ends in the middle of a line): restore it, or remove it and run again; files "
               "with the text they should have are then taken over, and the others named"));
  CHECK(folder.read("out/README.md") == "read me\n");
  std::filesystem::remove(folder / "out/.blueprint-manifest");
  CHECK(run(folder, next) == "nothing written:\nforeign README.md\n");
  CHECK(run(folder, kTree) == "same README.md\nsame bin/run.sh\nsame terraform/vpc.tf\n");
}

TEST_CASE("a directory that cannot be written is an error, and nothing changes") {
  const TemporaryFolder folder;
  ::chmod(folder.path().c_str(), 0755);
  run(folder, kTree);
  ::chmod((folder / "out").c_str(), 0555);
  CHECK(run_as_child(folder, {}) == concat("cannot lock ", (folder / "out").string(), ": Permission denied"));
  ::chmod((folder / "out").c_str(), 0777);
  Files next = kTree;
  next[0].text = next[2].text = "new\n";
  CHECK(run_as_child(folder, next) ==
        concat("cannot write ", (folder / "out/terraform/vpc.tf").string(), ": Permission denied"));
  CHECK(folder.read("out/README.md") == "read me\n");
  CHECK(names(folder) == ".blueprint-manifest README.md bin bin/run.sh terraform terraform/vpc.tf");
}

TEST_CASE("a full disk is an error, and nothing changes") {
  const TemporaryFolder folder;
  ::chmod(folder.path().c_str(), 0755);
  run(folder, kTree);
  ::chmod((folder / "out").c_str(), 0777);
  Files next = kTree;
  next[0].text = "new\n";
  next.push_back({.path = "big", .text = std::string(10'000, 'x')});
  const auto limit_files = [] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 5'000, .rlim_max = 5'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  };
  CHECK(run_as_child(folder, next, limit_files).ends_with(": File too large"));
  CHECK(folder.read("out/README.md") == "read me\n");
  CHECK(names(folder) == ".blueprint-manifest README.md bin bin/run.sh terraform terraform/vpc.tf");
}

TEST_CASE("what a killed run began to write is cleared away") {
  const TemporaryFolder folder;
  run(folder, kTree);
  folder.write("out/.blueprint-journal.new", "blueprint-man");
  folder.write("out/.blueprint-manifest.new", "");
  folder.write("out/.blueprint-new/3", "half");
  CHECK(run(folder, kTree) == "same README.md\nsame bin/run.sh\nsame terraform/vpc.tf\n");
  CHECK(names(folder) == ".blueprint-manifest README.md bin bin/run.sh terraform terraform/vpc.tf");
}

TEST_CASE("planning reads only, and needs no directory") {
  const TemporaryFolder folder;
  CHECK(show(*plan_changes(folder / "out", kTree)) ==
        "create README.md\ncreate bin/run.sh\ncreate terraform/vpc.tf\n");
  CHECK(!folder.has("out"));
  const Files bad = {{.path = "../x", .text = ""}};
  CHECK(plan_changes(folder / "out", bad).error().message ==
        "cannot use `../x` as a path: it leaves the output directory");
}

TEST_CASE("while one run writes, another fails and names it") {
  const TemporaryFolder folder;
  const Result<Directory> directory = Directory::open(folder / "out", true);
  REQUIRE(directory);
  {
    const Result<Lock> lock = Lock::take(*directory);
    REQUIRE(lock);
    CHECK(run(folder, kTree) == concat("another run (process ", std::to_string(::getpid()),
                                       ") is writing to ", (folder / "out").string(),
                                       ": wait for it, then run again"));
  }
  CHECK(names(folder).empty());
  folder.write("out/.blueprint-lock", "99999\n");  // Of a process that was killed.
  CHECK(run(folder, kTree).starts_with("create README.md\n"));
  CHECK(!folder.has("out/.blueprint-lock"));
}

}  // namespace
}  // namespace blueprint::output
