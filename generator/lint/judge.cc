#include "lint/judge.h"

#include "lint/fix.h"
#include "support/strings.h"

namespace blueprint::lint {

using eval::Value;

namespace {

Value facts(const schema::Fault& fault) {
  return Value::object({{"name", Value::string(fault.name)},
                        {"in", Value::string(fault.in)},
                        {"near", fault.near.empty() ? Value::null() : Value::string(fault.near)},
                        {"misspelt", Value::boolean(fault.is_misspelt)},
                        {"why", Value::string(fault.why)},
                        {"value", Value::string(fault.value)},
                        {"since", Value::number(std::size_t(fault.since))},
                        {"instead", fault.instead.empty() ? Value::null() : Value::string(fault.instead)},
                        {"provider", Value::string(fault.provider)},
                        {"version", Value::string(fault.version)},
                        {"may_be_newer", Value::boolean(fault.may_be_newer)}});
}

}  // namespace

void Judge::look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope) {
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

void Judge::look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
                 const schema::Fault& fault) {
  eval::LocalScope with_fault(&scope);
  with_fault.set("fault", facts(fault));
  const std::size_t before = hits_.size();
  ask(ready, subject, with_fault, fault.span);
  if (hits_.size() > before && hits_.back().finding) hits_.back().finding->alias = fault.alias;
}

void Judge::look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
                 const terraform::Fault& fault) {
  eval::LocalScope with_fault(&scope);
  with_fault.set("fault",
                 Value::object({{"name", Value::string(fault.name)},
                                {"in", Value::string(fault.in)},
                                {"near", fault.near.empty() ? Value::null() : Value::string(fault.near)},
                                {"why", Value::string(fault.why)}}));
  std::optional<Fix> certain;
  if (!fault.edits.empty())
    certain = Fix{.title = ready.rule->help, .edits = fault.edits, .safety = Safety::Safe};
  ask(ready, subject, with_fault, fault.span, std::move(certain));
}

void Judge::look(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
                 const FoundSecret& secret) {
  eval::LocalScope with_fault(&scope);
  with_fault.set("fault", Value::object({{"name", Value::string(std::string(secret.kind))},
                                         {"given", Value::string(secret.given)},
                                         {"shown", Value::string(secret.shown)}}));
  ask(ready, subject, with_fault, secret.span);
}

// A clause without a condition is for what has been found; `place` says where.
void Judge::ask(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope, Span place,
                std::optional<Fix> certain) {
  if (ready.when.expr ? !value(*ready.when.expr, scope).is_true() : !place) return;
  const std::string at = place ? std::string() : text(ready.at, scope);
  const bool is_found = static_cast<bool>(place);
  if (!place) place = at.empty() || !subject.locate ? subject.head : subject.locate(at);
  const Subject* const document = is_found ? nullptr : document_at(subject, place);
  if (document) place = document->locate("statement");
  const bool is_of_document = document || subject.type == kPolicyDocument;
  Hit& hit = hits_.emplace_back(
      Hit{.kind = {is_of_document ? nullptr : ready.clause, is_of_document ? ready.rule : nullptr, place},
          .subject = &subject});
  // Of what others have in common with the first, only whose it is matters.
  if (!subject.syntax ||
      first_.emplace(std::pair(hit.kind, subject.syntax), &subject).first->second == &subject)
    hit.finding = finding(ready, subject, scope, place);
  if (hit.finding && certain) hit.finding->fix = std::move(certain);
}

Diagnostic Judge::finding(const ReadyClause& ready, const Subject& subject, const eval::Scope& scope,
                          Span place) const {
  std::string message = text(ready.message, scope);
  Diagnostic result{.severity = ready.clause->severity,
                    .code = ready.rule->id,
                    .message = message.empty() ? ready.rule->title : std::move(message),
                    .span = place,
                    .help = text(ready.help, scope),
                    .fix = fix(ready, subject, scope),
                    .subject = subject.address,
                    .related = index_.related_addresses(subject),
                    .secret = ready.rule->secret};
  if (subject.called_at) result.labels.push_back({.span = subject.called_at, .text = "called here"});
  return result;
}

std::optional<Fix> Judge::fix(const ReadyClause& ready, const Subject& subject,
                              const eval::Scope& scope) const {
  if (ready.fix_paths.empty() || !subject.syntax) return std::nullopt;
  if (!subject.syntax->span) return std::nullopt;
  std::vector<FixStep> steps;
  for (std::size_t i = 0; i < ready.fix_paths.size(); ++i) {
    steps.push_back({.path = text(ready.fix_paths[i], scope), .value = ready.clause->fix[i].value});
  }
  return fix_block(sources_, *subject.syntax, steps);
}

// What is wrong with a policy is changed, and accepted, in the document that it is taken from:
// "policy = data.aws_iam_policy_document.read.json", in older code and in JSON within a template.
const Subject* Judge::document_at(const Subject& subject, Span place) const {
  if (subject.language != Language::Terraform || subject.select != "resource") return nullptr;
  std::string_view text = sources_.text(place);
  constexpr std::string_view kBegin = "data.aws_iam_policy_document.";
  constexpr std::string_view kEnd = ".json";
  constexpr std::string_view kTemplateBegin = "\"${";
  constexpr std::string_view kTemplateEnd = "}\"";
  const std::size_t begin = text.find(kBegin);
  if (begin == std::string_view::npos) return nullptr;
  std::string_view before = trim(text.substr(0, begin));
  if (before.ends_with(kTemplateBegin) && text.ends_with(kTemplateEnd)) {
    before = trim(before.substr(0, before.size() - kTemplateBegin.size()));
    text = trim(text.substr(0, text.size() - kTemplateEnd.size()));
  }
  if (!text.ends_with(kEnd)) return nullptr;
  const bool is_json = before.starts_with('"') && before.ends_with("\":");
  if (!before.empty() && !before.ends_with('=') && !is_json) return nullptr;
  text = text.substr(begin + kBegin.size());
  return index_.document(subject, text.substr(0, text.find_first_of(".[")));
}

Value Judge::value(const hcl::Expr& expr, const eval::Scope& scope) const {
  Diagnostics of_the_rule;
  eval::Context context{.diags = of_the_rule, .sources = sources_};
  context.lenient = true;
  context.any_shape = true;
  return eval::evaluate(context, expr, scope);
}

std::string Judge::text(const hcl::Fragment& fragment, const eval::Scope& scope) const {
  if (!fragment.expr) return {};
  const Value found = value(*fragment.expr, scope);
  // What is sensitive is never told.
  if (!found.is_string() || found.contains_sensitive()) return {};
  return std::string(trim(found.as_string()));
}

}  // namespace blueprint::lint
