#include "lint/lint.h"

#include <algorithm>
#include <map>

#include "support/strings.h"

namespace blueprint::lint {
namespace {

using eval::Value;

// Where the things of one run are, by type: what `all` and `related` look up.
class Index {
 public:
  explicit Index(std::span<const Subject> subjects) : subjects_(subjects), referred_by_(subjects.size()) {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      by_type_[subjects[i].type].push_back(i);
      for (const std::size_t to : subjects[i].refers_to) referred_by_[to].push_back(i);
    }
  }

  Value all(const Subject& of, std::string_view type) const {
    std::vector<Value> found;
    if (const auto at = by_type_.find(type); at != by_type_.end()) {
      for (const std::size_t i : at->second) {
        if (subjects_[i].group == of.group) found.push_back(subjects_[i].self);
      }
    }
    return Value::tuple(std::move(found));
  }

  // Documents are related when they are in one input, blocks when one refers to the other.
  Value related(const Subject& of, std::string_view type) const {
    if (of.language != Language::Terraform) return all(of, type);
    const auto self = std::size_t(&of - subjects_.data());
    std::vector<std::size_t> near = referred_by_[self];
    near.insert(near.end(), of.refers_to.begin(), of.refers_to.end());
    std::ranges::sort(near);
    const auto repeated = std::ranges::unique(near);
    near.erase(repeated.begin(), repeated.end());
    std::vector<Value> found;
    for (const std::size_t i : near) {
      if (subjects_[i].type == type) found.push_back(subjects_[i].self);
    }
    return Value::tuple(std::move(found));
  }

 private:
  std::span<const Subject> subjects_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_type_;
  std::vector<std::vector<std::size_t>> referred_by_;
};

// The names a rule knows when it looks at one subject.
class RuleScope final : public eval::Scope {
 public:
  RuleScope(const Subject& subject, const Index& index, const Options& options)
      : subject_(subject), index_(index), options_(options) {}

  std::optional<Found> find(eval::Context&, std::span<const std::string_view> path, Span) const override {
    const std::string_view name = path[0];
    if (name == "self") return Found{subject_.self};
    if (name == "address") return Found{Value::string(subject_.address)};
    if (name == "type") return Found{Value::string(subject_.type)};
    if (name == "name") return Found{Value::string(subject_.name)};
    if (name == "today")
      return Found{options_.today.empty() ? Value::unknown() : Value::string(options_.today)};
    for (const auto& [extra, value] : subject_.names) {
      if (name == extra) return Found{value};
    }
    if (path.size() < 2) return std::nullopt;
    if (name == "related") return Found{index_.related(subject_, path[1]), 2};
    if (name == "all") return Found{index_.all(subject_, path[1]), 2};
    if (name == "catalog") return Found{options_.catalog ? options_.catalog(path[1]) : Value::unknown(), 2};
    return std::nullopt;
  }

 private:
  const Subject& subject_;
  const Index& index_;
  const Options& options_;
};

// Evaluates what rules say. Their errors are not the user's: an expression
// that cannot be evaluated is unknown, and unknown finds nothing.
class Judge {
 public:
  Judge(Diagnostics& findings, const Sources& sources) : findings_(findings), sources_(sources) {}

  void look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope) {
    if (!ready.each.expr) return ask(ready, subject, scope);
    const Value elements = value(*ready.each.expr, scope);
    const auto one = [&](Value key, Value element) {
      eval::LocalScope with_each(&scope);
      with_each.set("each", Value::object({{"key", std::move(key)}, {"value", std::move(element)}}));
      ask(ready, subject, with_each);
    };
    if (elements.is_mapping()) {
      for (const eval::Entry& entry : elements.entries()) one(Value::string(entry.first), entry.second);
    } else if (elements.is_sequence()) {
      std::size_t i = 0;
      for (const Value& item : elements.items()) one(Value::number(i++), item);
    }
  }

 private:
  Value value(const hcl::Expr& expr, const eval::Scope& scope) {
    Diagnostics of_the_rule;
    eval::Context context{.diags = of_the_rule, .sources = sources_};
    context.lenient = true;
    return eval::evaluate(context, expr, scope);
  }

  std::string text(const hcl::Fragment& fragment, const eval::Scope& scope) {
    if (!fragment.expr) return {};
    const Value found = value(*fragment.expr, scope);
    return found.is_string() ? std::string(trim(found.as_string())) : std::string();
  }

  void ask(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope) {
    if (!ready.when.expr || !value(*ready.when.expr, scope).is_true()) return;
    const std::string at = text(ready.at, scope);
    std::string message = text(ready.message, scope);
    findings_.add({.severity = ready.clause->severity,
                   .code = ready.rule->id,
                   .message = message.empty() ? ready.rule->title : std::move(message),
                   .span = at.empty() || !subject.locate ? subject.head : subject.locate(at),
                   .help = text(ready.help, scope),
                   .subject = subject.address});
  }

  Diagnostics& findings_;
  const Sources& sources_;
};

bool names_rule(const std::vector<std::string>& names, const Rule& rule) {
  return std::ranges::any_of(names, [&](const std::string& name) {
    return name == rule.id || std::ranges::count(rule.aliases, name) > 0;
  });
}

}  // namespace

void lint(Diagnostics& diags, const Sources& sources, RuleSet& rules, std::span<const Subject> subjects,
          const Options& options) {
  const Index index(subjects);
  Judge judge(diags, sources);
  for (const Subject& subject : subjects) {
    const RuleScope scope(subject, index, options);
    for (const ReadyClause* ready : rules.matching(subject)) {
      if (!options.only.empty() && !names_rule(options.only, *ready->rule)) continue;
      if (names_rule(options.skip, *ready->rule)) continue;
      judge.look(*ready, subject, scope);
    }
  }
}

}  // namespace blueprint::lint
