// Kubernetes versions that EKS has had: catalog/kubernetes-versions.tsv.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "catalog/files.h"

namespace blueprint::catalog {

// Dates are "2027-03-27", or empty where they are not known.
struct KubernetesVersion {
  std::string_view name{};  // "1.35"
  std::string_view released{};
  std::string_view standard_end{};
  std::string_view extended_end{};  // After it, AWS upgrades the cluster by force.
};

std::optional<KubernetesVersion> find_kubernetes_version(const Library& library, std::string_view name);

// Every version, oldest first.
std::vector<KubernetesVersion> kubernetes_versions(const Library& library);

// What a blueprint gets that states none.
std::string_view default_kubernetes_version(const Library& library);

}  // namespace blueprint::catalog
