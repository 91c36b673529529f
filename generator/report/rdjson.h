// Diagnostics in the Reviewdog Diagnostic Format: comments on a merge request, with
// fixes as suggestions. Its columns count the bytes of UTF-8.

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

std::string print_rdjson(const Report& report);

}  // namespace blueprint::report
