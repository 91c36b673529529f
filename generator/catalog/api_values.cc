#include "catalog/api_values.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint::catalog {
namespace {

constexpr std::string_view kBetween = "_invalid_";

enum Column : std::size_t { Case = 1, Least, Most, Pattern, Joints, FirstValue };

}  // namespace

ApiValues::ApiValues(const Library& library)
    : table_(library.find("catalog/api-values.tsv").value_or(std::string_view())) {}

std::vector<ValueField> ApiValues::fields(std::string_view row) const {
  std::vector<ValueField> fields;
  const auto found = table_.find(row);
  for (std::size_t i = 1; found && !(*found)[i].empty(); ++i) {
    const std::string_view cell = (*found)[i];
    const std::size_t mark = cell.find_first_of(":/");
    const bool is_block = cell[mark] == '/';
    fields.push_back(
        {.name = cell.substr(0, mark), .row = cell.substr(is_block ? mark + 1 : mark), .is_block = is_block});
  }
  return fields;
}

ValueLimit ApiValues::limit(std::string_view row) const {
  const auto found = table_.find(row);
  if (!found) return {};
  ValueLimit limit{.any_case = !(*found)[Case].empty(),
                   .least = std::size_t(found->number(Least)),
                   .most = std::size_t(found->number(Most)),
                   .pattern = (*found)[Pattern],
                   .joints = (*found)[Joints]};
  for (std::size_t i = FirstValue; !(*found)[i].empty(); ++i) limit.values.push_back((*found)[i]);
  return limit;
}

bool ApiValues::has_argument(std::string_view row, std::string_view name) const {
  const std::vector<ValueField> all = fields(row);
  return std::ranges::any_of(all, [&](const ValueField& field) {
    return field.is_block ? has_argument(field.row, name) : field.name == name;
  });
}

bool ApiValues::is_check_name(std::string_view name) const {
  for (std::size_t at = name.find(kBetween); at != name.npos; at = name.find(kBetween, at + 1)) {
    if (has_argument(name.substr(0, at), name.substr(at + kBetween.size()))) return true;
  }
  return false;
}

std::string check_name(std::string_view type, std::string_view argument) {
  return concat(type, kBetween, argument);
}

}  // namespace blueprint::catalog
