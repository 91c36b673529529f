#include "yaml/mapping.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_set>

#include "support/strings.h"

namespace blueprint::yaml {
namespace {

constexpr int kMaxReported = 100;  // Of one mapping: who has more has another problem.

// Reports the pairs whose key another pair has before, and marks them in `dropped`.
void find_duplicates(Diagnostics& diags, const std::vector<Pair>& pairs, const std::vector<bool>& is_merge,
                     std::vector<bool>& dropped) {
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t i) { return is_merge[i]; });
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::string_view(pairs[i].key); });
  int reported = 0;
  for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
    const Pair& pair = pairs[order[i]];
    if (pair.key != pairs[order[first]].key) {
      first = i;
      continue;
    }
    dropped[order[i]] = true;
    if (++reported > kMaxReported) continue;
    diags.add({.code = "yaml/duplicate-key",
               .message = concat("`", pair.key, "` is given twice"),
               .span = pair.key_span,
               .labels = {{.span = pairs[order[first]].key_span, .text = "first given here"}},
               .help = "remove one of them"});
  }
}

// Appends what the value of a merge key adds to the keys in `known`.
void merge(Diagnostics& diags, Node& source, std::unordered_set<std::string>& known,
           std::vector<Pair>& pairs) {
  if (source.is_mapping()) {
    for (Pair& pair : source.pairs) {
      if (known.insert(pair.key).second) pairs.push_back(std::move(pair));
    }
    return;
  }
  const bool is_list = source.is_sequence() && std::ranges::all_of(source.items, &Node::is_mapping);
  if (!is_list) {
    diags.add({.code = "yaml/syntax",
               .message = "`<<` merges something that is not a mapping",
               .span = source.span,
               .help = "give it the alias of a mapping, or a list of such aliases"});
    return;
  }
  for (Node& item : source.items) merge(diags, item, known, pairs);
}

}  // namespace

void finish_mapping(Diagnostics& diags, Node& mapping, std::span<const std::size_t> merges) {
  std::vector<Pair>& written = mapping.pairs;
  std::vector<bool> is_merge(written.size());
  for (const std::size_t i : merges) is_merge[i] = true;
  std::vector<bool> dropped(written.size());
  find_duplicates(diags, written, is_merge, dropped);
  if (merges.empty()) {
    std::size_t at = 0;
    std::erase_if(written, [&](const Pair&) { return dropped[at++]; });
    return;
  }
  std::unordered_set<std::string> known;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (!is_merge[i]) known.insert(written[i].key);
  }
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (is_merge[i])
      merge(diags, written[i].value, known, pairs);
    else if (!dropped[i])
      pairs.push_back(std::move(written[i]));
  }
  written = std::move(pairs);
}

}  // namespace blueprint::yaml
