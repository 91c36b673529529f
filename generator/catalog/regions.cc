#include "catalog/regions.h"

#include "catalog/table.h"
#include "support/strings.h"

namespace blueprint::catalog {
namespace {

enum Column : std::size_t { Name, Title, Partition, DnsSuffix, ZoneLetters };

Table table(const Library& library) {
  return Table(library.find("catalog/regions.tsv").value_or(std::string_view()));
}

Region region_of(const Row& row) {
  Region region{
      .name = row[Name], .title = row[Title], .partition = row[Partition], .dns_suffix = row[DnsSuffix]};
  for (const char& letter : row[ZoneLetters]) {
    region.zones.push_back(concat(region.name, std::string_view(&letter, 1)));
  }
  return region;
}

}  // namespace

std::optional<Region> find_region(const Library& library, std::string_view name) {
  const std::optional<Row> row = table(library).find(name);
  if (!row) return std::nullopt;
  return region_of(*row);
}

std::vector<Region> regions(const Library& library) {
  std::vector<Region> all;
  for (const Row& row : table(library).rows()) all.push_back(region_of(row));
  return all;
}

}  // namespace blueprint::catalog
