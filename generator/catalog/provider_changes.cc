#include "catalog/provider_changes.h"

namespace blueprint::catalog {

ProviderChanges::ProviderChanges(const Library& library)
    : table_(library.find("catalog/provider-changes.tsv").value_or(std::string_view())) {}

std::optional<ProviderChange> ProviderChanges::find(std::string_view name) const {
  const std::optional<Row> row = table_.find(name);
  if (!row) return std::nullopt;
  return ProviderChange{.is_removed = (*row)[1] == "removed", .since = row->number(2), .instead = (*row)[3]};
}

std::optional<unsigned> ProviderChanges::complete_since(std::string_view source) {
  if (source == "hashicorp/aws") return 5;
  return std::nullopt;
}

}  // namespace blueprint::catalog
