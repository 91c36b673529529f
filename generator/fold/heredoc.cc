#include "fold/heredoc.h"

#include <algorithm>

#include "fold/expression_text.h"
#include "support/strings.h"

namespace blueprint::fold {

namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

// Terraform takes the common indentation away, so it must be ours alone.
bool begins_at_margin(const std::vector<std::string_view>& lines) {
  bool any = false;
  for (const std::string_view line : lines) {
    // A line of blanks alone would lose or keep them by rules of its own.
    if (!line.empty() && (is_blank(line) || may_be_space(line[line.find_first_not_of(" \t")]))) return false;
    any = any || (!line.empty() && line[0] != ' ' && line[0] != '\t');
  }
  return any;
}

}  // namespace

std::optional<std::string> heredoc_of(std::string_view text, int indent, std::string_view marker) {
  if (!text.ends_with('\n') || !fits_heredoc(text)) return std::nullopt;
  text.remove_suffix(1);
  const std::vector<std::string_view> lines = split(text, '\n');
  const std::string end = free_marker(text, marker);
  const bool indented = begins_at_margin(lines);
  const std::string margin(indented ? std::size_t(indent) + 2 : 0, ' ');
  std::string result = concat(indented ? "<<-" : "<<", end, "\n");
  for (const std::string_view line : lines) {
    if (!line.empty()) result += margin;
    result += escape_heredoc(line);
    result += '\n';
  }
  return concat(result, std::string(std::size_t(indent), ' '), end);
}

bool may_be_space(char first_byte) {
  const auto byte = static_cast<unsigned char>(first_byte);
  return byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3);
}

std::string_view heredoc_marker(std::string_view source) {
  source = source.substr(0, source.find('\n'));
  return trim(source.substr(source.starts_with("<<-") ? 3 : 2));
}

std::string free_marker(std::string_view content, std::string_view marker) {
  const std::vector<std::string_view> lines = split(content, '\n');
  std::string result(marker);
  while (std::ranges::any_of(lines, [&](std::string_view line) { return trim(line) == result; }))
    result += '_';
  return result;
}

}  // namespace blueprint::fold
