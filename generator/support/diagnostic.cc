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

bool take_subjects(Diagnostic& finding, const std::function<bool(const std::string& subject)>& is_meant) {
  const bool is_first = is_meant(finding.subject);
  std::erase_if(finding.also, is_meant);
  if (!is_first) return true;
  if (finding.also.empty()) return false;
  const std::string first = std::move(finding.also.front());
  finding.also.erase(finding.also.begin());
  const std::size_t told = finding.message.find(finding.subject);
  if (told != std::string::npos) finding.message.replace(told, finding.subject.size(), first);
  finding.subject = first;
  return true;
}

void Diagnostics::add_all(const Diagnostics& others) {
  all_.insert(all_.end(), others.all_.begin(), others.all_.end());
}

bool Diagnostics::has_errors() const {
  return std::ranges::any_of(all_, [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

std::vector<Diagnostic> Diagnostics::sorted() const { return Diagnostics(*this).take_sorted(); }

std::vector<Diagnostic> Diagnostics::take_sorted() {
  // The place, which decides most, stands beside the pointer: that is quicker to compare.
  struct Placed {
    Span span;
    Diagnostic* diagnostic;

    auto key() const { return std::tie(span, diagnostic->code, diagnostic->message); }
  };
  std::vector<Placed> order;
  order.reserve(all_.size());
  for (Diagnostic& diagnostic : all_) order.push_back({diagnostic.span, &diagnostic});
  std::ranges::stable_sort(order, [](const Placed& a, const Placed& b) { return a.key() < b.key(); });
  const auto repeated =
      std::ranges::unique(order, [](const Placed& a, const Placed& b) { return a.key() == b.key(); });
  order.erase(repeated.begin(), repeated.end());
  std::vector<Diagnostic> result;
  result.reserve(order.size());
  for (const Placed& placed : order) result.push_back(std::move(*placed.diagnostic));
  all_.clear();
  return result;
}

}  // namespace blueprint
