// Diagnostics as GitLab's Code Quality report: what a merge request shows beside its diff.

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

std::string print_gitlab(const Report& report);

}  // namespace blueprint::report
