#include "catalog/limits.h"

#include "catalog/table.h"

namespace blueprint::catalog {

std::vector<int> log_retention_days(const Library& library) {
  const Table table(library.find("catalog/log-retention.tsv").value_or(std::string_view()));
  std::vector<int> days;
  for (const Row& row : table.rows()) days.push_back(row.number(0));
  return days;
}

}  // namespace blueprint::catalog
