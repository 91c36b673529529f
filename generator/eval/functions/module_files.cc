#include "eval/functions/module_files.h"

#include <algorithm>
#include <vector>

#include "eval/functions/arguments.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace fs = std::filesystem;

namespace {

bool is_below(const fs::path& path, const fs::path& folder) {
  const auto [at_folder, at_path] = std::ranges::mismatch(folder, path);
  return at_folder == folder.end() || (at_folder->empty() && std::next(at_folder) == folder.end());
}

}  // namespace

std::optional<fs::path> module_path(const Call& call, std::size_t i) {
  if (call.context.module_dir.empty()) return std::nullopt;
  const std::string& given = call.args[i].as_string();
  // The home folder is no place of a module, whoever's it is.
  const bool home = given.starts_with('~');
  if (given.find('\0') != std::string::npos) {
    call.fail(i, "a path may not contain a null character");
    return std::nullopt;
  }
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(call.context.module_dir, error);
  const fs::path path = error ? fs::path() : fs::weakly_canonical(folder / given, error);
  if (!home && !error && is_below(path, folder)) return path;
  call.fail(i, concat(quoted_argument(call, i), " reads outside the module"));
  return std::nullopt;
}

std::optional<std::string> read_module_file(const Call& call, std::size_t i) {
  const std::optional<fs::path> path = module_path(call, i);
  if (!path) return std::nullopt;
  std::error_code error;
  if (!fs::exists(*path, error)) {
    call.fail(i, concat("no file exists at ", quoted_argument(call, i),
                        "; this function works only with files that are distributed as part of the "
                        "configuration source code"));
    return std::nullopt;
  }
  Result<std::string> text = read_file(*path, call.context.limits.text_bytes);
  if (text) return std::move(*text);
  call.fail(i, concat("failed to read ", quoted_argument(call, i)));
  return std::nullopt;
}

std::string clean_path(std::string_view path) {
  const bool absolute = path.starts_with('/');
  std::vector<std::string> parts;
  for (const std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (part != ".." || !absolute) {
      parts.emplace_back(part);
    }
  }
  const std::string joined = join(parts, "/");
  if (absolute) return "/" + joined;
  return joined.empty() ? "." : joined;
}

std::string base_name(std::string_view path) {
  if (path.empty()) return ".";
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.empty()) return "/";
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string directory_name(std::string_view path) { return clean_path(path.substr(0, path.rfind('/') + 1)); }

}  // namespace blueprint::eval
