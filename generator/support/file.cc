#include "support/file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "support/descriptor.h"
#include "support/strings.h"

namespace blueprint {
namespace {

namespace fs = std::filesystem;

Error failed(std::string_view what, const fs::path& path) {
  return {concat("cannot ", what, " ", path.string(), ": ", std::strerror(errno))};
}

// `owner`: whose file the new one shall be, as far as this user may give it away.
std::optional<Error> write_by_rename(const fs::path& path, std::string_view text, mode_t mode,
                                     const struct stat* owner) {
  // The process id keeps two programs that write the same path apart.
  const fs::path temporary = concat(path.string(), ".", std::to_string(::getpid()), ".tmp");
  const auto write = [&] {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!file || !write_all(file.get(), text)) return false;
    if (owner) {
      const bool given = ::fchown(file.get(), owner->st_uid, owner->st_gid) == 0;
      if (::fchmod(file.get(), given ? mode : mode & 0777) != 0) return false;
    }
    return ::fsync(file.get()) == 0;
  };
  if (write() && ::rename(temporary.c_str(), path.c_str()) == 0) return std::nullopt;
  const Error error = failed("write", path);
  ::unlink(temporary.c_str());
  return error;
}

// A device or a pipe, which is written into: /dev/null, /dev/stdout, what a shell makes of `>(…)`.
bool is_stream(const fs::path& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

std::optional<Error> write_into(const fs::path& path, std::string_view text) {
  // O_NONBLOCK: opening a pipe that nobody reads must not wait. Writing may.
  const Descriptor stream(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  const bool waits = stream && ::fcntl(stream.get(), F_SETFL, 0) == 0;
  if (!waits || !write_all(stream.get(), text)) return failed("write", path);
  return std::nullopt;
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
  if (!read_up_to(file.get(), text)) return failed("read", path);
  return text;
}

std::optional<Error> write_file(const fs::path& path, std::string_view text, bool executable) {
  std::error_code ignored;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), ignored);
  if (is_stream(path)) return write_into(path, text);
  if (fs::is_symlink(path, ignored) && fs::exists(path, ignored)) return rewrite_file(path, text);
  return write_by_rename(path, text, executable ? 0777 : 0666, nullptr);
}

std::optional<Error> rewrite_file(const fs::path& path, std::string_view text) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  if (error) return Error{concat("cannot write ", path.string(), ": ", error.message())};
  struct stat before {};
  if (::stat(target.c_str(), &before) != 0) return failed("write", path);
  return write_by_rename(target, text, before.st_mode & 07777, &before);
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
