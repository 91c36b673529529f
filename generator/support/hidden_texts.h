// Secrets taken out of texts in which they are repeated: messages, differences.

#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint {

class HiddenTexts {
 public:
  // The texts at `hidden`, which live as long as `sources`. Very short ones stand
  // in too many other texts to be taken out.
  HiddenTexts(const Sources& sources, std::span<const Span> hidden);

  std::string without(std::string_view text) const;  // With stars instead.
  void take_from(Diagnostic& finding) const;         // From all that it says.

 private:
  static std::size_t first_two(const char* text);
  void hide_in(std::string& text) const;

  std::bitset<1 << 16> begins_;  // The first two bytes of each: nearly every place is passed by these alone.
  std::unordered_map<std::uint64_t, std::vector<std::string_view>> by_begin_;  // By the first bytes.
};

}  // namespace blueprint
