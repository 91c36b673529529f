// A list that is short nearly always: its first elements need no memory of their own.

#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace blueprint {

template <typename T, std::size_t kShort>
class ShortList {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  void push_back(const T& item) {
    if (size_ < kShort) {
      few_[size_++] = item;
      return;
    }
    if (many_.empty()) many_.assign(few_.begin(), few_.end());
    many_.push_back(item);
    ++size_;
  }

  std::span<const T> items() const { return {data(), size_}; }
  const T& back() const { return data()[size_ - 1]; }
  std::size_t size() const { return size_; }

 private:
  const T* data() const { return many_.empty() ? few_.data() : many_.data(); }

  std::array<T, kShort> few_;  // As it comes: only the first `size_` are anything.
  std::vector<T> many_;        // All of them, once there are more.
  std::size_t size_ = 0;
};

}  // namespace blueprint
