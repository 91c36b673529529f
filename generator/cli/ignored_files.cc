#include "cli/ignored_files.h"

#include <filesystem>

#include "support/file.h"
#include "support/pattern.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

namespace fs = std::filesystem;

std::string with_slash(std::string folder) {
  if (folder == "." || folder.empty()) return {};
  return folder.ends_with('/') ? folder : folder + "/";
}

}  // namespace

void IgnoredFiles::read_file_of(const std::string& place, File file) {
  const std::string path = concat(place, kIgnoreFile);
  std::error_code none;
  if (!fs::is_regular_file(path, none)) return;
  const Result<std::string> text = read_file(path, 1u << 20);
  if (!text) return;
  for (std::string_view line : split(*text, '\n')) {
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    Line read;
    if (line.starts_with('!')) {
      read.takes_back = true;
      line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
      read.folders_only = true;
      line.remove_suffix(1);
    }
    if (line.starts_with('/')) {
      line.remove_prefix(1);
      read.is_name_here = line.find('/') == std::string_view::npos;
    }
    read.pattern = line;
    file.lines.push_back(std::move(read));
  }
  files_.push_back(std::move(file));
}

void IgnoredFiles::read_above(const std::string& root) {
  std::error_code none;
  fs::path folder = fs::weakly_canonical(root.empty() ? "." : root, none);
  std::vector<std::pair<std::string, std::string>> places;
  std::string below;
  while (folder.has_relative_path() && !fs::exists(folder / ".git", none)) {
    below = concat(folder.filename().string(), "/", below);
    folder = folder.parent_path();
    places.emplace_back(with_slash(folder.string()), below);
  }
  // Without a repository the files above are none of ours.
  if (!fs::exists(folder / ".git", none)) return;
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    read_file_of(place->first, {.folder = with_slash(root), .above = place->second});
  }
}

void IgnoredFiles::read(const std::string& folder) {
  read_file_of(with_slash(folder), {.folder = with_slash(folder)});
}

bool IgnoredFiles::leaves_out(const std::string& path, bool is_folder) const {
  bool out = false;
  for (const File& file : files_) {
    if (!path.starts_with(file.folder)) continue;
    const std::string relative = concat(file.above, std::string_view(path).substr(file.folder.size()));
    const bool is_deeper = relative.find('/') != std::string::npos;
    for (const Line& line : file.lines) {
      if ((line.folders_only && !is_folder) || (line.is_name_here && is_deeper)) continue;
      if (matches_path(line.pattern, relative)) out = !line.takes_back;
    }
  }
  return out;
}

}  // namespace blueprint::cli
