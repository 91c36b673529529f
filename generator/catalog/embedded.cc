#include "catalog/embedded.h"

#include <cstring>

extern "C" const char blueprint_embedded[];

namespace blueprint::catalog::embedded {

std::uint32_t count() {
  std::uint32_t number = 0;
  std::memcpy(&number, blueprint_embedded, sizeof number);
  return number;
}

File file(std::uint32_t index) {
  Row row;
  std::memcpy(&row, blueprint_embedded + sizeof index + index * sizeof row, sizeof row);
  return {.path = {blueprint_embedded + row.path_begin, row.path_size},
          .text = {blueprint_embedded + row.text_begin, row.text_size},
          .prepared = {blueprint_embedded + row.prepared_begin, row.prepared_size}};
}

std::uint32_t lower_bound(std::string_view path) {
  std::uint32_t first = 0;
  for (std::uint32_t size = count(); size > 0;) {
    const std::uint32_t half = size / 2;
    if (file(first + half).path < path) {
      first += half + 1;
      size -= half + 1;
    } else {
      size = half;
    }
  }
  return first;
}

}  // namespace blueprint::catalog::embedded
