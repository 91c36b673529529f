// Lines of many diagnostics in one file, found without counting from its start each time.

#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "support/source.h"

namespace blueprint::report {

class Lines {
 public:
  explicit Lines(const Sources& sources) : sources_(sources) {}

  // As Sources::locate().
  LineColumn locate(FileId file, std::uint32_t offset);
  std::uint32_t begin(FileId file, int number);  // Of a line.
  // Where line `number` begins, and its text without the newline. Of a line that
  // is thousands of bytes long, only what is around the offset `at`.
  struct Line {
    std::uint32_t begin = 0;
    std::string_view text{};
  };
  Line line(FileId file, int number, std::uint32_t at);

 private:
  const std::vector<std::uint32_t>& starts(FileId file);

  const Sources& sources_;
  std::map<FileId, std::vector<std::uint32_t>> starts_;
};

}  // namespace blueprint::report
