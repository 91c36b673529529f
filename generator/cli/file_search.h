// The files that the paths on a command line mean.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace blueprint::cli {

struct FoundFiles {
  std::vector<std::string> paths{};  // In the order of the arguments; below a folder sorted, each once.
  std::vector<Error> errors{};       // Paths that do not exist, folders that cannot be read.
  // Below folders, sorted: wanted names that are links to nothing, and files that .gitignore leaves out.
  std::vector<std::string> broken_links{};
  std::vector<std::string> left_out{};
};

// A path that names a file is taken as it is. Of a folder, those files are taken,
// at any depth, for whose name `wanted` is true. As in Terraform, names that start
// with a dot and editors' backups are left alone; links to folders are not followed.
// With LikeGit, what .gitignore files leave out is left out.
enum class Ignoring { Nothing, LikeGit };
FoundFiles find_files(std::span<const std::string> paths, bool (*wanted)(std::string_view name),
                      Ignoring ignoring = Ignoring::Nothing);

// The regular files of one folder, sorted; nothing when it cannot be read.
std::vector<std::string> files_in(const std::string& folder);

}  // namespace blueprint::cli
