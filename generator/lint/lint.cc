#include "lint/lint.h"

#include <algorithm>
#include <unordered_map>

#include "lint/judge.h"
#include "lint/rule_scope.h"
#include "lint/secret_subjects.h"
#include "lint/twins.h"
#include "schema/check.h"

namespace blueprint::lint {
namespace {

bool names_rule(const std::vector<std::string>& names, const Rule& rule) {
  return std::ranges::any_of(names, [&](const std::string& name) {
    return name == rule.id || std::ranges::count(rule.aliases, name) > 0;
  });
}

// What is called so alone: a finding, as rules of many names have them.
bool names_it(const std::vector<std::string>& names, std::string_view alias) {
  return !alias.empty() && std::ranges::count(names, alias) > 0;
}

bool is_wanted(const Options& options, const ReadyClause& ready, std::string_view alias = {}) {
  const bool is_asked_for = options.only.empty()
                                ? !ready.rule->opt_in || names_rule(options.also, *ready.rule)
                                : names_rule(options.only, *ready.rule) || names_it(options.only, alias);
  return is_asked_for && !names_rule(options.skip, *ready.rule) && !names_it(options.skip, alias) &&
         (ready.clause->severity <= options.min || names_rule(options.even, *ready.rule));
}

// Subjects of one group stand together.
struct Group {
  std::size_t first = 0;
  std::size_t size = 0;
};

std::vector<Group> groups_of(std::span<const Subject> subjects) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    if (i == 0 || subjects[i].group != subjects[i - 1].group) groups.push_back({.first = i});
    ++groups.back().size;
  }
  return groups;
}

// What one thread keeps from task to task.
struct Worker {
  Options options;  // Its own: `catalog` may remember.
  schema::Checker schemas;
};

// Instances of one block, in their order.
using Family = std::vector<const Subject*>;

// What a thread does at a time: rules for some subjects of a group, or what the program itself finds wrong
// in the code of all of them, where one block is often the code of several.
struct Task {
  const SubjectIndex* index = nullptr;
  std::vector<Family> families{};       // For the rules, …
  std::span<const Subject> subjects{};  // … or for the rest.
};

// What is found out about the first is true of those that are like it.
void ask_rules(const Worker& worker, Judge& judge, Twins& twins, RuleSet& rules, const Task& task,
               const Family& family) {
  const Subject& model = *family.front();
  const std::vector<const ReadyClause*>& all = rules.matching(model);
  std::vector<std::vector<Kind>> found(all.size());
  for (const Subject* subject : family) {
    const RuleScope scope(*subject, *task.index, worker.options, rules.library());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!is_wanted(worker.options, *all[i])) continue;
      if (subject != &model && twins.alike(all[i]->reads, model, *subject)) {
        for (const Kind& kind : found[i]) judge.repeat(kind, *subject);
        continue;
      }
      const std::size_t before = judge.hits().size();
      judge.look(*all[i], *subject, scope);
      for (std::size_t hit = before; subject == &model && hit < judge.hits().size(); ++hit)
        found[i].push_back(judge.hits()[hit].kind);
    }
  }
}

std::vector<Hit> ask_rules(Worker& worker, const Sources& sources, RuleSet& rules, const Task& task) {
  Judge judge(sources, *task.index);
  Twins twins(*task.index);
  for (const Family& family : task.families) ask_rules(worker, judge, twins, rules, task, family);
  return judge.take();
}

std::vector<Hit> check_code(Worker& worker, const Sources& sources, RuleSet& rules, const Task& task) {
  Judge judge(sources, *task.index);
  for (const Subject& subject : task.subjects) {
    if (subject.syntax) worker.schemas.require(subject.group, *subject.syntax);
  }
  for (const Subject& subject : task.subjects) {
    const RuleScope scope(subject, *task.index, worker.options, rules.library());
    const auto tell = [&](std::string_view check, const auto& fault, Language language = Language::Terraform,
                          std::string_view alias = {}) {
      for (const ReadyClause* ready : rules.checking(language, check)) {
        if (is_wanted(worker.options, *ready, alias)) judge.look(*ready, subject, scope, fault);
      }
    };
    for (const terraform::Fault& fault : subject.faults) tell(fault.check, fault);
    for (const FoundSecret& secret : subject.secrets) tell(secret.check, secret, Language::Text);
    if (!subject.syntax) continue;
    schema::CertainValues certain;
    if (subject.certain) certain = [&] { return subject.certain->of(*subject.syntax); };
    for (const schema::Fault& fault :
         worker.schemas.check(subject.group, *subject.syntax, subject.self, certain)) {
      tell(name(fault.check), fault, Language::Terraform, fault.alias);
    }
  }
  return judge.take();
}

