#include "output/manifest.h"

#include <catch2/catch.hpp>

#include "support/strings.h"

namespace blueprint::output {
namespace {

const std::string kA(64, 'a');
const std::string kB(64, 'b');

std::string refusal(std::string_view text) {
  const Result<Manifest> manifest = parse_manifest(text);
  return manifest ? "" : manifest.error().message;
}

TEST_CASE("a manifest is read as it was printed, sorted by path") {
  const Manifest manifest = {{"terraform/vpc.tf", kB}, {"README.md", kA}, {"a b/ü.txt", kA}};
  const std::string text = print_manifest(manifest);
  CHECK(text == concat("# Written by blueprint: the files it generated here, each with the SHA-256 of its "
                       "text. Keep it with them.\n"
                       "blueprint-manifest 1 3\n",
                       kA, "  README.md\n", kA, "  a b/ü.txt\n", kB, "  terraform/vpc.tf\n"));
  CHECK(*parse_manifest(text) == manifest);
  CHECK(parse_manifest(print_manifest({}))->empty());
}

TEST_CASE("a manifest cut at any byte is refused") {
  const std::string text = print_manifest({{"README.md", kA}, {"terraform/vpc.tf", kB}});
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO(size);
    CHECK(!refusal(std::string_view(text).substr(0, size)).empty());
  }
}

TEST_CASE("a damaged manifest is refused with the line that is wrong") {
  CHECK(refusal("") == "it ends in the middle of a line");
  CHECK(refusal("hello\n") == "it does not start with a version this program knows");
  CHECK(refusal("blueprint-manifest 2 0\n") == "it does not start with a version this program knows");
  CHECK(refusal("blueprint-manifest 1 x\n") == "its version line has no count");
  CHECK(refusal("blueprint-manifest 1 1\n<<<<<<< HEAD\n") == "line 2 is not a hash and a path");
  CHECK(refusal(concat("blueprint-manifest 1 1\n", kA, "  ../x\n")) == "line 2 is not a hash and a path");
  CHECK(refusal(concat("blueprint-manifest 1 2\n", kA, "  x\n", kA, "  x\n")) ==
        "line 3 is not a hash and a path");
  CHECK(refusal(concat("blueprint-manifest 1 2\n", kA, "  x\n")) == "it lists 1 files instead of 2");
}

}  // namespace
}  // namespace blueprint::output
