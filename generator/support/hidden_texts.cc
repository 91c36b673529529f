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
  }
}

std::string HiddenTexts::without(std::string_view text) const {
  std::string result(text);
  for (std::size_t at = 0; !by_begin_.empty() && at + kShortest <= text.size(); ++at) {
    const auto known = by_begin_.find(first_bytes(text.substr(at)));
    if (known == by_begin_.end()) continue;
    for (const std::string_view secret : known->second) {
      if (text.substr(at).starts_with(secret))
        std::fill_n(result.begin() + std::ptrdiff_t(at), secret.size(), '*');
    }
  }
  return result;
}

void HiddenTexts::take_from(Diagnostic& finding) const {
  if (by_begin_.empty()) return;
  finding.message = without(finding.message);
  finding.help = without(finding.help);
  for (Label& label : finding.labels) label.text = without(label.text);
}

}  // namespace blueprint
