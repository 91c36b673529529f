#include "catalog/limits.h"

#include "catalog/table.h"
#include "support/strings.h"

namespace blueprint::catalog {

std::optional<NameLimit> find_name_limit(const Library& library, std::string_view resource_type,
                                         std::string_view argument) {
  enum Column : std::size_t { Argument, Smallest, Largest };
  const Table table(library.find("catalog/name-limits.tsv").value_or(std::string_view()));
  const std::optional<Row> row = table.find(concat(resource_type, ".", argument));
  if (!row) return std::nullopt;
  return NameLimit{.smallest = row->number(Smallest), .largest = row->number(Largest)};
}

std::vector<int> log_retention_days(const Library& library) {
  const Table table(library.find("catalog/log-retention.tsv").value_or(std::string_view()));
  std::vector<int> days;
  for (const Row& row : table.rows()) days.push_back(row.number(0));
  return days;
}

}  // namespace blueprint::catalog
