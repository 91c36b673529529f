#include "eval/functions/glob.h"

#include <string>
#include <vector>

#include "eval/functions/unicode.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

constexpr std::size_t kMostAlternatives = 1000;

// The end of the class that begins at pattern[at]; npos when it is not closed.
std::size_t class_end(std::string_view pattern, std::size_t at) {
  std::size_t i = at + 1;
  if (i < pattern.size() && (pattern[i] == '^' || pattern[i] == '!')) ++i;
  for (; i < pattern.size() && pattern[i] != ']'; ++i) {
    if (pattern[i] == '\\') ++i;
  }
  return i < pattern.size() ? i : std::string_view::npos;
}

bool in_class(std::string_view set, char32_t point) {
  const bool negated = set.starts_with('^') || set.starts_with('!');
  if (negated) set.remove_prefix(1);
  bool found = false;
  const auto take = [&] {
    if (set.starts_with('\\')) set.remove_prefix(1);
    if (set.empty()) return char32_t{0};
    const unicode::Decoded next = unicode::decode(set, 0);
    set.remove_prefix(next.size);
    return next.point;
  };
  while (!set.empty()) {
    const char32_t first = take();
    char32_t last = first;
    if (set.size() > 1 && set.starts_with('-')) {
      set.remove_prefix(1);
      last = take();
    }
    found = found || (point >= first && point <= last);
  }
  return found != negated;
}

// How much of `pattern` and `name` one step takes, for everything but a star; false when they differ.
bool match_one(std::string_view pattern, std::size_t& p, std::string_view name, std::size_t& n) {
  if (p >= pattern.size() || n >= name.size()) return false;
  const unicode::Decoded next = unicode::decode(name, n);
  if (pattern[p] == '?') {
    ++p;
  } else if (pattern[p] == '[') {
    const std::size_t end = class_end(pattern, p);
    if (end == std::string_view::npos || !in_class(pattern.substr(p + 1, end - p - 1), next.point))
      return false;
    p = end + 1;
  } else {
    if (pattern[p] == '\\' && p + 1 < pattern.size()) ++p;
    const unicode::Decoded wanted = unicode::decode(pattern, p);
    if (wanted.point != next.point) return false;
    p += wanted.size;
  }
  n += next.size;
  return true;
}

// One part of a path; goes back to the last star only, so the work is bounded.
bool match_part(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      retry = n;
    } else if (!match_one(pattern, p, name, n)) {
      if (star == std::string_view::npos) return false;
      p = star;
      n = ++retry;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool match_parts(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  // can[j]: whether the patterns so far fit the first j parts.
  std::vector<bool> can(path.size() + 1, false);
  can[0] = true;
  for (const std::string_view part : pattern) {
    std::vector<bool> next(path.size() + 1, false);
    for (std::size_t j = 0; j <= path.size(); ++j) {
      if (part == "**") {
        next[j] = can[j] || (j > 0 && next[j - 1]);
      } else {
        next[j] = j > 0 && can[j - 1] && match_part(part, path[j - 1]);
      }
    }
    can = std::move(next);
  }
  return can[path.size()];
}

// The end of the brace group that begins at pattern[at]; npos when it is not closed.
std::size_t brace_end(std::string_view pattern, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '{') {
      ++depth;
    } else if (pattern[i] == '}' && --depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

std::size_t find_brace(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '{') {
      return i;
    }
  }
  return std::string_view::npos;
}

// The patterns without braces that `pattern` stands for.
void expand(std::string_view pattern, std::vector<std::string>& out) {
  const std::size_t open = find_brace(pattern);
  const std::size_t close = open == std::string_view::npos ? open : brace_end(pattern, open);
  if (close == std::string_view::npos || out.size() >= kMostAlternatives) {
    out.emplace_back(pattern);
    return;
  }
  std::size_t begin = open + 1;
  int depth = 0;
  for (std::size_t i = begin; i <= close; ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '{') {
      ++depth;
    } else if (i == close || (pattern[i] == ',' && depth == 0)) {
      expand(concat(pattern.substr(0, open), pattern.substr(begin, i - begin), pattern.substr(close + 1)),
             out);
      begin = i + 1;
    } else if (pattern[i] == '}') {
      --depth;
    }
  }
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view path) {
  std::vector<std::string> patterns;
  expand(pattern, patterns);
  const std::vector<std::string_view> parts = split(path, '/');
  for (const std::string& one : patterns) {
    if (match_parts(split(one, '/'), parts)) return true;
  }
  return false;
}

bool is_valid_glob(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '[') {
      i = class_end(pattern, i);
      if (i == std::string_view::npos) return false;
    } else if (pattern[i] == '{' && brace_end(pattern, i) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

}  // namespace blueprint::eval
