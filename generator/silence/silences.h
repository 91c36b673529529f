// Findings that comments in the files silence, and what is wrong with such comments.

#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "lint/rule_set.h"
#include "support/diagnostic.h"

namespace blueprint::silence {

struct Options {
  std::string today{};  // "2026-11-20"; empty: no comment expires.
  // Is a rule one that ran? A comment is not unused because its rule did not. Empty: all ran.
  std::function<bool(std::string_view rule)> ran{};
};

// Removes from `findings` what comments in `files` silence, and adds findings
// ("blueprint/ignore-…") about comments of ours. Returns how many were removed.
// Files without such a comment are only searched for a few words.
std::size_t apply_comments(Diagnostics& findings, const Sources& sources, std::span<const FileId> files,
                           lint::RuleSet& rules, const Options& options);

}  // namespace blueprint::silence
