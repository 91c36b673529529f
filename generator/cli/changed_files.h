// What has changed in a git repository, and which of the files to look at that concerns.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace blueprint::cli {

// Absolute paths of all files that differ between the working tree and the commit
// where it and `ref` part, untracked ones included. Runs git, and nothing that a
// repository could name.
Result<std::vector<std::string>> changed_since(const std::string& folder, std::string_view ref);

// Leaves in `paths` the files of folders in which something changed, and of folders
// that call a module in which something changed. Documents are related to each
// other, so that all of them stay when one changed.
void keep_concerned(std::vector<std::string>& paths, const std::vector<std::string>& changed);

}  // namespace blueprint::cli
