#include "lint/rule_set.h"

#include <algorithm>
#include <set>

#include "catalog/table.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

constexpr std::string_view kFolder = "rules/";
constexpr std::string_view kSuffix = ".yaml";

// "- resource: [aws_vpc, aws_subnet]  # why" → resource, {aws_vpc, aws_subnet}. A list that goes on
// in the next lines is not read here, and stands for any type.
struct Selector {
  std::string_view select;
  std::vector<std::string_view> types;
};

bool is_selector(std::string_view word) {
  return word == "resource" || word == "data" || word == "block" || word == "kind" || word == "chart" ||
         word == "component" || word == "check";
}

Selector selector_of(std::string_view line) {
  line = trim(line);
  if (line.starts_with("- ")) line = trim(line.substr(2));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  Selector selector{.select = line.substr(0, colon), .types = {}};
  if (!is_selector(selector.select)) return {};
  std::string_view rest = line.substr(colon + 1);
  rest = trim(rest.substr(0, rest.find(" #")));
  if (rest.empty() || (rest.starts_with('[') && !rest.ends_with(']'))) rest = "*";
  if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
  for (std::string_view type : split(rest, ',')) {
    type = trim(type);
    if (type.size() >= 2 && type.front() == '"') type = type.substr(1, type.size() - 2);
    selector.types.push_back(type);
  }
  return selector;
}

}  // namespace

struct RuleSet::Entry {
  FileId file;
  std::once_flag once;
  Rule rule;
  std::vector<ReadyClause> clauses;
};

RuleSet::RuleSet(Diagnostics& diags, Sources& sources, const catalog::Library& library)
    : diags_(diags), sources_(sources), library_(library) {
  index();
}

RuleSet::~RuleSet() = default;

void RuleSet::index() {
  for (const std::string& path : library_.list(kFolder)) {
    if (!path.ends_with(kSuffix)) continue;
    std::string id = path.substr(kFolder.size(), path.size() - kFolder.size() - kSuffix.size());
    const std::string_view text = working_part(library_.find(path).value_or(std::string_view()));
    std::set<std::string> keys;
    bool is_severe = false;
    for (std::string_view rest = text; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      is_severe = is_severe || (line.find("severity:") != line.npos && line.find("info") == line.npos);
      const Selector selector = selector_of(line);
      for (const std::string_view type : selector.types) keys.insert(concat(selector.select, " ", type));
    }
    for (const std::string& key : keys) by_type_.emplace(key, id);
    if (is_severe) severe_.insert(id);
    ready_[id].file = library_.add_to(sources_, path, text.size());
    ids_.push_back(std::move(id));
  }
  std::ranges::sort(ids_);
}

const RuleSet::Entry& RuleSet::ready(const std::string& id) {
  Entry& entry = ready_.find(id)->second;
  std::call_once(entry.once, [&] {
    Diagnostics mistakes;
    read(entry, id, mistakes);
    if (mistakes.empty()) return;
    const std::lock_guard lock(reading_);
    diags_.add_all(mistakes);
  });
  return entry;
}

void RuleSet::read(Entry& entry, const std::string& id, Diagnostics& mistakes) {
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
    for (const ClauseFix& fix : clause.fix) entry.clauses.back().fix_paths.push_back(text(fix.path));
  }
}

const Rule* RuleSet::find(std::string_view id) {
  if (!std::ranges::binary_search(ids_, id)) return nullptr;
  std::unique_ptr<Rule>& rule = whole_[std::string(id)];
  if (rule) return rule.get();
  const std::string path = concat(kFolder, id, kSuffix);
  const FileId file = library_.add_to(sources_, path);
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
  const std::vector<std::string> names = known_names(typed);
  std::vector<const Rule*> all;
  for (const std::string& id : ids_) {
    // Reading them all to see what they are called would be slow.
    const auto text = library_.find(concat(kFolder, id, kSuffix));
    const bool is_called = std::ranges::any_of(names, [&](const std::string& name) {
      return id == name || (text && text->find(name) != std::string_view::npos &&
                            std::ranges::count(find(id)->aliases, name) > 0);
    });
    if (is_called) all.push_back(find(id));
  }
  return all;
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
    const auto [begin, end] = by_type_.equal_range(concat(subject.select, " ", type));
    for (auto it = begin; it != end; ++it) ids.insert(it->second);
  }
  std::vector<const ReadyClause*> result;
  for (const std::string& id : ids) {
    if (min_ != Severity::Info && !severe_.contains(id) && !even_.contains(id)) continue;
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