std::vector<Family> families_of(std::span<const Subject> group) {
  std::vector<Family> families;
  // A block without instances is no resource, and no rule's business.
  std::map<std::pair<const hcl::Block*, std::string_view>, std::size_t> known;
  for (const Subject& subject : group) {
    std::size_t at = families.size();
    if (subject.syntax) at = known.try_emplace({subject.syntax, subject.select}, at).first->second;
    if (at == families.size()) families.emplace_back();
    families[at].push_back(&subject);
  }
  return families;
}

// A family stays with one thread: its values share their parts, and threads that count who holds them get in
// each other's way.
std::vector<Task> tasks_of(std::span<const Subject> all, const std::vector<Group>& groups,
                           const std::vector<std::unique_ptr<SubjectIndex>>& indices) {
  constexpr std::size_t kEnough = 128;
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::span<const Subject> of_group = all.subspan(groups[i].first, groups[i].size);
    tasks.push_back({.index = indices[i].get(), .subjects = of_group});
    std::size_t size = kEnough;
    for (Family& family : families_of(of_group)) {
      if (size >= kEnough) {
        tasks.push_back({.index = indices[i].get()});
        size = 0;
      }
      size += family.size();
      tasks.back().families.push_back(std::move(family));
    }
  }
  return tasks;
}

// Makes findings of hits, in their order.
class Merger {
 public:
  explicit Merger(Diagnostics& findings) : findings_(findings) {}

  void add(Hit& hit) {
    const First here{.finding = findings_.size(), .subject = hit.subject};
    const auto [known, is_new] = first_.emplace(hit.kind, here);
    if (is_new || known->second.subject == hit.subject) return findings_.add(std::move(*hit.finding));
    Diagnostic& finding = findings_.all()[known->second.finding];
    const std::string& address = hit.subject->address;
    const bool repeated = !finding.also.empty() && finding.also.back() == address;
    if (finding.subject != address && !repeated) finding.also.push_back(address);
  }

 private:
  struct First {
    std::size_t finding = 0;
    const Subject* subject = nullptr;
  };
  // Two kinds at one place are rare; two places of one clause are not.
  struct PlaceHash {
    std::size_t operator()(const Kind& kind) const {
      const auto& [clause, rule, span] = kind;
      return std::hash<const void*>()(clause) * 31 + std::hash<const void*>()(rule) +
             (std::size_t(span.file) << 32 | span.begin) * 0x9E3779B97F4A7C15;
    }
  };

  Diagnostics& findings_;
  std::unordered_map<Kind, First, PlaceHash> first_;
};

}  // namespace

bool asks(RuleSet& rules, const Options& options, std::string_view check) {
  return std::ranges::any_of(rules.checking(Language::Terraform, check),
                             [&](const ReadyClause* ready) { return is_wanted(options, *ready); });
}

void lint(Diagnostics& diags, const Sources& sources, RuleSet& rules, std::span<const Subject> subjects,
          const Options& options) {
  rules.leave_out(options.min, options.even);
  const std::vector<Group> groups = groups_of(subjects);
  std::vector<std::unique_ptr<SubjectIndex>> indices(groups.size());
  options.spread(groups.size(), [&](std::size_t i) {
    indices[i] =
        std::make_unique<SubjectIndex>(subjects.subspan(groups[i].first, groups[i].size), groups[i].first);
  });
  const std::vector<Task> tasks = tasks_of(subjects, groups, indices);
  std::vector<std::vector<Hit>> hits(tasks.size());
  Pool<Worker> workers;
  const auto hire = [&] {
    return std::make_unique<Worker>(
        Worker{.options = options, .schemas = schema::Checker(rules.library(), sources)});
  };
  options.spread(tasks.size(), [&](std::size_t i) {
    workers.with_one(hire, [&](Worker& worker) {
      hits[i] = tasks[i].families.empty() ? check_code(worker, sources, rules, tasks[i])
                                          : ask_rules(worker, sources, rules, tasks[i]);
    });
  });
  // In the order of the subjects, whatever the tasks were.
  std::vector<Hit*> in_order;
  for (std::vector<Hit>& of_task : hits) {
    for (Hit& hit : of_task) in_order.push_back(&hit);
  }
  std::ranges::stable_sort(in_order, {}, &Hit::subject);
  Merger merger(diags);
  for (Hit* hit : in_order) merger.add(*hit);
  tell_secrets_once(diags, sources, subjects);
}

}  // namespace blueprint::lint
