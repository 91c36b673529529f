// Diagnostics as JUnit XML: a suite for each file, a case for each diagnostic.
// Errors and warnings are failures; an info is a case that passed and says something.

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

std::string print_junit(const Report& report);

}  // namespace blueprint::report
