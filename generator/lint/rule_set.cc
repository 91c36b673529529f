#include "lint/rule_set.h"

#include <algorithm>
#include <set>

#include "catalog/api_values.h"
#include "catalog/table.h"
#include "hcl/parse.h"
#include "support/pattern.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

using catalog::kRulesFolder;
using catalog::kRulesSuffix;

std::string path_of(std::string_view id) { return concat(kRulesFolder, id, kRulesSuffix); }

}  // namespace

struct RuleSet::Entry {
  FileId file{};
  std::once_flag once;
  Rule rule;
  std::vector<ReadyClause> clauses;
};

RuleSet::RuleSet(Diagnostics& diags, Sources& sources, const catalog::Library& library)
    : diags_(diags),
      sources_(sources),
      library_(library),
      heads_(library.find(catalog::kRuleHeads).value_or(std::string_view())),
      keys_(library.find(catalog::kRuleKeys).value_or(std::string_view())) {
  for (const std::string& path : library.added(kRulesFolder)) {
    if (!path.ends_with(kRulesSuffix)) continue;
    const std::string id =
        path.substr(kRulesFolder.size(), path.size() - kRulesFolder.size() - kRulesSuffix.size());
    catalog::RuleHead head = catalog::rule_head(library.find(path).value_or(std::string_view()));
    for (const std::string& key : head.keys) added_by_key_.emplace(key, id);
    // Whatever threads read first, mistakes in them are told in the same order.
    ready_[id].file = library.add_to(sources, path, head.working_size);
    added_.emplace(id, std::move(head));
  }
}

RuleSet::~RuleSet() = default;

const std::vector<std::string>& RuleSet::ids() const {
  if (!ids_.empty()) return ids_;
  for (const std::string_view id : heads_.first_cells()) {
    if (!added_.contains(id)) ids_.emplace_back(id);
  }
  for (const auto& [id, head] : added_) ids_.push_back(id);
  std::ranges::sort(ids_);
  return ids_;
}

bool RuleSet::exists(std::string_view id) const { return added_.contains(id) || heads_.find(id); }

bool RuleSet::is_severe(std::string_view id) const {
  if (const auto added = added_.find(id); added != added_.end()) return added->second.is_severe;
  const auto row = heads_.find(id);
  return row && !(*row)[1].empty();
}

const RuleSet::Entry& RuleSet::ready(const std::string& id) {
  std::unique_lock lock(reading_);
  Entry& entry = ready_[id];
  lock.unlock();
  std::call_once(entry.once, [&] {
    Diagnostics mistakes;
    read(entry, id, mistakes);
    lock.lock();
    diags_.add_all(mistakes);
    lock.unlock();
  });
  return entry;
}

void RuleSet::read(Entry& entry, const std::string& id, Diagnostics& mistakes) {
  if (entry.file == FileId{}) {
    const auto head = heads_.find(id);
    entry.file = library_.add_to(sources_, path_of(id), head ? std::size_t(head->number(2)) : 0);
  }
  entry.rule = read_working_part(mistakes, sources_, entry.file, id);
  const auto expression = [&](Span span) {
    return span ? hcl::parse_expression(mistakes, sources_, span) : hcl::Fragment{};
  };
  const auto text = [&](Span span) {
    return span ? hcl::parse_template(mistakes, sources_, span) : hcl::Fragment{};
  };
  for (const Clause& clause : entry.rule.clauses) {
    entry.clauses.push_back({.rule = &entry.rule,
                             .clause = &clause,
                             .when = expression(clause.when),
                             .each = expression(clause.each),
                             .at = text(clause.at),
                             .message = text(clause.message),
                             .help = text(clause.help)});
    ReadyClause& ready = entry.clauses.back();
    ready.reads = reads_of(ready.each.expr, ready.when.expr, ready.at.expr);
    for (const ClauseFix& fix : clause.fix) entry.clauses.back().fix_paths.push_back(text(fix.path));
  }
}

