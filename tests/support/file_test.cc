#include "support/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "temporary_folder.h"

namespace blueprint {
namespace {

TEST_CASE("a rewritten file keeps its permissions, and a link to it stays a link") {
  const TemporaryFolder folder;
  folder.write("real/main.tf", "old");
  ::chmod((folder / "real/main.tf").c_str(), 0640);
  std::filesystem::create_symlink(folder / "real/main.tf", folder / "link.tf");
  CHECK(!rewrite_file(folder / "link.tf", "new"));
  CHECK(folder.read("real/main.tf") == "new");
  CHECK(std::filesystem::is_symlink(folder / "link.tf"));
  struct stat info {};
  ::stat((folder / "real/main.tf").c_str(), &info);
  CHECK((info.st_mode & 07777) == 0640);
}

TEST_CASE("a file that does not exist is not rewritten") {
  const TemporaryFolder folder;
  CHECK(rewrite_file(folder / "none", "x")->message ==
        "cannot write " + (folder / "none").string() + ": No such file or directory");
}

TEST_CASE("what is written to a pipe goes through it, and the pipe stays") {
  const TemporaryFolder folder;
  const std::filesystem::path pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  REQUIRE(reader >= 0);
  CHECK_FALSE(write_file(pipe, "text"));
  char read[8] = {};
  CHECK(::read(reader, read, sizeof read) == 4);
  CHECK(std::string_view(read) == "text");
  ::close(reader);
  CHECK(std::filesystem::is_fifo(pipe));
}

TEST_CASE("a folder, a pipe and a large file are not read") {
  const TemporaryFolder folder;
  folder.write("large", std::string((1u << 20) + 1, 'x'));
  ::mkfifo((folder / "pipe").c_str(), 0600);
  const auto refusal = [&](const char* name) {
    const Result<std::string> text = read_file(folder / name, 1u << 20);
    return text ? "" : text.error().message.substr((folder / name).string().size() + 14);
  };
  CHECK(refusal(".") == "it is a directory");
  CHECK(refusal("pipe") == "it is not a regular file");
  CHECK(refusal("large") == "it is larger than 1 MiB");
}

}  // namespace
}  // namespace blueprint
