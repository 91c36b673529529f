#include "catalog/rule_heads.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "support/strings.h"

namespace blueprint::catalog {
namespace {

constexpr std::array<std::string_view, 7> kSelectors = {"resource", "data",      "block", "kind",
                                                        "chart",    "component", "check"};
constexpr std::array<std::string_view, 4> kExplanations = {"why", "references", "bad", "good"};

// "- resource: [aws_vpc, aws_subnet]  # why" → "resource aws_vpc", "resource aws_subnet".
void add_keys(std::set<std::string>& keys, std::string_view line) {
  line = trim(line);
  if (line.starts_with("- ")) line = trim(line.substr(2));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view select = line.substr(0, colon);
  if (std::ranges::count(kSelectors, select) == 0) return;
  std::string_view rest = line.substr(colon + 1);
  rest = trim(rest.substr(0, rest.find(" #")));
  if (rest.empty() || (rest.starts_with('[') && !rest.ends_with(']'))) rest = "*";
  if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
  for (std::string_view type : split(rest, ',')) {
    type = trim(type);
    if (type.size() >= 2 && type.front() == '"') type = type.substr(1, type.size() - 2);
    keys.insert(concat(select, " ", type));
  }
}

}  // namespace

RuleHead rule_head(std::string_view text) {
  const std::string_view working = working_part(text);
  std::set<std::string> keys;
  RuleHead head{.working_size = working.size()};
  for (const std::string_view line : split(working, '\n')) {
    head.is_severe =
        head.is_severe || (line.find("severity:") != line.npos && line.find("info") == line.npos);
    add_keys(keys, line);
  }
  head.keys.assign(keys.begin(), keys.end());
  return head;
}

std::string_view working_part(std::string_view text) {
  std::size_t end = text.size();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, newline - at);
    const bool continues =
        line.empty() || line[0] == ' ' || line[0] == '\r' || line[0] == '#' || line[0] == '-';
    if (!continues) {
      const bool explains = std::ranges::count(kExplanations, line.substr(0, line.find(':'))) > 0;
      if (!explains && end < text.size()) return text;
      if (explains) end = std::min(end, at);
    }
    at = newline + 1;
  }
  return text.substr(0, end);
}

RuleTables rule_tables(const std::vector<std::string>& ids, const std::vector<std::string>& texts) {
  std::map<std::string_view, RuleHead> heads;
  std::map<std::string, std::string> by_key;
  for (std::size_t i = 0; i < ids.size(); ++i) heads[ids[i]] = rule_head(texts[i]);
  RuleTables tables{.heads = "id\tsevere\tworking size\n", .keys = "key\tids\n"};
  for (const auto& [id, head] : heads) {
    tables.heads +=
        concat(id, "\t", head.is_severe ? "severe" : "", "\t", std::to_string(head.working_size), "\n");
    for (const std::string& key : head.keys) {
      std::string& named = by_key[key];
      named += concat(named.empty() ? "" : " ", id);
    }
  }
  for (const auto& [key, named] : by_key) tables.keys += concat(key, "\t", named, "\n");
  return tables;
}

}  // namespace blueprint::catalog
