#include "catalog/lifecycle.h"

#include "catalog/table.h"
#include "support/strings.h"

namespace blueprint::catalog {

std::optional<Lifecycle> find_lifecycle(const Library& library, std::string_view subject,
                                        std::string_view version) {
  enum Column : std::size_t { Subject, StandardEnd, ExtendedEnd, Advice };
  const Table table(library.find("catalog/lifecycle.tsv").value_or(std::string_view()));
  const std::string key = version.empty() ? std::string(subject) : concat(subject, " ", version);
  const std::optional<Row> row = table.find(key);
  if (!row) return std::nullopt;
  return Lifecycle{
      .standard_end = (*row)[StandardEnd], .extended_end = (*row)[ExtendedEnd], .advice = (*row)[Advice]};
}

}  // namespace blueprint::catalog
