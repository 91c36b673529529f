// Many words looked for in one pass.
//
// An automaton (Aho and Corasick's) over classes of characters: whatever the number
// of words, every byte of the text costs one step in a table that stays in the cache.
// A step waits for the one before it, so a long text is gone through in several
// parts at once.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace blueprint::secrets {

class Marks {
 public:
  Marks() : Marks(std::span<const std::string_view>()) {}
  // Case does not count. The words are not kept; they are known by their index.
  explicit Marks(std::span<const std::string_view> words);

  struct Hit {
    std::uint32_t word = 0;
    std::size_t end = 0;  // Where it ends in the text.
  };
  // Every place where a word stands, by its end.
  std::vector<Hit> find(std::string_view text) const;

 private:
  static constexpr std::size_t kParts = 4;

  // The words that end in this state and begin before a place.
  void add_hits(std::vector<Hit>& hits, std::uint32_t state, std::size_t end, std::size_t before) const;

  std::array<std::uint8_t, 256> class_of_{};
  std::uint32_t classes_ = 1;
  // States are named by the place of their row. Those in which a word ends come last.
  std::vector<std::uint32_t> next_;
  std::uint32_t first_final_ = 0;
  std::vector<std::vector<std::uint32_t>> words_of_;
  std::vector<std::size_t> sizes_;  // Of the words.
  std::size_t longest_ = 0;
};

}  // namespace blueprint::secrets
