// Memory that is freed all at once, for syntax trees.

#pragma once

#include <cstddef>
#include <memory>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace blueprint {

// Objects made here must not need a destructor; they live as long as the arena.
class Arena {
 public:
  template <typename T>
  T* make(T value) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (memory_.allocate(sizeof(T), alignof(T))) T(std::move(value));
  }

  template <typename T>
  std::span<const T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }

  template <typename T>
  std::span<const T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (items.empty()) return {};
    T* const begin = static_cast<T*>(memory_.allocate(sizeof(T) * items.size(), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), begin);
    return {begin, items.size()};
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* const begin = static_cast<char*>(memory_.allocate(text.size(), 1));
    text.copy(begin, text.size());
    return {begin, text.size()};
  }

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

}  // namespace blueprint
