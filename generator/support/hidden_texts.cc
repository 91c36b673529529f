#include "support/hidden_texts.h"

#include <algorithm>
#include <cstring>

namespace blueprint {
namespace {

constexpr std::size_t kShortest = sizeof(std::uint64_t);

std::uint64_t first_bytes(std::string_view text) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text.data(), kShortest);
  return bytes;
}

}  // namespace

HiddenTexts::HiddenTexts(const Sources& sources, std::span<const Span> hidden) {
  for (const Span span : hidden) {
    const std::string_view text = sources.text(span);
    if (text.size() < kShortest) continue;
    std::vector<std::string_view>& same = by_begin_[first_bytes(text)];
    if (std::ranges::count(same, text) == 0) same.push_back(text);
    begins_.set(first_two(text.data()));
  }
}

std::size_t HiddenTexts::first_two(const char* text) {
  std::uint16_t bytes = 0;
  std::memcpy(&bytes, text, sizeof bytes);
  return bytes;
}

void HiddenTexts::hide_in(std::string& text) const {
  if (by_begin_.empty()) return;
  std::string stars;  // Of two that overlap, each is found in what was there before.
  for (std::size_t at = 0; at + kShortest <= text.size(); ++at) {
    if (!begins_.test(first_two(text.data() + at))) continue;
    const std::string_view rest = std::string_view(text).substr(at);
    const auto known = by_begin_.find(first_bytes(rest));
    if (known == by_begin_.end()) continue;
    for (const std::string_view secret : known->second) {
      if (!rest.starts_with(secret)) continue;
      if (stars.empty()) stars = text;
      std::fill_n(stars.begin() + std::ptrdiff_t(at), secret.size(), '*');
    }
  }
  if (!stars.empty()) text = std::move(stars);
}

std::string HiddenTexts::without(std::string_view text) const {
  std::string result(text);
  hide_in(result);
  return result;
}

void HiddenTexts::take_from(Diagnostic& finding) const {
  hide_in(finding.message);
  hide_in(finding.help);
  for (Label& label : finding.labels) hide_in(label.text);
}

}  // namespace blueprint
