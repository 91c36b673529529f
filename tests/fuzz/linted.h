// Files in memory, linted as `blueprint lint` lints those on the disk: all rules,
// schemas, comments that silence, fixes, and every report.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blueprint::fuzz {

struct NamedText {
  std::string path{};
  std::string text{};
};

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The files of one input: those that lines like `# file: network/main.tf` begin, as
// in the examples of rules; what stands before the first is called `first`.
std::vector<NamedText> files_of(std::string_view text, std::string_view first);

// Ends the fuzzer when something does not hold: see require.h.
void lint_files(const std::vector<NamedText>& files);

}  // namespace blueprint::fuzz
