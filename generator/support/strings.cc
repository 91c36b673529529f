#include "support/strings.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace blueprint {
namespace {

constexpr std::size_t kLongestTyped = 100;  // Nobody types a longer name; the distance would be slow.

// Optimal string alignment distance: insert, delete, replace, swap neighbours.
// Once it is sure to be `enough`, that is the answer; places that lie as far from
// each other need not be looked at. `a` has at most kLongestTyped letters, and `b`
// at most twice as many and two.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t enough) {
  if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) >= enough) return enough;
  using Row = std::array<std::uint8_t, 2 * kLongestTyped + 3>;
  Row rows[3];
  Row* before = &rows[0];
  Row* previous = &rows[1];
  Row* current = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*previous)[j] = std::uint8_t(j);
  std::size_t least_before = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i < enough ? 1 : i - enough + 1;
    const std::size_t last = std::min(b.size(), i + enough - 1);
    std::size_t least = (*current)[first - 1] = std::uint8_t(first == 1 ? i : enough);
    if (last < b.size()) (*current)[last + 1] = std::uint8_t(enough);
    for (std::size_t j = first; j <= last; ++j) {
      const int replace = (*previous)[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      int distance = std::min({(*previous)[j] + 1, (*current)[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        distance = std::min(distance, (*before)[j - 2] + 1);
      }
      (*current)[j] = std::uint8_t(distance);
      least = std::min<std::size_t>(least, std::size_t(distance));
    }
    // A later row cannot fall below both this one and the one before it.
    if (std::min(least, least_before) >= enough) return enough;
    least_before = least;
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return (*previous)[b.size()];
}

// Which letters stand in `text`, by their lowest six bits. A letter that one of two texts has
// and the other has not takes an edit of its own.
std::uint64_t letters(std::string_view text) {
  std::uint64_t set = 0;
  for (const char c : text) set |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
  return set;
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (&part != parts.data()) result += separator;
    result += part;
  }
  return result;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view nearest(std::string_view typed, std::span<const std::string_view> candidates) {
  if (typed.size() > kLongestTyped) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, typed.size() / 3) + 1;
  const std::uint64_t typed_letters = letters(typed);
  for (const std::string_view candidate : candidates) {
    const std::uint64_t candidate_letters = letters(candidate);
    const int missing = std::popcount(typed_letters & ~candidate_letters);
    const int added = std::popcount(candidate_letters & ~typed_letters);
    if (std::size_t(std::max(missing, added)) >= best_distance) continue;
    const std::size_t distance = edit_distance(typed, candidate, best_distance);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view typed, std::span<const std::string_view> candidates) {
  const std::string_view best = nearest(typed, candidates);
  return best.empty() ? std::string() : concat("did you mean `", best, "`?");
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    std::size_t length = 1;
    std::uint32_t smallest = 0;
    std::uint32_t code = byte;
    if (byte >= 0xF0 && byte < 0xF5) {
      length = 4, smallest = 0x10000, code = byte & 0x07;
    } else if (byte >= 0xE0) {
      length = 3, smallest = 0x800, code = byte & 0x0F;
    } else if (byte >= 0xC2) {
      length = 2, smallest = 0x80, code = byte & 0x1F;
    }
    if ((byte >= 0x80 && length == 1) || byte >= 0xF5 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xC0) != 0x80) return false;
      code = (code << 6) | (next & 0x3F);
    }
    if (code < smallest || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    i += length;
  }
  return true;
}

}  // namespace blueprint
