// The files inside the program itself. Nothing is read, copied or relocated at
// start: the blob, its index included, is constant data that the system maps.
//
// The blob: the number of files; a Row for each, in the order of the paths; then
// the bytes that the rows point at. All numbers are 32 bits of the machine's order.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace blueprint::catalog::embedded {

// Offsets count from the start of the blob.
struct Row {
  std::uint32_t path_begin = 0;
  std::uint32_t path_size = 0;
  std::uint32_t text_begin = 0;
  std::uint32_t text_size = 0;
  std::uint32_t prepared_begin = 0;
  std::uint32_t prepared_size = 0;
};

struct File {
  std::string_view path{};
  std::string_view text{};
  std::string_view prepared{};  // Of YAML: yaml/prepared.h. Empty for other files.
};

std::uint32_t count();
File file(std::uint32_t index);  // In the order of the paths.

// The index of the first file whose path is not before `path`.
std::uint32_t lower_bound(std::string_view path);

}  // namespace blueprint::catalog::embedded
