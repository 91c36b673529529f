#include "report/lines.h"

#include <algorithm>

namespace blueprint::report {
namespace {

constexpr std::size_t kBefore = 1'000;
constexpr std::size_t kAfter = 3'000;

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

const std::vector<std::uint32_t>& Lines::starts(FileId file) {
  const auto [entry, is_new] = starts_.try_emplace(file);
  std::vector<std::uint32_t>& starts = entry->second;
  if (!is_new) return starts;
  starts.push_back(0);
  const std::string_view text = sources_.text(file);
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
    starts.push_back(std::uint32_t(at + 1));
  }
  return starts;
}

LineColumn Lines::locate(FileId file, std::uint32_t offset) {
  const std::string_view all = sources_.text(file);
  offset = std::min(offset, std::uint32_t(all.size()));
  const std::vector<std::uint32_t>& known = starts(file);
  const auto line = std::prev(std::ranges::upper_bound(known, offset));
  const std::string_view before = all.substr(*line, offset - *line);
  return {.line = int(line - known.begin()) + 1,
          .column = int(std::ranges::count_if(before, starts_character)) + 1};
}

std::uint32_t Lines::begin(FileId file, int number) { return starts(file)[std::size_t(number) - 1]; }

Lines::Line Lines::line(FileId file, int number, std::uint32_t at) {
  const std::uint32_t begin = this->begin(file, number);
  const std::string_view text = sources_.line_at(file, begin);
  if (text.size() <= kBefore + kAfter) return {.begin = begin, .text = text};
  const std::size_t middle = std::clamp<std::size_t>(at, begin, begin + text.size()) - begin;
  std::size_t first = middle - std::min(middle, kBefore);
  std::size_t last = std::min(middle + kAfter, text.size());
  while (first < middle && !starts_character(text[first])) ++first;
  while (last < text.size() && last > middle && !starts_character(text[last])) --last;
  return {.begin = begin + std::uint32_t(first), .text = text.substr(first, last - first)};
}

}  // namespace blueprint::report
