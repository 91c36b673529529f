#include "eval/normal_form.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

namespace blueprint::eval {
namespace {

// Characters below U+0300 are in normal form, and so is nearly every string: most have
// no byte with the highest bit set, which eight at a time can be asked.
bool may_differ(std::string_view text) {
  constexpr std::uint64_t kHighest = 0x8080808080808080;
  for (std::uint64_t eight = 0; text.size() >= sizeof eight; text.remove_prefix(sizeof eight)) {
    std::memcpy(&eight, text.data(), sizeof eight);
    if (eight & kHighest) break;
  }
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xCC; });
}

}  // namespace

std::string in_normal_form(std::string text) {
  if (!may_differ(text)) return text;
  utf8proc_uint8_t* composed = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                             utf8proc_ssize_t(text.size()), &composed, options);
  if (size < 0) return text;
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(composed, &std::free);
  return {reinterpret_cast<const char*>(composed), std::size_t(size)};
}

}  // namespace blueprint::eval
