// The outcome of asking the outside world for something: a value or an error.
//
// Use Result for files, processes and the network. Mistakes in a user's input
// are not Results: they are Diagnostics, because there can be many of them.

#pragma once

#include <string>
#include <utility>
#include <variant>

namespace blueprint {

struct Error {
  std::string message;
};

// A small stand-in for std::expected<T, Error>, with the same names.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  explicit operator bool() const { return std::holds_alternative<T>(state_); }
  T& operator*() { return std::get<T>(state_); }
  const T& operator*() const { return std::get<T>(state_); }
  T* operator->() { return &std::get<T>(state_); }
  const T* operator->() const { return &std::get<T>(state_); }
  const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace blueprint
