#include "report/secrets.h"

#include <algorithm>
#include <set>

namespace blueprint::report {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.';
}

// Where the name that begins at `at` ends, quoted or not.
std::size_t end_of_name(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '"')
    return std::min(text.find_first_of("\"\n", at + 1), text.size() - 1) + 1;
  while (at < text.size() && is_name(text[at])) ++at;
  return at;
}

// A span may be the value, the name, or both; the head of a block holds no secret.
Span secret_part(std::string_view text, Span span) {
  const std::size_t name_end = end_of_name(text, span.begin);
  const std::size_t sign = std::min(text.find_first_not_of(" \t", name_end), text.size());
  const char after = sign < text.size() && name_end > span.begin ? text[sign] : '\0';
  const bool is_bare = text[span.begin] != '"';
  if (is_bare && (after == '"' || after == '{')) return {span.file, span.begin, span.begin};
  if (after != '=' && after != ':') return span;
  const std::size_t value = std::min(text.find_first_not_of(" \t", sign + 1), text.size());
  const std::size_t newline = std::min(text.find('\n', value), text.size());
  return {span.file, std::uint32_t(value), std::max(span.end, std::uint32_t(newline))};
}

}  // namespace

Secrets::Secrets(const Report& report) : texts_(report.sources, report.hidden) {
  std::set<std::pair<FileId, std::uint32_t>> ends;
  for (const Span span : report.hidden) {
    spans_[span.file].push_back(span);
    ends.emplace(span.file, span.end);
  }
  for (const Diagnostic& diagnostic : report.diagnostics) {
    if (!diagnostic.secret || !diagnostic.span || diagnostic.span.size() == 0) continue;
    const Span span = diagnostic.span;
    if (ends.contains({span.file, span.end})) continue;
    spans_[span.file].push_back(secret_part(report.sources.text(span.file), span));
  }
  for (auto& [file, spans] : spans_) {
    std::ranges::sort(spans);
    std::vector<Span> apart;
    for (const Span span : spans) {
      if (apart.empty() || span.begin > apart.back().end)
        apart.push_back(span);
      else
        apart.back().end = std::max(apart.back().end, span.end);
    }
    spans = std::move(apart);
  }
}

std::string Secrets::masked(FileId file, std::uint32_t begin, std::string_view text) const {
  std::string result = texts_.without(text);
  const auto found = spans_.find(file);
  if (found == spans_.end()) return result;
  const auto end = std::uint32_t(begin + text.size());
  const std::vector<Span>& spans = found->second;
  for (auto secret = std::ranges::upper_bound(spans, begin, {}, &Span::end);
       secret != spans.end() && secret->begin < end; ++secret) {
    for (std::uint32_t at = std::max(secret->begin, begin); at < std::min(secret->end, end); ++at) {
      result[at - begin] = '*';
    }
  }
  return result;
}

}  // namespace blueprint::report
