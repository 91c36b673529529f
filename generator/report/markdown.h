// Diagnostics as Markdown: a table for each file, for comments on merge requests and summaries of jobs.

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

std::string print_markdown(const Report& report);

}  // namespace blueprint::report
