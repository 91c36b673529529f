// What writing a set of files into a directory would do to it.

#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/directory.h"
#include "output/manifest.h"
#include "output/output_file.h"
#include "support/result.h"

namespace blueprint::output {

enum class ChangeKind {
  Create,
  Update,
  Delete,  // Generated earlier, generated no longer, and not edited since.
  Unchanged,
  ConflictEdited,   // Generated earlier, but its text is not what was generated.
  ConflictForeign,  // Never generated here.
};

struct Change {
  std::string path{};
  ChangeKind kind = ChangeKind::Unchanged;
  std::string before{};  // Empty for new files and for what is no regular file.
  std::string after{};   // Empty for removed files.
  bool executable = false;
  bool removes = false;  // The file is not generated any more.

  bool conflicts() const { return kind == ChangeKind::ConflictEdited || kind == ChangeKind::ConflictForeign; }
};

// Compares the directory with `files`, by path. Reads only; the directory need
// not exist. Fails when a path cannot be used or something cannot be read.
Result<std::vector<Change>> plan_changes(const std::filesystem::path& directory,
                                         std::span<const OutputFile> files);
Result<std::vector<Change>> plan_changes(const Directory& directory, const Manifest& ours,
                                         std::span<const OutputFile> files);

bool any_conflict(std::span<const Change> changes);
// True when every file is as it should be.
bool nothing_to_do(std::span<const Change> changes);

}  // namespace blueprint::output
