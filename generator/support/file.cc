#include "support/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "support/strings.h"

namespace blueprint {
namespace {

namespace fs = std::filesystem;

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

Error failed(std::string_view what, const fs::path& path) {
  return {concat("cannot ", what, " ", path.string(), ": ", std::strerror(errno))};
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(std::size_t(written));
  }
  return true;
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::size_t limit) {
  // O_NONBLOCK: opening a pipe without a writer must not wait.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) return failed("read", path);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return failed("read", path);
  if (S_ISDIR(info.st_mode)) return Error{concat("cannot read ", path.string(), ": it is a directory")};
  if (!S_ISREG(info.st_mode))
    return Error{concat("cannot read ", path.string(), ": it is not a regular file")};
  if (std::size_t(info.st_size) > limit) {
    return Error{
        concat("cannot read ", path.string(), ": it is larger than ", std::to_string(limit >> 20), " MiB")};
  }
  std::string text(std::size_t(info.st_size), '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    const ssize_t got = ::read(file.get(), text.data() + filled, text.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("read", path);
    if (got == 0) break;
    filled += std::size_t(got);
  }
  text.resize(filled);
  return text;
}

std::optional<Error> write_file(const fs::path& path, std::string_view text, bool executable) {
  std::error_code ignored;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), ignored);
  // The process id keeps two programs that write the same path apart.
  const fs::path temporary = concat(path.string(), ".", std::to_string(::getpid()), ".tmp");
  {
    const mode_t mode = executable ? 0777 : 0666;
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!file) return failed("write", path);
    if (!write_all(file.get(), text) || ::fsync(file.get()) != 0) {
      const Error error = failed("write", path);
      ::unlink(temporary.c_str());
      return error;
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const Error error = failed("write", path);
    ::unlink(temporary.c_str());
    return error;
  }
  return std::nullopt;
}

Result<std::vector<fs::path>> list_files(const fs::path& root) {
  std::vector<fs::path> files;
  std::error_code error;
  if (!fs::exists(root, error)) return files;
  fs::recursive_directory_iterator at(root, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::error_code ignored;
    if (at->is_regular_file(ignored) && !at->is_symlink(ignored))
      files.push_back(at->path().lexically_relative(root));
  }
  if (error) return Error{concat("cannot read ", root.string(), ": ", error.message())};
  std::ranges::sort(files);
  return files;
}

}  // namespace blueprint
