#include "support/pattern.h"

#include <vector>

#include "support/strings.h"

namespace blueprint {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

// The same one level up: folders are what characters are there, `**` is the star.
bool matches_folders(const std::vector<std::string_view>& pattern,
                     const std::vector<std::string_view>& path) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  for (;;) {
    // Everything below what matches is matched.
    if (p == pattern.size()) return true;
    if (pattern[p] == "**") {
      star = p++;
      retry = t;
    } else if (t < path.size() && matches_pattern(pattern[p], path[t], {.question_marks = true})) {
      ++p, ++t;
    } else if (star != std::string_view::npos && retry < path.size()) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
}

}  // namespace

// Greedy with one point to return to: never exponential.
bool matches_pattern(std::string_view pattern, std::string_view text, PatternOptions options) {
  const auto fits = [&](char wanted, char c) {
    return wanted == c || (options.question_marks && wanted == '?') ||
           (options.any_case && lower(wanted) == lower(c));
  };
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && fits(pattern[p], text[t])) {
      ++p, ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool matches_path(std::string_view pattern, std::string_view path) {
  const bool anywhere = pattern.find('/') >= pattern.size() - (pattern.empty() ? 0 : 1);
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  while (pattern.starts_with("./")) pattern.remove_prefix(2);
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  std::vector<std::string_view> folders = split(pattern, '/');
  if (anywhere) folders.insert(folders.begin(), "**");
  return matches_folders(folders, split(path, '/'));
}

}  // namespace blueprint
