// Diagnostics as workflow commands, which GitHub Actions shows as annotations:
//
//     ::error file=main.tf,line=3,endLine=3,col=25,endColumn=29,title=aws/database-public::`aws_db_instance…
//
// GitHub shows the first ten of each severity of a step; the SARIF report has no such limit.

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

std::string print_github(const Report& report);

}  // namespace blueprint::report
