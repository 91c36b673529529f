// Diagnostics as SARIF 2.1.0, which code scanning services read.
//
// Each rule that found something is described once, with its help in Markdown; results
// name it by index. Files are addressed relative to where the program ran.

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

std::string print_sarif(const Report& report);

}  // namespace blueprint::report
