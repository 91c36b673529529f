#include "catalog/files.h"

#include <algorithm>

#include "catalog/embedded.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::catalog {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxBytes = 32u << 20;
constexpr std::size_t kMaxFiles = 100'000;

bool is_in_hidden_folder(const fs::path& file) {
  const fs::path path = file.parent_path();
  return std::ranges::any_of(path, [](const fs::path& part) { return part.string().starts_with('.'); });
}

}  // namespace

std::optional<Error> Library::add(std::string_view folder, const fs::path& directory) {
  std::error_code ignored;
  if (!fs::is_directory(directory, ignored)) {
    return Error{concat("cannot read ", directory.string(), ": it is not a directory")};
  }
  const Result<std::vector<fs::path>> paths = list_files(directory);
  if (!paths) return paths.error();
  if (paths->size() > kMaxFiles) {
    return Error{concat("cannot read ", directory.string(), ": it has more than 100000 files")};
  }
  for (const fs::path& path : *paths) {
    if (is_in_hidden_folder(path)) continue;
    const fs::path origin = directory / path;
    Result<std::string> text = read_file(origin, kMaxBytes);
    if (!text) return text.error();
    added_[concat(folder, "/", path.generic_string())] = {.text = std::move(*text),
                                                          .origin = origin.string()};
  }
  return std::nullopt;
}

std::optional<embedded::File> Library::file(std::string_view path) const {
  if (const auto found = added_.find(path); found != added_.end())
    return embedded::File{.path = path, .text = found->second.text};
  const std::uint32_t index = embedded::lower_bound(path);
  if (index == embedded::count()) return std::nullopt;
  const embedded::File found = embedded::file(index);
  if (found.path != path) return std::nullopt;
  return found;
}

std::optional<std::string_view> Library::find(std::string_view path) const {
  const auto found = file(path);
  if (!found) return std::nullopt;
  return found->text;
}

FileId Library::add_to(Sources& sources, const std::string& path, std::size_t size) const {
  const embedded::File found = file(path).value_or(embedded::File());
  return sources.add_view(path, found.text.substr(0, size), found.prepared);
}

std::vector<std::string> Library::list(std::string_view folder) const {
  const std::string prefix = folder.ends_with('/') ? std::string(folder) : concat(folder, "/");
  std::vector<std::string> paths;
  for (std::uint32_t i = embedded::lower_bound(prefix); i < embedded::count(); ++i) {
    const std::string_view path = embedded::file(i).path;
    if (!path.starts_with(prefix)) break;
    paths.emplace_back(path);
  }
  std::ranges::move(added(folder), std::back_inserter(paths));
  std::ranges::sort(paths);
  const auto repeated = std::ranges::unique(paths);
  paths.erase(repeated.begin(), repeated.end());
  return paths;
}

std::vector<std::string> Library::added(std::string_view folder) const {
  const std::string prefix = folder.ends_with('/') ? std::string(folder) : concat(folder, "/");
  std::vector<std::string> paths;
  for (auto at = added_.lower_bound(prefix); at != added_.end() && at->first.starts_with(prefix); ++at) {
    paths.push_back(at->first);
  }
  return paths;
}

std::string Library::shown_path(std::string_view path) const {
  const auto found = added_.find(path);
  return found == added_.end() ? std::string(path) : found->second.origin;
}

}  // namespace blueprint::catalog
