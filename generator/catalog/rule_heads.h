// What rule files are about, told by scanning their lines, which costs next to
// nothing compared with reading them; a test holds that scanning and reading agree.
// Of the rules inside the program, the build has scanned them.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace blueprint::catalog {

inline constexpr std::string_view kRulesFolder = "rules/";
inline constexpr std::string_view kRulesSuffix = ".yaml";

struct RuleHead {
  // "resource aws_vpc": what each of its selectors says. A list that goes on in the
  // next lines stands for any type: "resource *".
  std::vector<std::string> keys{};
  bool is_severe = false;        // It finds more than infos.
  std::size_t working_size = 0;  // See working_part().
};

RuleHead rule_head(std::string_view text);

// The text before `why`, `references`, `bad` and `good`, or all of it when
// something else follows them: to run a rule, nobody needs these.
std::string_view working_part(std::string_view text);

// The tables that the build makes of all rule files. Rows of `heads`: id, "severe"
// or nothing, working size; of `keys`: key, ids with spaces between them.
inline constexpr std::string_view kRuleHeads = "catalog/rule-heads.tsv";
inline constexpr std::string_view kRuleKeys = "catalog/rule-keys.tsv";

struct RuleTables {
  std::string heads{};
  std::string keys{};
};

// `ids` and `texts` are of the same rules.
RuleTables rule_tables(const std::vector<std::string>& ids, const std::vector<std::string>& texts);

}  // namespace blueprint::catalog
