// AWS regions: catalog/regions.tsv.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"

namespace blueprint::catalog {

struct Region {
  std::string_view name{};           // "us-east-1"
  std::string_view title{};          // "US East (N. Virginia)"
  std::string_view partition{};      // "aws", "aws-cn", "aws-us-gov"
  std::string_view dns_suffix{};     // "amazonaws.com"
  std::vector<std::string> zones{};  // "us-east-1a", …
};

std::optional<Region> find_region(const Library& library, std::string_view name);

// Every region, sorted by name.
std::vector<Region> regions(const Library& library);

}  // namespace blueprint::catalog
