// EC2 instance types: catalog/instance-types.tsv.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"

namespace blueprint::catalog {

// Numbers are 0, and texts empty, where they are not known.
struct InstanceType {
  std::string_view name{};
  int vcpu = 0;
  int memory_mib = 0;
  std::string_view architecture{};  // "amd64", "arm64"
  int enis = 0;
  int ips_per_eni = 0;
  int max_pods = 0;                 // With the VPC CNI's default settings.
  std::string_view usd_per_hour{};  // On demand, Linux, us-east-1, as a decimal number.
};

std::optional<InstanceType> find_instance_type(const Library& library, std::string_view name);

// Every type, sorted by name.
std::vector<InstanceType> instance_types(const Library& library);

// Whether `region` offers the type; nothing when the catalog does not know.
std::optional<bool> is_offered(const Library& library, std::string_view name, std::string_view region);

// Every name, sorted.
std::vector<std::string_view> instance_type_names(const Library& library);

}  // namespace blueprint::catalog
