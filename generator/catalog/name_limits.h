// How long names may be: catalog/name-limits.tsv.

#pragma once

#include <optional>
#include <string_view>

#include "catalog/files.h"

namespace blueprint::catalog {

struct NameLimit {
  int smallest = 0;
  int largest = 0;  // Characters.
};

// The limit of an argument of a Terraform resource: ("aws_iam_role", "name").
std::optional<NameLimit> find_name_limit(const Library& library, std::string_view resource_type,
                                         std::string_view argument);

}  // namespace blueprint::catalog
