// What AWS allows: catalog/log-retention.tsv.

#pragma once

#include <vector>

#include "catalog/files.h"

namespace blueprint::catalog {

// The numbers of days that a CloudWatch log group may keep its events, ascending.
std::vector<int> log_retention_days(const Library& library);

}  // namespace blueprint::catalog
