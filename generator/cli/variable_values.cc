#include "cli/variable_values.h"

#include "hcl/parse.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

using terraform::GivenValues;

constexpr std::string_view kPrefix = "TF_VAR_";

// "name=value" as the value of a variable; `shown` is what a finding about it is said to stand in. nullopt
// when it sets nothing.
std::optional<GivenValues::Text> text_of(Sources& sources, std::string shown, std::string_view setting) {
  const std::size_t equals = setting.find('=');
  const std::string name(trim(setting.substr(0, equals)));
  if (equals == std::string_view::npos || !hcl::is_identifier(name)) return std::nullopt;
  return GivenValues::Text{.name = name,
                           .text = sources.add(std::move(shown), std::string(setting.substr(equals + 1)))};
}

}  // namespace

std::optional<GivenValues> variable_values(Sources& sources, const Arguments& arguments, Console& console) {
  GivenValues values;
  if (arguments.has("--tf-var-env")) {
    for (const std::string& entry : console.environment()) {
      if (!entry.starts_with(kPrefix)) continue;
      auto text =
          text_of(sources, entry.substr(0, entry.find('=')), std::string_view(entry).substr(kPrefix.size()));
      if (text) values.environment.push_back(std::move(*text));
    }
  }
  for (const std::string& path : arguments.values("--var-file")) {
    Result<std::string> text = read_file(path);
    if (!text) {
      console.complain(text.error().message);
      return std::nullopt;
    }
    values.files.push_back({.path = path, .id = sources.add(path, std::move(*text))});
  }
  for (const std::string& given : arguments.values("--var")) {
    auto text = text_of(sources, "--var", given);
    if (!text) {
      console.complain(concat("`--var ", given, "` sets nothing"), "write `--var name=value`");
      return std::nullopt;
    }
    values.stated.push_back(std::move(*text));
  }
  return values;
}

}  // namespace blueprint::cli
