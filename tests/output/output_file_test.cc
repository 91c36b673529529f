#include "output/output_file.h"

#include <catch2/catch.hpp>
#include <vector>

#include "support/strings.h"

namespace blueprint::output {
namespace {

std::string refusal(const std::vector<std::string>& paths) {
  std::vector<OutputFile> files;
  for (const std::string& path : paths) files.push_back({.path = path});
  const auto error = refuse_paths(files);
  return error ? error->message : "";
}

TEST_CASE("ordinary paths may be written") {
  CHECK(refusal({"a", "b/c.tf", "b/.hidden", "ü/x y", "b/.blueprint-manifest", "..a/b.."}).empty());
}

TEST_CASE("paths that leave the directory or hide something are refused") {
  CHECK(refusal({""}) == "cannot use `` as a path: it is empty");
  CHECK(refusal({"/etc/passwd"}) == "cannot use `/etc/passwd` as a path: it is absolute");
  CHECK(refusal({"a/../../b"}) == "cannot use `a/../../b` as a path: it leaves the output directory");
  CHECK(refusal({".."}) == "cannot use `..` as a path: it leaves the output directory");
  CHECK(refusal({"a//b"}) == "cannot use `a//b` as a path: it has an empty part");
  CHECK(refusal({"a/./b"}) == "cannot use `a/./b` as a path: it has an empty part");
  CHECK(refusal({"a/"}) == "cannot use `a/` as a path: it has an empty part");
  CHECK(refusal({"a\nb"}) == "cannot use `a\nb` as a path: it has control characters");
  CHECK(refusal({std::string("a\0b", 3)}) != "");
  CHECK(refusal({"\xff"}) == "cannot use `\xff` as a path: it is not UTF-8");
  CHECK(refusal({std::string(256, 'x')}).ends_with("a part of it is too long"));
  CHECK(refusal({".blueprint-manifest"}) ==
        "cannot use `.blueprint-manifest` as a path: names that start with `.blueprint-` are the program's "
        "own");
}

TEST_CASE("a path may be written once, and not be a folder as well") {
  CHECK(refusal({"a", "b", "a"}) == "two files would be written to `a`");
  CHECK(refusal({"a/b", "a", "a.b"}) == "`a` would be a file and a folder at once");
}

}  // namespace
}  // namespace blueprint::output
