#include "catalog/limits.h"

#include "catalog/table.h"
#include "support/strings.h"

namespace blueprint::catalog {

namespace {

enum Column : std::size_t { Argument, Smallest, Largest };

Table name_limit_table(const Library& library) {
  return Table(library.find("catalog/name-limits.tsv").value_or(std::string_view()));
}

NameLimit limit_of(const Row& row) {
  return {.smallest = row.number(Smallest), .largest = row.number(Largest)};
}

}  // namespace

std::optional<NameLimit> find_name_limit(const Library& library, std::string_view resource_type,
                                         std::string_view argument) {
  const std::optional<Row> row = name_limit_table(library).find(concat(resource_type, ".", argument));
  return row ? std::optional(limit_of(*row)) : std::nullopt;
}

std::vector<NamedLimit> name_limits(const Library& library) {
  std::vector<NamedLimit> limits;
  for (const Row& row : name_limit_table(library).rows()) {
    const std::string_view address = row[Argument];
    const std::size_t dot = address.find('.');
    limits.push_back({.resource_type = address.substr(0, dot),
                      .argument = address.substr(dot + 1),
                      .limit = limit_of(row)});
  }
  return limits;
}

std::vector<int> log_retention_days(const Library& library) {
  const Table table(library.find("catalog/log-retention.tsv").value_or(std::string_view()));
  std::vector<int> days;
  for (const Row& row : table.rows()) days.push_back(row.number(0));
  return days;
}

}  // namespace blueprint::catalog
