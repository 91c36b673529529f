// Regular expressions as Go's regexp understands them, on RE2.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blueprint::eval {

// One match: the whole of it, then the groups. A group that took no part in it
// has a null data pointer.
using RegexMatch = std::vector<std::string_view>;

class Regex {
 public:
  // nullopt when `pattern` is not a regular expression, and `why` says so.
  // Compiling is slow and patterns repeat, so the last ones are remembered.
  static std::optional<Regex> compile(std::string_view pattern, std::string& why);

  // The names of the groups in order, empty for those without.
  const std::vector<std::string>& groups() const;
  // Whether it matches some part of `text`: that is cheaper to know than where.
  bool matches(std::string_view text) const;
  // The leftmost match at or after `from`.
  std::optional<RegexMatch> find(std::string_view text, std::size_t from = 0) const;
  // All matches that do not overlap, at most `limit` of them.
  std::vector<RegexMatch> find_all(std::string_view text, std::size_t limit) const;

 private:
  struct Program;
  explicit Regex(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  std::shared_ptr<const Program> program_;
};

}  // namespace blueprint::eval
