// Every template, rule and fact that a run can use: the files inside the program,
// and directories of the user's laid over them.
//
// A path has the project's own form whatever it comes from, and is what
// diagnostics show for embedded files: "templates/network/component.yaml",
// "rules/aws/database-public.yaml", "catalog/regions.tsv".

#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/embedded.h"
#include "support/result.h"
#include "support/source.h"

namespace blueprint::catalog {

class Library {
 public:
  // Lays the files below `directory` over `folder` ("templates", "rules" or
  // "catalog"): each replaces the file of its path, or is new. Files inside
  // hidden folders are left alone. Reads them all now.
  std::optional<Error> add(std::string_view folder, const std::filesystem::path& directory);

  // The text of the file. It lives as long as the library, and until the next `add`.
  std::optional<std::string_view> find(std::string_view path) const;

  // Adds the file to `sources` under its path, with what the build prepared of it; an empty one when it
  // is not there. `size` is how much of its text is wanted.
  FileId add_to(Sources& sources, const std::string& path, std::size_t size = std::string_view::npos) const;

  // The paths of all files below `folder`, at any depth, sorted.
  std::vector<std::string> list(std::string_view folder) const;

  // The same, only of those that were laid over the program's own.
  std::vector<std::string> added(std::string_view folder) const;

  // Where `path` comes from, for people: "templates/x.tf" when it is embedded,
  // or the file in the directory that was laid over it.
  std::string shown_path(std::string_view path) const;

 private:
  struct File {
    std::string text{};
    std::string origin{};
  };

  std::optional<embedded::File> file(std::string_view path) const;

  std::map<std::string, File, std::less<>> added_{};
};

}  // namespace blueprint::catalog
