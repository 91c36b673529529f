// Diagnostics as comma-separated values (RFC 4180), a line for each below a line of names.

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

std::string print_csv(const Report& report);

}  // namespace blueprint::report
