#include "output/directory.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <system_error>
#include <thread>

#include "support/strings.h"

namespace blueprint::output {
namespace {

namespace fs = std::filesystem;

constexpr int kFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr std::size_t kHuge = 64u << 20;
constexpr std::size_t kWaiting = 8;

std::string name_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

Result<Found> read_found(int parent, const std::string& name, const struct stat& info) {
  Found found{.kind = Found::Kind::File};
  found.executable = (info.st_mode & S_IXUSR) != 0;
  found.huge = std::size_t(info.st_size) > kHuge;
  if (found.huge) return found;
  const Descriptor file(::openat(parent, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  found.text.resize(std::size_t(info.st_size));
  if (!file || !read_up_to(file.get(), found.text)) return Error{std::strerror(errno)};
  return found;
}

}  // namespace

Result<Directory> Directory::open(const fs::path& path, bool create) {
  std::error_code error;
  if (create) fs::create_directories(path, error);
  Descriptor root(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root && (create || errno != ENOENT)) {
    if (errno == ENOTDIR) return Error{concat("cannot write to ", path.string(), ": it is not a directory")};
    const std::string reason = error ? error.message() : std::strerror(errno);
    return Error{concat("cannot open the directory ", path.string(), ": ", reason)};
  }
  return Directory(path, std::move(root));
}

Error Directory::failed(std::string_view what, const std::string& path) const {
  const std::string_view reason =
      errno == ELOOP ? "a folder on the way is a symbolic link" : std::strerror(errno);
  return {concat("cannot ", what, " ", (path_ / path).string(), ": ", reason)};
}

Descriptor Directory::open_parent(const std::string& path, bool create) const {
  Descriptor folder(::fcntl(root_.get(), F_DUPFD_CLOEXEC, 0));
  std::size_t begin = 0;
  for (std::size_t slash = path.find('/'); folder && slash != std::string::npos;
       begin = slash + 1, slash = path.find('/', begin)) {
    const std::string part = path.substr(begin, slash - begin);
    if (create && ::mkdirat(folder.get(), part.c_str(), 0777) != 0 && errno != EEXIST) return Descriptor();
    struct stat info {};
    if (::fstatat(folder.get(), part.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode)) {
      errno = ELOOP;  // The open below would say ENOTDIR.
      return Descriptor();
    }
    folder = Descriptor(::openat(folder.get(), part.c_str(), kFolder));
  }
  return folder;
}

Result<Found> Directory::look(const std::string& path) const {
  if (!exists()) return Found{};
  const Descriptor parent = open_parent(path, false);
  if (!parent && errno == ENOENT) return Found{};
  if (!parent && errno == ENOTDIR) return Found{.kind = Found::Kind::Blocked};
  if (!parent) return failed("read", path);
  struct stat info {};
  if (::fstatat(parent.get(), name_of(path).c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return Found{};
    return failed("read", path);
  }
  if (S_ISDIR(info.st_mode)) return Found{.kind = Found::Kind::Folder};
  if (S_ISLNK(info.st_mode)) return Found{.kind = Found::Kind::Link};
  if (!S_ISREG(info.st_mode)) return Found{.kind = Found::Kind::Other};
  Result<Found> found = read_found(parent.get(), name_of(path), info);
  if (!found) return failed("read", path);
  return found;
}

std::vector<std::string> Directory::names_in(const std::string& folder) const {
  std::vector<std::string> names;
  const Descriptor parent = open_parent(folder, false);
  // fdopendir() takes over the descriptor that it is given.
  const int opened = parent ? ::openat(parent.get(), name_of(folder).c_str(), kFolder) : -1;
  DIR* const stream = opened < 0 ? nullptr : ::fdopendir(opened);
  if (!stream) return names;
  while (const dirent* entry = ::readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  ::closedir(stream);
  return names;
}

Directory::Contents Directory::contents(const std::string& folder) const {
  Contents contents{.folders = {folder}};
  for (std::size_t next = 0; next < contents.folders.size(); ++next) {
    const std::string at = contents.folders[next];
    for (const std::string& name : names_in(at)) {
      const std::string path = concat(at, "/", name);
      const Descriptor parent = open_parent(path, false);
      struct stat info {};
      const bool is_folder =
          ::fstatat(parent.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
      (is_folder ? contents.folders : contents.others).push_back(path);
    }
  }
  return contents;
}

std::optional<Error> Directory::refuse_change(const std::string& path) const {
  std::string folder = path;
  for (;;) {
    const Descriptor parent = open_parent(folder, false);
    if (parent && ::faccessat(parent.get(), ".", W_OK | X_OK, AT_EACCESS) == 0) return std::nullopt;
    const std::size_t slash = folder.rfind('/');
    const bool missing = !parent && (errno == ENOENT || errno == ENOTDIR);
    if (!missing || slash == std::string::npos) return failed("write", path);
    folder.resize(slash);
  }
}

std::optional<Error> Directory::write(const std::string& path, std::string_view text, bool executable) const {
  const Descriptor parent = open_parent(path, true);
  if (!parent) return failed("write", path);
  const std::string name = name_of(path);
  const mode_t mode = executable ? 0777 : 0666;
  ::unlinkat(parent.get(), name.c_str(), 0);  // A rest of a run that was killed may have another mode.
  const Descriptor file(
      ::openat(parent.get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (!file || !write_all(file.get(), text)) return failed("write", path);
  // Starts the disk on its way, so that the wait in sync() is for all files at once.
  ::sync_file_range(file.get(), 0, 0, SYNC_FILE_RANGE_WRITE);
  return std::nullopt;
}

std::optional<Error> Directory::sync(const std::string& path) const {
  const Descriptor parent = open_parent(path, false);
  const Descriptor file(
      parent ? ::openat(parent.get(), name_of(path).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC) : -1);
  if (!file || ::fsync(file.get()) != 0) return failed("write", path);
  return std::nullopt;
}

std::optional<Error> Directory::sync_all(const std::vector<std::string>& paths) const {
  std::vector<std::optional<Error>> errors(paths.size());
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t i = next++; i < paths.size(); i = next++) errors[i] = sync(paths[i]);
  };
  {
    std::vector<std::jthread> others;
    // These threads wait for the disk, so their number is not that of the cores.
    for (std::size_t i = 1; i < std::min(kWaiting, paths.size()); ++i) {
      try {
        others.emplace_back(run);
      } catch (const std::system_error&) {
        break;  // No more threads to be had: those there are do it.
      }
    }
    run();
  }
  const auto failed = std::ranges::find_if(errors, [](const auto& error) { return error.has_value(); });
  return failed == errors.end() ? std::nullopt : *failed;
}

std::optional<Error> Directory::rename(const std::string& from, const std::string& to) const {
  const Descriptor source = open_parent(from, false);
  const Descriptor target = source ? open_parent(to, true) : Descriptor();
  if (!target) return failed("write", to);
  if (::renameat(source.get(), name_of(from).c_str(), target.get(), name_of(to).c_str()) != 0) {
    return failed("write", to);
  }
  return std::nullopt;
}

std::optional<Error> Directory::remove(const std::string& path) const {
  const Descriptor parent = open_parent(path, false);
  const bool gone = parent && ::unlinkat(parent.get(), name_of(path).c_str(), 0) == 0;
  if (!gone && errno != ENOENT) return failed("remove", path);
  return std::nullopt;
}

void Directory::remove_if_empty(const std::string& folder) const {
  const Contents below = contents(folder);
  if (!below.others.empty()) return;
  for (auto path = below.folders.rbegin(); path != below.folders.rend(); ++path) {
    const Descriptor parent = open_parent(*path, false);
    if (parent) ::unlinkat(parent.get(), name_of(*path).c_str(), AT_REMOVEDIR);
  }
}

void Directory::remove_empty_parents(const std::string& path) const {
  for (std::size_t slash = path.rfind('/'); slash != std::string::npos; slash = path.rfind('/', slash - 1)) {
    const std::string folder = path.substr(0, slash);
    const Descriptor parent = open_parent(folder, false);
    if (!parent || ::unlinkat(parent.get(), name_of(folder).c_str(), AT_REMOVEDIR) != 0) return;
    if (slash == 0) return;
  }
}

}  // namespace blueprint::output
