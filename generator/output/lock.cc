#include "output/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cstring>

#include "support/strings.h"

namespace blueprint::output {
namespace {

constexpr const char* kLockName = ".blueprint-lock";

Error failed(const Directory& directory) {
  return {concat("cannot lock ", directory.path().string(), ": ", std::strerror(errno))};
}

Error held(const Directory& directory, int file) {
  std::string holder(32, '\0');
  if (::lseek(file, 0, SEEK_SET) != 0 || !read_up_to(file, holder)) holder.clear();
  const std::string_view id = trim(holder);
  return {concat("another run", id.empty() ? "" : concat(" (process ", id, ")"), " is writing to ",
                 directory.path().string(), ": wait for it, then run again")};
}

// Whoever held the lock before may have removed the file that we opened.
bool is_still_there(const Directory& directory, int file) {
  struct stat ours {};
  struct stat there {};
  return ::fstat(file, &ours) == 0 &&
         ::fstatat(directory.descriptor(), kLockName, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
         ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

}  // namespace

Result<Lock> Lock::take(const Directory& directory) {
  for (;;) {
    Descriptor file(
        ::openat(directory.descriptor(), kLockName, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (!file) return failed(directory);
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
      return errno == EWOULDBLOCK ? held(directory, file.get()) : failed(directory);
    }
    if (!is_still_there(directory, file.get())) continue;
    if (::ftruncate(file.get(), 0) != 0 || !write_all(file.get(), concat(std::to_string(::getpid()), "\n"))) {
      const Error error = failed(directory);
      ::unlinkat(directory.descriptor(), kLockName, 0);
      return error;
    }
    return Lock(directory, std::move(file));
  }
}

Lock::~Lock() {
  // While it is held, so that nobody else's file is removed.
  if (file_) ::unlinkat(directory_->descriptor(), kLockName, 0);
}

}  // namespace blueprint::output
