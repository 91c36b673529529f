#include "cli/file_search.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "cli/ignored_files.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

// Hidden files but the one that says which versions of providers are used, and what editors leave.
bool is_ignored(std::string_view name) {
  if (name == ".terraform.lock.hcl") return false;
  return name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
}

Error unreadable(const std::string& path) {
  return {concat("cannot read ", path, ": ", std::strerror(errno))};
}

// What kind of thing an entry of a folder is, asking the disk only where the
// folder does not say. A link to a file is a file, as it is to Terraform; a link
// to a folder is nothing, so that no search goes in circles.
unsigned char kind_of(const std::string& path, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN && entry.d_type != DT_LNK) return entry.d_type;
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return entry.d_type;  // A link to nothing is a link.
  if (S_ISREG(info.st_mode)) return DT_REG;
  const bool is_link = entry.d_type == DT_LNK || ::lstat(path.c_str(), &info) != 0 || S_ISLNK(info.st_mode);
  return S_ISDIR(info.st_mode) && !is_link ? DT_DIR : DT_UNKNOWN;
}

void search(FoundFiles& found, const std::string& root, bool (*wanted)(std::string_view), Ignoring ignoring) {
  const std::size_t first = found.paths.size();
  IgnoredFiles ignored;
  if (ignoring == Ignoring::LikeGit) ignored.read_above(root);
  std::vector<std::string> folders = {root};
  while (!folders.empty()) {
    const std::string folder = std::move(folders.back());
    folders.pop_back();
    DIR* const stream = ::opendir(folder.empty() ? "." : folder.c_str());
    if (!stream) {
      found.errors.push_back(unreadable(folder));
      continue;
    }
    std::vector<std::pair<std::string, unsigned char>> entries;
    bool has_ignored = false;
    while (const dirent* entry = ::readdir(stream)) {
      const std::string_view name = entry->d_name;
      has_ignored = has_ignored || name == kIgnoreFile;
      if (is_ignored(name)) continue;
      std::string path = concat(folder, folder.empty() || folder.ends_with('/') ? "" : "/", name);
      const unsigned char kind = kind_of(path, *entry);
      const bool counts = kind == DT_DIR || ((kind == DT_REG || kind == DT_LNK) && wanted(name));
      if (counts) entries.emplace_back(std::move(path), kind);
    }
    ::closedir(stream);
    if (has_ignored && ignoring == Ignoring::LikeGit) ignored.read(folder);
    for (auto& [path, kind] : entries) {
      if (ignored.leaves_out(path, kind == DT_DIR)) {
        if (kind == DT_REG) found.left_out.push_back(std::move(path));
        continue;
      }
      auto& into = kind == DT_DIR ? folders : kind == DT_LNK ? found.broken_links : found.paths;
      into.push_back(std::move(path));
    }
  }
  std::sort(found.paths.begin() + std::ptrdiff_t(first), found.paths.end());
  std::ranges::sort(found.broken_links);
  std::ranges::sort(found.left_out);
}

}  // namespace

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> paths;
  DIR* const stream = ::opendir(folder.empty() ? "." : folder.c_str());
  if (!stream) return paths;
  while (const dirent* entry = ::readdir(stream)) {
    std::string path = concat(folder, folder.empty() || folder.ends_with('/') ? "" : "/", entry->d_name);
    if (!is_ignored(entry->d_name) && kind_of(path, *entry) == DT_REG) paths.push_back(std::move(path));
  }
  ::closedir(stream);
  std::ranges::sort(paths);
  return paths;
}

FoundFiles find_files(std::span<const std::string> paths, bool (*wanted)(std::string_view name),
                      Ignoring ignoring) {
  FoundFiles found;
  for (const std::string& path : paths) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
      found.errors.push_back(unreadable(path));
    else if (S_ISDIR(info.st_mode))
      search(found, path == "." ? "" : path, wanted, ignoring);
    else
      found.paths.push_back(path);
  }
  if (paths.size() == 1) return found;
  std::set<std::string> seen;
  std::erase_if(found.paths, [&](const std::string& path) { return !seen.insert(path).second; });
  return found;
}

}  // namespace blueprint::cli
