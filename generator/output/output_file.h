// A file to write, and what may be called one.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "support/result.h"

namespace blueprint::output {

struct OutputFile {
  std::string path{};  // Relative to the output directory: "terraform/vpc.tf".
  std::string text{};
  bool executable = false;
};

// Why `path` may not be written or removed, or nothing: it must be relative,
// stay inside the directory, have no odd characters, and leave our own files
// (".blueprint-…") alone.
std::optional<Error> refuse_path(std::string_view path);

// The same for a whole set, in which no file may appear twice or be a folder of another.
std::optional<Error> refuse_paths(std::span<const OutputFile> files);

}  // namespace blueprint::output
