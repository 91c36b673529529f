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

std::vector<Diagnostic> Diagnostics::sorted() const { return Diagnostics(*this).take_sorted(); }

std::vector<Diagnostic> Diagnostics::take_sorted() {
  const auto key = [](const Diagnostic* d) { return std::tie(d->span, d->code, d->message); };
  std::vector<Diagnostic*> order;
  for (Diagnostic& diagnostic : all_) order.push_back(&diagnostic);
  std::ranges::stable_sort(order, [&](const auto* a, const auto* b) { return key(a) < key(b); });
  const auto repeated =
      std::ranges::unique(order, [&](const auto* a, const auto* b) { return key(a) == key(b); });
  order.erase(repeated.begin(), repeated.end());
  std::vector<Diagnostic> result;
  result.reserve(order.size());
  for (Diagnostic* diagnostic : order) result.push_back(std::move(*diagnostic));
  all_.clear();
  return result;
}

}  // namespace blueprint
