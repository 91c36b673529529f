#include "output/output_file.h"

#include <algorithm>
#include <vector>

#include "support/strings.h"

namespace blueprint::output {
namespace {

std::string_view why_not(std::string_view path) {
  if (path.empty()) return "it is empty";
  if (path.front() == '/') return "it is absolute";
  if (path.size() > 4000) return "it is too long";
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::ranges::any_of(path, is_control)) return "it has control characters";
  if (!is_utf8(path)) return "it is not UTF-8";
  for (const std::string_view part : split(path, '/')) {
    if (part == "..") return "it leaves the output directory";
    if (part.empty() || part == ".") return "it has an empty part";
    if (part.size() > 255) return "a part of it is too long";
  }
  if (path.starts_with(".blueprint-")) return "names that start with `.blueprint-` are the program's own";
  return {};
}

}  // namespace

std::optional<Error> refuse_path(std::string_view path) {
  const std::string_view reason = why_not(path);
  if (reason.empty()) return std::nullopt;
  return Error{concat("cannot use `", path, "` as a path: ", reason)};
}

std::optional<Error> refuse_paths(std::span<const OutputFile> files) {
  std::vector<std::string_view> paths;
  for (const OutputFile& file : files) {
    if (auto error = refuse_path(file.path)) return error;
    paths.push_back(file.path);
  }
  std::ranges::sort(paths);
  if (const auto twice = std::ranges::adjacent_find(paths); twice != paths.end()) {
    return Error{concat("two files would be written to `", *twice, "`")};
  }
  for (const std::string_view path : paths) {
    for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1)) {
      const std::string_view folder = path.substr(0, slash);
      if (std::ranges::binary_search(paths, folder)) {
        return Error{concat("`", folder, "` would be a file and a folder at once")};
      }
    }
  }
  return std::nullopt;
}

}  // namespace blueprint::output
