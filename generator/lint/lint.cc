#include "lint/lint.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "lint/fix.h"
#include "lint/iam_facts.h"
#include "schema/check.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

using eval::Value;

constexpr std::string_view kPolicyDocument = "aws_iam_policy_document";

// Where the things of one run are, by type: what `all` and `related` look up.
class Index {
 public:
  explicit Index(std::span<const Subject> subjects) : subjects_(subjects), referred_by_(subjects.size()) {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      by_type_[key(subjects[i])].push_back(i);
      for (const std::size_t to : subjects[i].refers_to) referred_by_[to].push_back(i);
    }
  }

  Value all(const Subject& of, std::string_view type) const { return values(same_group(of, type)); }

  // What `related.TYPE` is or, with several types, what is related to what is related…
  Value related(const Subject& of, std::span<const std::string_view> types) const {
    std::vector<std::size_t> at = {std::size_t(&of - subjects_.data())};
    for (const std::string_view type : types) {
      std::vector<std::size_t> next;
      for (const std::size_t i : at) {
        for (const std::size_t j : near(i, type)) next.push_back(j);
      }
      at = without_repeats(std::move(next));
    }
    return values(at);
  }

  // The addresses of all that `of` is related to, and of what attachments and associations join to it.
  std::vector<std::string> related_addresses(const Subject& of) const {
    std::vector<std::string> found;
    if (of.language != Language::Terraform) return found;
    const std::size_t self = std::size_t(&of - subjects_.data());
    std::vector<std::size_t> at = neighbours(self);
    for (std::size_t i = 0, direct = at.size(); i < direct; ++i) {
      const std::string& type = subjects_[at[i]].type;
      if (!type.ends_with("_attachment") && !type.ends_with("_association")) continue;
      for (const std::size_t j : neighbours(at[i])) {
        if (j != self) at.push_back(j);
      }
    }
    for (const std::size_t i : without_repeats(std::move(at))) found.push_back(subjects_[i].address);
    return found;
  }

  // The policy document of this name that `of` refers to; nullptr when it is not in the run.
  const Subject* document(const Subject& of, std::string_view name) const {
    for (const std::size_t i : neighbours(std::size_t(&of - subjects_.data()))) {
      const Subject& near = subjects_[i];
      if (near.select == "data" && near.type == kPolicyDocument && near.name == name) return &near;
    }
    return nullptr;
  }

  // The addresses of all that refers to `of`.
  Value referrers(const Subject& of) const {
    std::vector<Value> found;
    for (const std::size_t i : without_repeats(referred_by_[std::size_t(&of - subjects_.data())])) {
      found.push_back(Value::string(subjects_[i].address));
    }
    return Value::tuple(std::move(found));
  }

 private:
  // A data source reads what another root made; it is not one more of the resources that rules ask for.
  static std::string key(const Subject& subject) {
    return subject.select == "data" ? concat("data ", subject.type) : subject.type;
  }

  static std::vector<std::size_t> without_repeats(std::vector<std::size_t> all) {
    std::ranges::sort(all);
    const auto repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());
    return all;
  }

  std::vector<std::size_t> neighbours(std::size_t i) const {
    std::vector<std::size_t> all = referred_by_[i];
    all.insert(all.end(), subjects_[i].refers_to.begin(), subjects_[i].refers_to.end());
    return without_repeats(std::move(all));
  }

  std::vector<std::size_t> same_group(const Subject& of, std::string_view type) const {
    std::vector<std::size_t> found;
    if (const auto at = by_type_.find(type); at != by_type_.end()) {
      for (const std::size_t i : at->second) {
        if (subjects_[i].group == of.group) found.push_back(i);
      }
    }
    return found;
  }

  // Documents are related when they are in one input, blocks when one refers to the other.
  std::vector<std::size_t> near(std::size_t i, std::string_view type) const {
    if (subjects_[i].language != Language::Terraform) return same_group(subjects_[i], type);
    std::vector<std::size_t> found;
    for (const std::size_t j : neighbours(i)) {
      if (subjects_[j].type == type) found.push_back(j);
    }
    return found;
  }

  Value values(const std::vector<std::size_t>& which) const {
    std::vector<Value> found;
    for (const std::size_t i : which) found.push_back(subjects_[i].self);
    return Value::tuple(std::move(found));
  }

  std::span<const Subject> subjects_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_type_;
  std::vector<std::vector<std::size_t>> referred_by_;
};

