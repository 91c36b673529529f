#include "cli/variable_values.h"

#include "fold/print.h"
#include "hcl/parse.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

// Whether Terraform reads it as an expression rather than as a text.
bool is_expression(std::string_view value) {
  if (value == "true" || value == "false" || value == "null") return true;
  if (value.starts_with('[') || value.starts_with('{') || value.starts_with('"')) return true;
  const std::string_view digits = value.starts_with('-') ? value.substr(1) : value;
  return !digits.empty() && digits.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::optional<std::vector<terraform::NamedFile>> variable_values(Sources& sources, const Arguments& arguments,
                                                                 Console& console) {
  std::vector<terraform::NamedFile> files;
  for (const std::string& path : arguments.values("--var-file")) {
    Result<std::string> text = read_file(path);
    if (!text) {
      console.complain(text.error().message);
      return std::nullopt;
    }
    files.push_back({.path = path, .id = sources.add(path, std::move(*text))});
  }
  for (const std::string& given : arguments.values("--var")) {
    const std::size_t equals = given.find('=');
    const std::string name(trim(std::string_view(given).substr(0, equals)));
    if (equals == std::string::npos || !hcl::is_identifier(name)) {
      console.complain(concat("`--var ", given, "` sets nothing"), "write `--var name=value`");
      return std::nullopt;
    }
    const std::string_view value = std::string_view(given).substr(equals + 1);
    const std::string text =
        concat(name, " = ", is_expression(value) ? std::string(value) : fold::quote(value), "\n");
    files.push_back({.path = "--var", .id = sources.add("--var", text)});
  }
  return files;
}

}  // namespace blueprint::cli
