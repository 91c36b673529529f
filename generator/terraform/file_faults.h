// What is to be said of files as a whole.

#pragma once

#include <vector>

#include "support/source.h"
#include "terraform/fault.h"

namespace blueprint::terraform {

struct FaultOfFile {
  FileId file{};
  Fault fault{};
};

// Checks: "unformatted" (the first line that `terraform fmt` would write
// otherwise), "slash-comment" (`//`). To format everything is work: it is done when it is asked for.
std::vector<FaultOfFile> file_faults(const Sources& sources, const Folder& folder, const Asked& asked);

// Which file has what. Checks: "misplaced" (a variable or output outside of the
// file that `in` names), "missing-file" (`name`; told at the first block).
std::vector<FaultOfBlock> layout_faults(const Sources& sources, const Folder& folder);

}  // namespace blueprint::terraform
