#include "catalog/kubernetes_versions.h"

#include "catalog/table.h"

namespace blueprint::catalog {
namespace {

enum Column : std::size_t { Name, Released, StandardEnd, ExtendedEnd, Remark };

Table table(const Library& library) {
  return Table(library.find("catalog/kubernetes-versions.tsv").value_or(std::string_view()));
}

KubernetesVersion version_of(const Row& row) {
  return {.name = row[Name],
          .released = row[Released],
          .standard_end = row[StandardEnd],
          .extended_end = row[ExtendedEnd]};
}

}  // namespace

std::optional<KubernetesVersion> find_kubernetes_version(const Library& library, std::string_view name) {
  const std::optional<Row> row = table(library).find(name);
  if (!row) return std::nullopt;
  return version_of(*row);
}

std::vector<KubernetesVersion> kubernetes_versions(const Library& library) {
  std::vector<KubernetesVersion> all;
  for (const Row& row : table(library).rows()) all.push_back(version_of(row));
  return all;
}

std::string_view default_kubernetes_version(const Library& library) {
  for (const Row& row : table(library).rows()) {
    if (row[Remark] == "default") return row[Name];
  }
  return {};
}

}  // namespace blueprint::catalog
