// What AWS allows: catalog/name-limits.tsv, catalog/log-retention.tsv.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "catalog/files.h"

namespace blueprint::catalog {

struct NameLimit {
  int smallest = 0;
  int largest = 0;  // Characters.
};

// The limit of an argument of a Terraform resource: ("aws_iam_role", "name").
std::optional<NameLimit> find_name_limit(const Library& library, std::string_view resource_type,
                                         std::string_view argument);

// Every limit there is, sorted by type and argument.
struct NamedLimit {
  std::string_view resource_type{};
  std::string_view argument{};
  NameLimit limit{};
};
std::vector<NamedLimit> name_limits(const Library& library);

// The numbers of days that a CloudWatch log group may keep its events, ascending.
std::vector<int> log_retention_days(const Library& library);

}  // namespace blueprint::catalog
