// What comes to an end, apart from Kubernetes versions: catalog/lifecycle.tsv.

#pragma once

#include <optional>
#include <string_view>

#include "catalog/files.h"

namespace blueprint::catalog {

// Dates are "2026-01-31"; empty: not known, or there is no such date.
struct Lifecycle {
  std::string_view standard_end{};
  std::string_view extended_end{};
  std::string_view advice{};  // An imperative: "use an AL2023 or Bottlerocket image".
};

// `version` is as much of a version as decides, ("postgres", "13"), or empty for
// what ends in all versions, ("ingress-nginx", "").
std::optional<Lifecycle> find_lifecycle(const Library& library, std::string_view subject,
                                        std::string_view version);

}  // namespace blueprint::catalog
