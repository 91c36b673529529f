#include "support/pattern.h"

#include <vector>

#include "support/strings.h"

namespace blueprint {
namespace {

// Greedy with one point to return to: never exponential.
bool matches(std::string_view pattern, std::string_view text, bool question_marks) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && (pattern[p] == text[t] || (question_marks && pattern[p] == '?'))) {
      ++p, ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

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
    } else if (t < path.size() && matches(pattern[p], path[t], true)) {
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

bool matches_pattern(std::string_view pattern, std::string_view text) {
  return matches(pattern, text, false);
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