// The names a rule knows when it looks at one subject.
class RuleScope final : public eval::Scope {
 public:
  RuleScope(const Subject& subject, const Index& index, const Options& options,
            const catalog::Library& library)
      : subject_(subject), index_(index), options_(options), library_(library) {}

  std::optional<Found> find(eval::Context&, std::span<const std::string_view> path, Span) const override {
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
    if (name == "all") return Found{index_.all(subject_, path[1]), 2};
    if (name == "iam") return Found{iam_facts(library_, subject_, path[1]), 2};
    if (name == "catalog") return Found{options_.catalog ? options_.catalog(path[1]) : Value::unknown(), 2};
    return std::nullopt;
  }

 private:
  // related.A, or related.A.related.B: the Bs of the As.
  Found related(std::span<const std::string_view> path) const {
    std::vector<std::string_view> types = {path[1]};
    std::size_t used = 2;
    for (; used + 1 < path.size() && path[used] == "related"; used += 2) types.push_back(path[used + 1]);
    return Found{index_.related(subject_, types), used};
  }

  const Subject& subject_;
  const Index& index_;
  const Options& options_;
  const catalog::Library& library_;
};

// Evaluates what rules say. Their errors are not the user's: an expression
// that cannot be evaluated is unknown, and unknown finds nothing.
class Judge {
 public:
  Judge(Diagnostics& findings, const Sources& sources, const Index& index)
      : findings_(findings), sources_(sources), index_(index) {}

