// Keeps two runs from writing to one directory at the same time.

#pragma once

#include "output/directory.h"
#include "support/descriptor.h"
#include "support/result.h"

namespace blueprint::output {

// Held as long as it lives, and released by the system when the process dies.
class Lock {
 public:
  // Fails at once when another process holds it, and names that process.
  // `directory` must outlive the lock.
  static Result<Lock> take(const Directory& directory);
  ~Lock();
  Lock(Lock&&) noexcept = default;
  Lock& operator=(Lock&&) = delete;

 private:
  Lock(const Directory& directory, Descriptor file) : directory_(&directory), file_(std::move(file)) {}

  const Directory* directory_;
  Descriptor file_;
};

}  // namespace blueprint::output
