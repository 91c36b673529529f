#include "terraform/folder.h"

#include <catch2/catch.hpp>

namespace blueprint::terraform {
namespace {

// The names of the files that make up a folder of these, each followed by a space.
std::string read_of(const std::vector<std::string>& names) {
  Sources sources;
  Diagnostics diags;
  Folders folders(diags, sources);
  std::vector<NamedFile> files;
  for (const std::string& name : names) files.push_back({.path = "m/" + name, .id = sources.add(name, "")});
  folders.add("m", std::move(files));
  std::string read;
  for (const hcl::File& file : folders.find("m")->files) read += std::string(sources.path(file.id)) + " ";
  return read;
}

TEST_CASE("files are read by name, and a.tofu instead of a.tf") {
  CHECK(read_of({"b.tf", "a.tf", "c.tofu"}) == "a.tf b.tf c.tofu ");
  CHECK(read_of({"b.tf", "a.tofu", "a.tf", "aa.tf"}) == "a.tofu aa.tf b.tf ");
  CHECK(read_of({"a.tofu", "a.tf"}) == "a.tofu ");
  CHECK(read_of({"notes.txt", "a.tf", "b.tofu"}) == "a.tf b.tofu ");
}

}  // namespace
}  // namespace blueprint::terraform
