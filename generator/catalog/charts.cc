#include "catalog/charts.h"

#include <algorithm>

#include "catalog/table.h"
#include "support/strings.h"

namespace blueprint::catalog {
namespace {

enum Column : std::size_t { Name, Version, AppVersion, Repository, HasSchema };

Table table(const Library& library) {
  return Table(library.find("catalog/charts.tsv").value_or(std::string_view()));
}

Chart chart_of(const Row& row) {
  return {.name = row[Name],
          .version = row[Version],
          .app_version = row[AppVersion],
          .repository = row[Repository],
          .has_schema = row[HasSchema] == "yes"};
}

// A line of a keys file is a path; a dot at its end says that every key of that
// map is listed.
bool is_closed(std::string_view line) { return line.ends_with('.'); }

std::string_view path_of(std::string_view line) {
  return is_closed(line) ? line.substr(0, line.size() - 1) : line;
}

bool is_below(std::string_view path, std::string_view above) {
  return path.size() > above.size() && path.starts_with(above) && path[above.size()] == '.';
}

}  // namespace

std::optional<Chart> find_chart(const Library& library, std::string_view name) {
  const std::optional<Row> row = table(library).find(name);
  if (!row) return std::nullopt;
  return chart_of(*row);
}

std::vector<Chart> charts(const Library& library) {
  std::vector<Chart> all;
  for (const Row& row : table(library).rows()) all.push_back(chart_of(row));
  return all;
}

ChartKeys::ChartKeys(const Library& library, std::string_view chart)
    : text_(library.find(concat("catalog/charts/", chart, ".keys")).value_or(std::string_view())) {}

bool ChartKeys::has(std::string_view path) const {
  if (path.empty()) return false;
  return std::ranges::any_of(split(text_, '\n'), [&](std::string_view line) {
    return path_of(line) == path || (!line.empty() && !is_closed(line) && is_below(path, line));
  });
}

std::string ChartKeys::nearest(std::string_view path) const {
  std::vector<std::string_view> paths;
  for (const std::string_view line : split(text_, '\n')) paths.push_back(path_of(line));
  return std::string(blueprint::nearest(path, paths));
}

}  // namespace blueprint::catalog