  // What the program itself found wrong in `subject`.
  void look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
            const schema::Fault& fault) {
    eval::LocalScope with_fault(&scope);
    with_fault.set("fault", facts(fault));
    ask(ready, subject, with_fault, fault.span);
  }

  void look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
            const terraform::Fault& fault) {
    eval::LocalScope with_fault(&scope);
    with_fault.set("fault",
                   Value::object({{"name", Value::string(fault.name)},
                                  {"in", Value::string(fault.in)},
                                  {"near", fault.near.empty() ? Value::null() : Value::string(fault.near)}}));
    ask(ready, subject, with_fault, fault.span);
  }

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
    context.any_shape = true;
    return eval::evaluate(context, expr, scope);
  }

  std::string text(const hcl::Fragment& fragment, const eval::Scope& scope) {
    if (!fragment.expr) return {};
    const Value found = value(*fragment.expr, scope);
    // What is sensitive is never told.
    if (!found.is_string() || found.contains_sensitive()) return {};
    return std::string(trim(found.as_string()));
  }

  static Value facts(const schema::Fault& fault) {
    return Value::object({{"name", Value::string(fault.name)},
                          {"in", Value::string(fault.in)},
                          {"near", fault.near.empty() ? Value::null() : Value::string(fault.near)},
                          {"misspelt", Value::boolean(fault.is_misspelt)},
                          {"why", Value::string(fault.why)},
                          {"since", Value::number(std::size_t(fault.since))},
                          {"instead", fault.instead.empty() ? Value::null() : Value::string(fault.instead)},
                          {"provider", Value::string(fault.provider)},
                          {"version", Value::string(fault.version)},
                          {"may_be_newer", Value::boolean(fault.may_be_newer)}});
  }

  std::optional<Fix> fix(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope) {
    if (ready.fix_paths.empty() || !subject.syntax) return std::nullopt;
    // Fixes are written as HCL.
    const FileId file = subject.syntax->span.file;
    if (file == FileId{} || sources_.path(file).ends_with(".json")) return std::nullopt;
    std::vector<FixStep> steps;
    for (std::size_t i = 0; i < ready.fix_paths.size(); ++i) {
      steps.push_back({.path = text(ready.fix_paths[i], scope), .value = ready.clause->fix[i].value});
    }
    return fix_block(sources_, *subject.syntax, steps);
  }

  // What is wrong with a policy is changed, and accepted, in the document that it is taken from:
  // "policy = data.aws_iam_policy_document.read.json".
  const Subject* document_at(const Subject& subject, Span place) const {
    if (subject.language != Language::Terraform || subject.select != "resource") return nullptr;
    std::string_view text = sources_.text(place);
    constexpr std::string_view kBegin = "data.aws_iam_policy_document.";
    constexpr std::string_view kEnd = ".json";
    const std::size_t begin = text.find(kBegin);
    if (begin == std::string_view::npos || !text.ends_with(kEnd)) return nullptr;
    if (!trim(text.substr(0, begin)).ends_with('=')) return nullptr;
    text = text.substr(begin + kBegin.size());
    return index_.document(subject, text.substr(0, text.find_first_of(".[")));
  }

  // A clause without a condition is for what has been found; `place` says where.
  void ask(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope, Span place = {}) {
    if (ready.when.expr ? !value(*ready.when.expr, scope).is_true() : !place) return;
    const std::string at = place ? std::string() : text(ready.at, scope);
    if (!place) place = at.empty() || !subject.locate ? subject.head : subject.locate(at);
    const Subject* const document = document_at(subject, place);
    if (document) place = document->locate("statement");
    const bool is_of_document = document || subject.type == kPolicyDocument;
    // What instances of one block and calls of one module have in common is one finding.
    const auto [same, is_new] = found_.emplace(
        Kind{is_of_document ? nullptr : ready.clause, is_of_document ? ready.rule : nullptr, place},
        findings_.size());
    if (!is_new) {
      Diagnostic& finding = findings_.all()[same->second];
      const bool repeated = !finding.also.empty() && finding.also.back() == subject.address;
      if (finding.subject != subject.address && !repeated) finding.also.push_back(subject.address);
      if (finding.subject != subject.address) return;
    }
    std::string message = text(ready.message, scope);
    Diagnostic finding{.severity = ready.clause->severity,
                       .code = ready.rule->id,
                       .message = message.empty() ? ready.rule->title : std::move(message),
                       .span = place,
                       .help = text(ready.help, scope),
                       .fix = fix(ready, subject, scope),
                       .subject = subject.address,
                       .related = index_.related_addresses(subject),
                       .secret = ready.rule->secret};
    if (subject.called_at) finding.labels.push_back({.span = subject.called_at, .text = "called here"});
    findings_.add(std::move(finding));
  }

  // One clause or, in policy documents, one rule at one place.
  using Kind = std::tuple<const Clause*, const Rule*, Span>;
  std::map<Kind, std::size_t> found_;  // Which of the findings.

  Diagnostics& findings_;
  const Sources& sources_;
  const Index& index_;
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
  Judge judge(diags, sources, index);
  schema::Checker schemas(rules.library(), sources);
  for (const Subject& subject : subjects) {
    if (subject.syntax) schemas.require(subject.group, *subject.syntax);
  }
  rules.leave_out(options.min, options.even);
  const auto is_wanted = [&](const ReadyClause* ready) {
    return (options.only.empty() || names_rule(options.only, *ready->rule)) &&
           !names_rule(options.skip, *ready->rule) &&
           (ready->clause->severity <= options.min || names_rule(options.even, *ready->rule));
  };
  for (const Subject& subject : subjects) {
    const RuleScope scope(subject, index, options, rules.library());
    for (const ReadyClause* ready : rules.matching(subject)) {
      if (is_wanted(ready)) judge.look(*ready, subject, scope);
    }
    for (const terraform::Fault& fault : subject.faults) {
      for (const ReadyClause* ready : rules.checking(Language::Terraform, fault.check)) {
        if (is_wanted(ready)) judge.look(*ready, subject, scope, fault);
      }
    }
    if (!subject.syntax) continue;
    for (const schema::Fault& fault : schemas.check(subject.group, *subject.syntax, subject.self)) {
      for (const ReadyClause* ready : rules.checking(Language::Terraform, name(fault.check))) {
        if (is_wanted(ready)) judge.look(*ready, subject, scope, fault);
      }
    }
  }
}

}  // namespace blueprint::lint
