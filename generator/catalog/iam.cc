#include "catalog/iam.h"

#include <algorithm>

#include "catalog/table.h"
#include "support/pattern.h"
#include "support/strings.h"

namespace blueprint::catalog {
namespace {

constexpr std::size_t kLevels = 5;

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

std::string_view text(const Library& library, std::string_view path) {
  return library.find(path).value_or(std::string_view());
}

// False when `visit` wants no more.
bool visit_service(const Row& row, std::string_view pattern, std::optional<AccessLevel> wanted,
                   const std::function<bool(const IamAction&)>& visit) {
  for (std::size_t level = 0; level < kLevels; ++level) {
    if (wanted && *wanted != AccessLevel(level)) continue;
    const std::string_view cell = row[level + 1];
    for (std::size_t at = 0; at < cell.size();) {
      const std::size_t end = std::min(cell.find(' ', at), cell.size());
      std::string_view name = cell.substr(at, end - at);
      at = end + 1;
      const bool restrictable = !name.starts_with('~');
      if (!restrictable) name.remove_prefix(1);
      if (pattern != "*" && !iam_matches(pattern, name)) continue;
      const IamAction action{
          .name = concat(row[0], ":", name), .level = AccessLevel(level), .restrictable = restrictable};
      if (!visit(action)) return false;
    }
  }
  return true;
}

}  // namespace

bool iam_matches(std::string_view pattern, std::string_view action) {
  return matches_pattern(pattern, action, {.question_marks = true, .any_case = true});
}

void each_iam_action(const Library& library, std::string_view pattern,
                     const std::function<bool(const IamAction&)>& visit, std::optional<AccessLevel> level) {
  const Table table(text(library, "catalog/iam-actions.tsv"));
  const std::size_t colon = pattern.find(':');
  if (colon == pattern.npos && pattern.find('*') == pattern.npos) return;
  std::string service(pattern.substr(0, colon));
  std::ranges::transform(service, service.begin(), lower);
  const std::string_view action = colon == pattern.npos ? "*" : pattern.substr(colon + 1);
  if (service.find_first_of("*?") == service.npos) {
    if (const std::optional<Row> row = table.find(service)) visit_service(*row, action, level, visit);
    return;
  }
  table.each_line([&](std::string_view name, std::string_view line) {
    return !iam_matches(service, name) || visit_service(Row(line), action, level, visit);
  });
}

std::vector<std::string_view> iam_grants(const Library& library, std::string_view what) {
  std::vector<std::string_view> actions;
  for (const Row& row : Table(text(library, "catalog/iam-grants.tsv")).rows()) {
    if (row[1] == what) actions.push_back(row[0]);
  }
  return actions;
}

std::vector<IamEscalation> iam_escalations(const Library& library) {
  std::vector<IamEscalation> found;
  for (const Row& row : Table(text(library, "catalog/iam-escalations.tsv")).rows()) {
    found.push_back({.actions = split(row[0], ' '), .how = row[1]});
  }
  return found;
}

}  // namespace blueprint::catalog
