// Diagnostics as one HTML page that needs nothing beside it: its style and its
// script are inside, and it asks no server for anything.

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

std::string print_html(const Report& report);

}  // namespace blueprint::report
