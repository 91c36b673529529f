#include "catalog/files.h"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "catalog/rule_heads.h"
#include "support/file.h"

namespace blueprint::catalog {
namespace {

namespace fs = std::filesystem;

// A directory of its own for one test.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(fs::temp_directory_path() / ("blueprint-" + name + "-" + std::to_string(::getpid()))) {}
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }
  void write(const std::string& name, std::string_view text) const {
    REQUIRE(!write_file(path_ / name, text));
  }

 private:
  fs::path path_;
};

bool has(const std::vector<std::string>& paths, std::string_view path) {
  return std::ranges::find(paths, path) != paths.end();
}

TEST_CASE("embedded files are the project's files") {
  const Library library;
  const std::vector<std::string> paths = library.list("catalog");
  REQUIRE(has(paths, "catalog/regions.tsv"));
  for (const std::string& path : paths) {
    INFO(path);
    if (path == kRuleHeads || path == kRuleKeys) continue;  // Made by the build.
    const Result<std::string> text = read_file(fs::path(PROJECT_DIR) / path);
    REQUIRE(text);
    CHECK(library.find(path) == std::optional<std::string_view>(*text));
  }
}

TEST_CASE("what describes the catalog to people is not embedded") {
  const Library library;
  CHECK(!library.find("catalog/README.md"));
  CHECK(!library.find("catalog/refresh.py"));
}

TEST_CASE("unknown paths are not found") {
  const Library library;
  for (const char* path : {"", "/", "catalog", "catalog/", "catalog/zzz", "zzz", "catalog/regions.tsvx"}) {
    CHECK(!library.find(path));
  }
}

TEST_CASE("a folder is listed at every depth, sorted, with or without a slash at its end") {
  const Library library;
  const std::vector<std::string> paths = library.list("catalog/kubernetes/1.35");
  CHECK(paths ==
        std::vector<std::string>{"catalog/kubernetes/1.35/kinds.tsv", "catalog/kubernetes/1.35/types.tsv"});
  CHECK(library.list("catalog/kubernetes/1.35/") == paths);
  CHECK(library.list("catalog/kub").empty());
  CHECK(library.list("nothing").empty());
}

TEST_CASE("a directory replaces files and adds others") {
  const Folder folder("layer");
  folder.write("regions.tsv", "name\nmoon-1\n");
  folder.write("kubernetes/1.35/extra.tsv", "x\n");
  folder.write(".git/config", "x\n");
  Library library;
  REQUIRE(!library.add("catalog", folder.path()));
  CHECK(library.find("catalog/regions.tsv") == "name\nmoon-1\n");
  CHECK(library.shown_path("catalog/regions.tsv") == (folder.path() / "regions.tsv").string());
  CHECK(library.find("catalog/kubernetes/1.35/extra.tsv") == "x\n");
  CHECK(library.list("catalog/kubernetes/1.35").size() == 3);
  CHECK(library.find("catalog/charts.tsv").has_value());
  CHECK(library.shown_path("catalog/charts.tsv") == "catalog/charts.tsv");
  CHECK(!library.find("catalog/.git/config"));
}

TEST_CASE("a file may begin with a dot, and a hidden folder is left alone") {
  const Folder folder("hidden");
  folder.write("network/terraform/.gitignore", "*.tfstate\n");
  folder.write(".git/config", "[core]\n");
  Library library;
  REQUIRE(!library.add("templates", folder.path()));
  CHECK(library.find("templates/network/terraform/.gitignore").has_value());
  CHECK(!library.find("templates/.git/config"));
}

TEST_CASE("a directory that is not there is an error") {
  Library library;
  const auto error = library.add("templates", "/nonexistent/folder");
  REQUIRE(error);
  CHECK(error->message == "cannot read /nonexistent/folder: it is not a directory");
}

TEST_CASE("a file in place of a directory is an error") {
  Library library;
  CHECK(library.add("templates", fs::path(PROJECT_DIR) / "CMakeLists.txt").has_value());
}

}  // namespace
}  // namespace blueprint::catalog
