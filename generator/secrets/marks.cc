#include "secrets/marks.h"

#include <algorithm>

namespace blueprint::secrets {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::size_t kShortText = 1024;  // Not worth taking apart.

unsigned char lower(char c) { return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

}  // namespace

Marks::Marks(std::span<const std::string_view> words) {
  std::size_t most = 1;
  for (const std::string_view word : words) {
    most += word.size();
    sizes_.push_back(word.size());
    longest_ = std::max(longest_, word.size());
    for (const char c : word) {
      std::uint8_t& known = class_of_[lower(c)];
      if (known == 0) known = std::uint8_t(classes_++);
    }
  }
  for (char c = 'A'; c <= 'Z'; ++c) class_of_[static_cast<unsigned char>(c)] = class_of_[lower(c)];

  // The words as a tree.
  std::vector<std::uint32_t> tree(most * classes_, kNone);
  std::vector<std::vector<std::uint32_t>> ending(most);
  std::uint32_t states = 1;
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    std::uint32_t at = 0;
    for (const char c : words[word]) {
      std::uint32_t& next = tree[at * classes_ + class_of_[lower(c)]];
      if (next == kNone) next = states++;
      at = next;
    }
    if (at != 0) ending[at].push_back(word);
  }

  // Where to go on when a word does not: by length, so that what a state falls back
  // to is complete when it is reached.
  std::vector<std::uint32_t> shorter(states);
  std::vector<std::uint32_t> open = {0};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const std::uint32_t at = open[i];
    for (std::uint32_t step = 0; step < classes_; ++step) {
      const std::uint32_t back = at == 0 ? 0 : tree[shorter[at] * classes_ + step];
      std::uint32_t& next = tree[at * classes_ + step];
      if (next == kNone) {
        next = back;
        continue;
      }
      shorter[next] = back;
      ending[next].insert(ending[next].end(), ending[back].begin(), ending[back].end());
      open.push_back(next);
    }
  }

  // The first states are those that most of a text is spent in; they stay together.
  std::vector<std::uint32_t> place(states);
  std::uint32_t row = 0;
  for (const bool is_final : {false, true}) {
    if (is_final) first_final_ = row * classes_;
    for (const std::uint32_t state : open) {
      if (ending[state].empty() != is_final) place[state] = row++ * classes_;
    }
  }
  next_.resize(states * classes_);
  words_of_.resize(states - first_final_ / classes_);
  for (std::uint32_t state = 0; state < states; ++state) {
    for (std::uint32_t step = 0; step < classes_; ++step) {
      next_[place[state] + step] = place[tree[state * classes_ + step]];
    }
    if (place[state] >= first_final_) {
      words_of_[(place[state] - first_final_) / classes_] = std::move(ending[state]);
    }
  }
}

void Marks::add_hits(std::vector<Hit>& hits, std::uint32_t state, std::size_t end, std::size_t before) const {
  for (const std::uint32_t word : words_of_[(state - first_final_) / classes_]) {
    if (end - sizes_[word] < before) hits.push_back({.word = word, .end = end});
  }
}

std::vector<Marks::Hit> Marks::find(std::string_view text) const {
  const auto step = [&](std::uint32_t state, std::size_t at) {
    return next_[state + class_of_[static_cast<unsigned char>(text[at])]];
  };
  const std::size_t part = text.size() < kShortText ? 0 : text.size() / kParts;
  std::array<std::uint32_t, kParts> states{};
  std::array<std::vector<Hit>, kParts> found;
  for (std::size_t i = 0; i < part; ++i) {
    for (std::size_t p = 0; p < kParts; ++p) states[p] = step(states[p], p * part + i);
    for (std::size_t p = 0; p < kParts; ++p) {
      if (states[p] >= first_final_) add_hits(found[p], states[p], p * part + i + 1, text.size());
    }
  }
  std::vector<Hit> hits;
  for (std::size_t p = 0; p < kParts; ++p) {
    // The last part has what is left; of the others a word may end in the next one.
    const std::size_t begin = (p + 1) * part;
    const bool is_last = p + 1 == kParts;
    const std::size_t end = is_last ? text.size() : std::min(begin + longest_, text.size());
    for (std::size_t at = begin; at < end; ++at) {
      states[p] = step(states[p], at);
      if (states[p] >= first_final_) add_hits(found[p], states[p], at + 1, is_last ? text.size() : begin);
    }
    hits.insert(hits.end(), found[p].begin(), found[p].end());
  }
  std::ranges::stable_sort(hits, {}, &Hit::end);
  return hits;
}

}  // namespace blueprint::secrets
