#include "catalog/instance_types.h"

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

// `mask` is a hexadecimal number whose lowest bit stands for the first of `names`.
std::vector<std::string_view> regions_of(std::string_view mask, std::string_view names) {
  std::uint64_t bits = 0;
  std::from_chars(mask.data(), mask.data() + mask.size(), bits, 16);
  std::vector<std::string_view> regions;
  for (const std::string_view name : split(names, ' ')) {
    if ((bits & 1) != 0) regions.push_back(name);
    bits >>= 1;
  }
  return regions;
}

}  // namespace

std::optional<InstanceType> find_instance_type(const Library& library, std::string_view name) {
  const Table types = table(library);
  const std::optional<Row> row = types.find(name);
  if (!row) return std::nullopt;
  return InstanceType{.name = (*row)[Name],
                      .vcpu = row->number(Vcpu),
                      .memory_mib = row->number(Memory),
                      .architecture = (*row)[Architecture],
                      .enis = row->number(Enis),
                      .ips_per_eni = row->number(IpsPerEni),
                      .max_pods = row->number(MaxPods),
                      .usd_per_hour = (*row)[Price],
                      .regions = regions_of((*row)[Regions], types.header()[Regions])};
}

std::vector<std::string_view> instance_type_names(const Library& library) {
  return table(library).first_cells();
}

}  // namespace blueprint::catalog
