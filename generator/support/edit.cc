#include "support/edit.h"

#include <algorithm>
#include <cassert>

namespace blueprint {

std::string apply_edits(std::string_view text, std::span<const Edit> edits) {
  std::vector<const Edit*> order;
  order.reserve(edits.size());
  for (const Edit& edit : edits) order.push_back(&edit);
  std::ranges::stable_sort(order, {}, [](const Edit* edit) { return edit->span; });

  std::string result;
  result.reserve(text.size());
  std::size_t at = 0;
  for (const Edit* edit : order) {
    assert(edit->span.begin >= at && edit->span.end <= text.size());
    result += text.substr(at, edit->span.begin - at);
    result += edit->text;
    at = edit->span.end;
  }
  result += text.substr(at);
  return result;
}

}  // namespace blueprint
