#include "output/diff.h"

#include <algorithm>
#include <span>
#include <vector>

#include "support/strings.h"

namespace blueprint::output {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
// More differing lines than this are shown as replaced as a whole: the search
// for the shortest difference takes the square of their number.
constexpr int kMostSteps = 2000;

// A run of lines that differ; both may be empty, not at once.
struct Hunk {
  std::size_t old_begin = 0, old_end = 0;
  std::size_t new_begin = 0, new_end = 0;
};

// Each line with its newline, so that a missing last one is a difference.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// Myers' greedy algorithm: how far along each diagonal one gets with d steps.
// `trace[d]` holds the diagonals -d..d; empty when kMostSteps do not suffice.
std::vector<std::vector<int>> search(std::span<const std::string_view> a,
                                     std::span<const std::string_view> b) {
  const int n = int(a.size());
  const int m = int(b.size());
  std::vector<std::vector<int>> trace;
  const auto reached = [&](int d, int k) { return trace[std::size_t(d)][std::size_t(k + d)]; };
  for (int d = 0; d <= std::min(n + m, kMostSteps); ++d) {
    std::vector<int>& row = trace.emplace_back(std::size_t(2 * d + 1), -1);
    for (int k = -d; k <= d; k += 2) {
      int x = 0;
      if (d > 0) {
        const bool down = k == -d || (k != d && reached(d - 1, k - 1) < reached(d - 1, k + 1));
        x = down ? reached(d - 1, k + 1) : reached(d - 1, k - 1) + 1;
      }
      while (x < n && x - k < m && x - k >= 0 && a[std::size_t(x)] == b[std::size_t(x - k)]) ++x;
      row[std::size_t(k + d)] = x;
      if (x >= n && x - k >= m) return trace;
    }
  }
  return {};
}

// Walks the trace back, and calls `keep(x, y)` for each line that both have, last first.
template <typename Keep>
void walk_back(const std::vector<std::vector<int>>& trace, int x, int y, const Keep& keep) {
  for (int d = int(trace.size()) - 1; d >= 0; --d) {
    const int k = x - y;
    int from_x = 0;
    int from_y = 0;
    if (d > 0) {
      const auto before = [&](int diagonal) {
        return trace[std::size_t(d - 1)][std::size_t(diagonal + d - 1)];
      };
      const bool down = k == -d || (k != d && before(k - 1) < before(k + 1));
      from_x = down ? before(k + 1) : before(k - 1);
      from_y = from_x - (down ? k + 1 : k - 1);
    }
    const int start_x = d == 0 ? 0 : (from_x - from_y == k + 1 ? from_x : from_x + 1);
    while (x > start_x) keep(std::size_t(--x), std::size_t(--y));
    x = from_x;
    y = from_y;
  }
}

std::vector<Hunk> hunks_of(const Lines& a, const Lines& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t head = 0;
  while (head < shorter && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  const std::size_t n = a.size() - head - tail;
  const std::size_t m = b.size() - head - tail;
  if (n == 0 && m == 0) return {};

  std::vector<std::pair<std::size_t, std::size_t>> kept;  // Last first.
  const auto trace = search(std::span(a).subspan(head, n), std::span(b).subspan(head, m));
  walk_back(trace, int(n), int(m), [&](std::size_t x, std::size_t y) { kept.emplace_back(x, y); });
  std::ranges::reverse(kept);
  kept.emplace_back(n, m);

  std::vector<Hunk> hunks;
  std::size_t x = 0;
  std::size_t y = 0;
  for (const auto& [next_x, next_y] : kept) {
    if (next_x > x || next_y > y) hunks.push_back({head + x, head + next_x, head + y, head + next_y});
    x = next_x + 1;
    y = next_y + 1;
  }
  return hunks;
}

void put_line(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

// "3,4", "3" for one line, "2,0" for none after line 2.
std::string range(std::size_t begin, std::size_t size) {
  const std::string first = std::to_string(size == 0 ? begin : begin + 1);
  return size == 1 ? first : concat(first, ",", std::to_string(size));
}

// Hunks that are near enough to share their context, as one piece of the diff.
void put_group(std::string& out, const Lines& a, const Lines& b, std::span<const Hunk> group) {
  const std::size_t before = std::min(kContext, group.front().old_begin);
  const std::size_t after = std::min(kContext, a.size() - group.back().old_end);
  const std::size_t old_begin = group.front().old_begin - before;
  const std::size_t new_begin = group.front().new_begin - before;
  const std::size_t old_end = group.back().old_end + after;
  out += concat("@@ -", range(old_begin, old_end - old_begin), " +",
                range(new_begin, group.back().new_end + after - new_begin), " @@\n");
  std::size_t at = old_begin;
  for (const Hunk& hunk : group) {
    for (; at < hunk.old_begin; ++at) put_line(out, ' ', a[at]);
    for (; at < hunk.old_end; ++at) put_line(out, '-', a[at]);
    for (std::size_t i = hunk.new_begin; i < hunk.new_end; ++i) put_line(out, '+', b[i]);
  }
  for (; at < old_end; ++at) put_line(out, ' ', a[at]);
}

}  // namespace

std::string unified_diff(const DiffSides& sides, std::string_view path) {
  const Lines a = lines_of(sides.before);
  const Lines b = lines_of(sides.after);
  const std::vector<Hunk> hunks = hunks_of(a, b);
  if (hunks.empty() && !sides.created && !sides.removed) return {};
  std::string out = concat("--- ", sides.created ? "/dev/null" : concat("a/", path), "\n+++ ",
                           sides.removed ? "/dev/null" : concat("b/", path), "\n");
  for (std::size_t begin = 0; begin < hunks.size();) {
    std::size_t end = begin + 1;
    while (end < hunks.size() && hunks[end].old_begin - hunks[end - 1].old_end <= 2 * kContext) ++end;
    put_group(out, a, b, std::span(hunks).subspan(begin, end - begin));
    begin = end;
  }
  return out;
}

}  // namespace blueprint::output
