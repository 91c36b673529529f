// Writes a set of files into a directory so that nothing is ever lost.
//
// Everything is written to temporary names and forced to the disk first; then a
// journal says what will be put in place, each file is renamed over the old one,
// what is no longer generated is removed, and the manifest is replaced. A kill
// at any moment leaves each file old or new, and the journal tells the next run
// which new ones are ours. A full disk or a folder without write permission is
// found out before the first file changes.

#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "output/changes.h"

namespace blueprint::output {

struct WriteOptions {
  bool force = false;  // Also overwrites and removes files that conflict.
};

struct Written {
  std::vector<Change> changes{};
  bool written = false;  // False: a change conflicts, so nothing was written.
};

// Makes `directory` hold exactly `files` besides what is the user's. Fails when
// another run is writing there, when a path cannot be used, and when the disk refuses.
Result<Written> write_tree(const std::filesystem::path& directory, std::span<const OutputFile> files,
                           const WriteOptions& options = {});

}  // namespace blueprint::output
