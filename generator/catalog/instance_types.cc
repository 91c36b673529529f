#include "catalog/instance_types.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "catalog/table.h"
#include "support/strings.h"

namespace blueprint::catalog {
namespace {

enum Column : std::size_t { Name, Vcpu, Memory, Architecture, Enis, IpsPerEni, MaxPods, Price, Regions };

Table table(const Library& library) {
  return Table(library.find("catalog/instance-types.tsv").value_or(std::string_view()));
}

InstanceType read(const Row& row) {
  return {.name = row[Name],
          .vcpu = row.number(Vcpu),
          .memory_mib = row.number(Memory),
          .architecture = row[Architecture],
          .enis = row.number(Enis),
          .ips_per_eni = row.number(IpsPerEni),
          .max_pods = row.number(MaxPods),
          .usd_per_hour = row[Price]};
}

}  // namespace

std::optional<InstanceType> find_instance_type(const Library& library, std::string_view name) {
  const std::optional<Row> row = table(library).find(name);
  if (!row) return std::nullopt;
  return read(*row);
}

std::vector<InstanceType> instance_types(const Library& library) {
  std::vector<InstanceType> types;
  for (const Row& row : table(library).rows()) types.push_back(read(row));
  return types;
}

// The cell is a hexadecimal number whose lowest bit stands for the first of the
// regions that the header names.
std::optional<bool> is_offered(const Library& library, std::string_view name, std::string_view region) {
  const Table types = table(library);
  const std::optional<Row> row = types.find(name);
  const std::string_view mask = row ? (*row)[Regions] : std::string_view();
  const std::vector<std::string_view> regions = split(types.header()[Regions], ' ');
  const auto found = std::ranges::find(regions, region);
  if (mask.empty() || found == regions.end()) return std::nullopt;
  std::uint64_t bits = 0;
  std::from_chars(mask.data(), mask.data() + mask.size(), bits, 16);
  return ((bits >> (found - regions.begin())) & 1) != 0;
}

std::vector<std::string_view> instance_type_names(const Library& library) {
  return table(library).first_cells();
}

}  // namespace blueprint::catalog
