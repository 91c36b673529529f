#include "cli/terminal_diff.h"

#include "support/strings.h"

namespace blueprint::cli {
namespace {

std::string_view color_of(std::string_view line) {
  if (line.starts_with("---") || line.starts_with("+++")) return "\x1b[1m";
  if (line.starts_with("@@")) return "\x1b[36m";
  if (line.starts_with('-')) return "\x1b[31m";
  if (line.starts_with('+')) return "\x1b[32m";
  return {};
}

}  // namespace

std::string shown_diff(const Console& console, const output::DiffSides& sides, std::string_view path) {
  std::string plain = output::unified_diff(sides, path);
  if (!console.colors_output() || plain.empty()) return plain;
  std::string colored;
  plain.pop_back();
  for (const std::string_view line : split(plain, '\n')) {
    const std::string_view color = color_of(line);
    colored += color.empty() ? concat(line, "\n") : concat(color, line, "\x1b[0m\n");
  }
  return colored;
}

}  // namespace blueprint::cli
