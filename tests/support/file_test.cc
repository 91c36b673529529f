#include "support/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "support/descriptor.h"
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

TEST_CASE("what is written to a link goes to the file that it names") {
  const TemporaryFolder folder;
  folder.write("target.json", "old");
  std::filesystem::create_symlink("target.json", folder / "link.json");
  CHECK(!write_file(folder / "link.json", "new"));
  CHECK(std::filesystem::is_symlink(folder / "link.json"));
  CHECK(folder.read("target.json") == "new");
}

TEST_CASE("what is written to a pipe goes through it, and the pipe stays") {
  const TemporaryFolder folder;
  const std::string pipe = (folder / "pipe").string();
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const auto unread = write_file(pipe, "text");
  REQUIRE(unread);
  CHECK(unread->message.starts_with("cannot write " + pipe + ": "));
  const Descriptor reader(::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  CHECK(!write_file(pipe, "text"));
  std::string text(4, ' ');
  CHECK(::read(reader.get(), text.data(), text.size()) == 4);
  CHECK(text == "text");
  CHECK(std::filesystem::is_fifo(pipe));
}

TEST_CASE("a file that does not exist is not rewritten") {
  const TemporaryFolder folder;
  CHECK(rewrite_file(folder / "none", "x")->message ==
        "cannot write " + (folder / "none").string() + ": No such file or directory");
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
