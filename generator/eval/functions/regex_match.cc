#include <re2/re2.h>

#include <map>

#include "eval/functions/regex.h"
#include "eval/functions/unicode.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// Go also reads (?<name>…), which this RE2 does not.
std::string with_go_names(std::string_view pattern) {
  std::string result;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    result += c;
    if (c == '\\' && i + 1 < pattern.size()) {
      result += pattern[++i];
    } else if (c == '[') {
      in_class = true;
    } else if (c == ']') {
      in_class = false;
    } else if (!in_class && c == '(' && pattern.substr(i).starts_with("(?<") && i + 3 < pattern.size() &&
               pattern[i + 3] != '=' && pattern[i + 3] != '!') {
      result += "?P";
      ++i;
    }
  }
  return result;
}

// One pattern in a hundred is large; the limit keeps what is remembered small.
constexpr std::int64_t kSmall = 1 << 20;
constexpr std::int64_t kLarge = 64 << 20;
constexpr std::size_t kMostRemembered = 1024;  // The rules have some hundreds.

std::unique_ptr<re2::RE2> compiled(const std::string& pattern, std::int64_t memory) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(memory);
  return std::make_unique<re2::RE2>(pattern, options);
}

}  // namespace

struct Regex::Program {
  std::unique_ptr<re2::RE2> re;
  std::vector<std::string> groups{};
};

std::optional<Regex> Regex::compile(std::string_view pattern, std::string& why) {
  thread_local std::map<std::string, std::shared_ptr<const Program>, std::less<>> remembered;
  if (const auto found = remembered.find(pattern); found != remembered.end()) return Regex(found->second);

  const std::string text = with_go_names(pattern);
  auto program = std::make_shared<Program>(Program{.re = compiled(text, kSmall)});
  const bool small = program->re->error_code() != re2::RE2::ErrorPatternTooLarge;
  if (!small) program->re = compiled(text, kLarge);
  if (!program->re->ok()) {
    why = program->re->error();
    return std::nullopt;
  }
  program->groups.resize(static_cast<std::size_t>(program->re->NumberOfCapturingGroups()));
  for (const auto& [index, name] : program->re->CapturingGroupNames()) {
    program->groups[static_cast<std::size_t>(index) - 1] = name;
  }
  if (small) {
    if (remembered.size() >= kMostRemembered) remembered.clear();
    remembered.emplace(pattern, program);
  }
  return Regex(std::move(program));
}

const std::vector<std::string>& Regex::groups() const { return program_->groups; }

bool Regex::matches(std::string_view text) const {
  return program_->re->Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

std::optional<RegexMatch> Regex::find(std::string_view text, std::size_t from) const {
  std::vector<re2::StringPiece> pieces(groups().size() + 1);
  const re2::StringPiece whole(text.data(), text.size());
  if (!program_->re->Match(whole, from, text.size(), re2::RE2::UNANCHORED, pieces.data(),
                           static_cast<int>(pieces.size()))) {
    return std::nullopt;
  }
  RegexMatch match;
  for (const re2::StringPiece& piece : pieces) match.emplace_back(piece.data(), piece.size());
  return match;
}

std::vector<RegexMatch> Regex::find_all(std::string_view text, std::size_t limit) const {
  std::vector<RegexMatch> matches;
  std::size_t previous_end = std::string_view::npos;
  for (std::size_t at = 0; at <= text.size() && matches.size() < limit;) {
    std::optional<RegexMatch> match = find(text, at);
    if (!match) break;
    const auto begin = static_cast<std::size_t>((*match)[0].data() - text.data());
    const std::size_t end = begin + (*match)[0].size();
    // As Go: an empty match right after the one before does not count.
    const bool repeated = end == at && begin == previous_end;
    if (end == at) {
      at += at < text.size() ? unicode::decode(text, at).size : 1;
    } else {
      at = end;
    }
    previous_end = end;
    if (!repeated) matches.push_back(std::move(*match));
  }
  return matches;
}

}  // namespace blueprint::eval
