// The only way to the disk.

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace blueprint {

// The whole file. Fails on directories, on devices and pipes, and on files
// over `limit` bytes, so that no input makes the program wait or swell.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit = 256u << 20);

// Writes to a temporary name beside `path`, syncs, and renames it over `path`:
// a reader sees the old or the new text, never a part. Makes missing folders. A
// symbolic link stays, and so does a device or a pipe, which `text` goes into.
std::optional<Error> write_file(const std::filesystem::path& path, std::string_view text,
                                bool executable = false);

// Replaces the text of a file that exists, in the same way, keeping its
// permissions. A symbolic link stays: the file it names is rewritten.
std::optional<Error> rewrite_file(const std::filesystem::path& path, std::string_view text);

// Every regular file below `root`, relative to it, sorted; hidden folders are
// entered, symbolic links are not followed. A missing root gives nothing.
Result<std::vector<std::filesystem::path>> list_files(const std::filesystem::path& root);

}  // namespace blueprint
