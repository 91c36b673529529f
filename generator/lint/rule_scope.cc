#include "lint/rule_scope.h"

#include "lint/iam_facts.h"

namespace blueprint::lint {

using eval::Value;

std::optional<eval::Scope::Found> RuleScope::find(eval::Context&, std::span<const std::string_view> path,
                                                  Span) const {
  const std::string_view name = path[0];
  if (name == "self") return Found{subject_.self};
  if (name == "address") return Found{Value::string(subject_.address)};
  if (name == "type") return Found{Value::string(subject_.type)};
  if (name == "name") return Found{Value::string(subject_.name)};
  if (name == "referrers") return Found{index_.referrers(subject_)};
  if (name == "today")
    return Found{options_.today.empty() ? Value::unknown() : Value::string(options_.today)};
  for (const auto& [extra, value] : subject_.names) {
    if (name == extra) return Found{value};
  }
  if (path.size() < 2) return std::nullopt;
  if (name == "related") return related(path);
  if (name == "all") return Found{index_.all(path[1]), 2};
  if (name == "iam") return Found{iam(path[1]), 2};
  if (name == "catalog") return Found{options_.catalog ? options_.catalog(path[1]) : Value::unknown(), 2};
  return std::nullopt;
}

Value RuleScope::iam(std::string_view member) const {
  const auto [known, is_new] = iam_.try_emplace(std::string(member));
  if (is_new) known->second = iam_facts(library_, subject_, member);
  return known->second;
}

// related.A, or related.A.related.B: the Bs of the As.
eval::Scope::Found RuleScope::related(std::span<const std::string_view> path) const {
  std::vector<std::string_view> types = {path[1]};
  std::size_t used = 2;
  for (; used + 1 < path.size() && path[used] == "related"; used += 2) types.push_back(path[used + 1]);
  return Found{index_.related(subject_, types), used};
}

}  // namespace blueprint::lint