const Rule* RuleSet::find(std::string_view id) {
  if (!exists(id)) return nullptr;
  std::unique_ptr<Rule>& rule = whole_[std::string(id)];
  if (rule) return rule.get();
  const FileId file = library_.add_to(sources_, path_of(id));
  rule = std::make_unique<Rule>(read_rule(diags_, sources_, file, std::string(id)));
  return rule.get();
}

const Rule* RuleSet::find_by_alias(std::string_view alias) {
  const std::vector<const Rule*> all = all_called(alias);
  return all.empty() ? nullptr : all.front();
}

std::vector<std::string> RuleSet::known_names(std::string_view name) const {
  constexpr std::string_view kPrefix = "avd-";
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  if (lower.starts_with(kPrefix)) return {std::string(name.substr(kPrefix.size()))};
  const catalog::Table table(library_.find("catalog/check-names.tsv").value_or(std::string_view()));
  const auto row = table.find(lower);
  if (!row) return {std::string(name)};
  std::vector<std::string> names;
  for (const std::string_view known : split((*row)[1], ' ')) names.emplace_back(known);
  return names;
}

std::vector<const Rule*> RuleSet::all_called(std::string_view typed) {
  if (const Rule* rule = find(typed)) return {rule};
  std::vector<std::string> names = known_names(typed);
  if (names_single_findings(typed)) names.emplace_back(catalog::kCheckNames);
  std::vector<const Rule*> all;
  for (const std::string& id : ids()) {
    // Reading them all to see what they are called would be slow.
    const auto text = library_.find(path_of(id));
    const bool is_called = std::ranges::any_of(names, [&](const std::string& name) {
      return id == name || (text && text->find(name) != std::string_view::npos &&
                            std::ranges::count(find(id)->aliases, name) > 0);
    });
    if (is_called) all.push_back(find(id));
  }
  return all;
}

bool RuleSet::names_single_findings(std::string_view name) const {
  return matches_pattern(catalog::kCheckNames, name) && catalog::ApiValues(library_).is_check_name(name);
}

void RuleSet::leave_out(Severity min, std::span<const std::string> even) {
  min_ = min;
  even_.clear();
  for (const std::string& typed : even) {
    for (const Rule* rule : all_called(typed)) even_.insert(rule->id);
  }
  matching_.clear();
}

const std::vector<const ReadyClause*>& RuleSet::matching(const Subject& subject) {
  std::string key = concat(name(subject.language), " ", subject.select, " ", subject.type);
  for (const std::string& type : subject.also) key += concat(" ", type);
  {
    const std::lock_guard lock(reading_);
    if (const auto known = matching_.find(key); known != matching_.end()) return known->second;
  }
  // Another thread may read other rules meanwhile, or even find the same.
  std::vector<const ReadyClause*> found = find_matching(subject);
  const std::lock_guard lock(reading_);
  return matching_.try_emplace(std::move(key), std::move(found)).first->second;
}

std::vector<const ReadyClause*> RuleSet::find_matching(const Subject& subject) {
  std::vector<std::string> types = subject.also;
  types.push_back(subject.type);
  types.push_back("*");
  std::set<std::string> ids;
  for (const std::string& type : types) {
    const std::string key = concat(subject.select, " ", type);
    if (const auto row = keys_.find(key)) {
      for (const std::string_view id : split((*row)[1], ' ')) {
        if (!added_.contains(id)) ids.emplace(id);
      }
    }
    const auto [begin, end] = added_by_key_.equal_range(key);
    for (auto it = begin; it != end; ++it) ids.insert(it->second);
  }
  std::vector<const ReadyClause*> result;
  for (const std::string& id : ids) {
    if (min_ != Severity::Info && !is_severe(id) && !even_.contains(id)) continue;
    for (const ReadyClause& found : ready(id).clauses) {
      const Clause& clause = *found.clause;
      if (clause.language != subject.language || clause.select != subject.select) continue;
      const bool selected = std::ranges::any_of(
          clause.types, [&](const std::string& type) { return std::ranges::count(types, type) > 0; });
      if (selected) result.push_back(&found);
    }
  }
  return result;
}

const std::vector<const ReadyClause*>& RuleSet::checking(Language language, std::string_view check) {
  return matching({.language = language, .select = "check", .type = std::string(check)});
}

}  // namespace blueprint::lint
