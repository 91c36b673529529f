#include "support/short_list.h"

#include <catch2/catch.hpp>

namespace blueprint {

TEST_CASE("a list keeps its order beyond the elements that need no memory") {
  ShortList<int, 2> list;
  CHECK(list.items().empty());
  for (int i = 1; i <= 5; ++i) {
    list.push_back(i);
    CHECK(list.size() == std::size_t(i));
    CHECK(list.back() == i);
  }
  CHECK(std::vector<int>(list.items().begin(), list.items().end()) == std::vector<int>{1, 2, 3, 4, 5});
}

}  // namespace blueprint
