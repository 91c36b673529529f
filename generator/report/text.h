// The report that people read, like a good compiler's:
//
//     error[aws/database-public]: `aws_db_instance.orders` accepts connections from any address
//      --> main.tf:3:25
//       |
//     3 |   publicly_accessible = true
//       |                         ^^^^
//     note: this network has a route to the internet
//      --> network.tf:1:1
//       |
//     1 | resource "aws_vpc" "main" {
//       | ^^^^^^^^^^^^^^^^^^^^^^^^^
//     help: set `publicly_accessible` to false and reach the database through the VPC

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

// Every diagnostic, with an empty line after each, and the summary. Nothing that
// a terminal would obey is passed through from sources or messages.
std::string print_text(const Report& report);

}  // namespace blueprint::report
