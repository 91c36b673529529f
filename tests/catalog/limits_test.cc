#include "catalog/limits.h"

#include <catch2/catch.hpp>

namespace blueprint::catalog {
namespace {

TEST_CASE("CloudWatch keeps logs for certain numbers of days") {
  const Library library;
  CHECK(log_retention_days(library) == std::vector<int>{1,    3,    5,    7,    14,   30,  60,  90,
                                                        120,  150,  180,  365,  400,  545, 731, 1096,
                                                        1827, 2192, 2557, 2922, 3288, 3653});
}

}  // namespace
}  // namespace blueprint::catalog
