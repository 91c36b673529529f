#include "report/secrets.h"

#include <algorithm>

namespace blueprint::report {

Secrets::Secrets(std::span<const Diagnostic> diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.secret && diagnostic.span) spans_[diagnostic.span.file].push_back(diagnostic.span);
  }
}

std::string Secrets::masked(FileId file, std::uint32_t begin, std::string_view text) const {
  std::string result(text);
  const auto found = spans_.find(file);
  if (found == spans_.end()) return result;
  const auto end = std::uint32_t(begin + text.size());
  for (const Span secret : found->second) {
    for (std::uint32_t at = std::max(secret.begin, begin); at < std::min(secret.end, end); ++at) {
      result[at - begin] = '*';
    }
  }
  return result;
}

}  // namespace blueprint::report
