#include "support/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace blueprint {

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "info";
  }
  return "";
}

void Diagnostics::add_all(const Diagnostics& others) {
  all_.insert(all_.end(), others.all_.begin(), others.all_.end());
}

bool Diagnostics::has_errors() const {
  return std::ranges::any_of(all_, [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  const auto key = [](const Diagnostic& d) { return std::tie(d.span, d.code, d.message); };
  std::vector<Diagnostic> result = all_;
  std::ranges::stable_sort(result, [&](const auto& a, const auto& b) { return key(a) < key(b); });
  const auto repeated =
      std::ranges::unique(result, [&](const auto& a, const auto& b) { return key(a) == key(b); });
  result.erase(repeated.begin(), repeated.end());
  return result;
}

}  // namespace blueprint
