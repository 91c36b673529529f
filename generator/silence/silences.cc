#include "silence/silences.h"

#include <algorithm>
#include <map>

#include "silence/config.h"
#include "silence/directive.h"
#include "silence/layout.h"
#include "silence/scope.h"
#include "support/pattern.h"
#include "support/strings.h"

namespace blueprint::silence {
namespace {

struct Silence {
  Directive directive{};
  Scope scope{};
  FileId file{};
  Span call{};               // The block of a module call: what is found in the module names it.
  std::string module{};      // Its name.
  std::vector<bool> used{};  // For each name.
  bool is_annotation = false;
};

bool names(const lint::RuleSet& rules, std::string_view typed, const Diagnostic& finding,
           const lint::Rule* rule) {
  for (const std::string& known : rules.known_names(typed)) {
    const auto fits = [&](std::string_view name) { return matches_pattern(known, name, {.any_case = true}); };
    // Without a rule there is a mistake in the file, which is named or not silenced.
    const bool is_pattern = known.find('*') != std::string::npos;
    if (!finding.alias.empty() && fits(finding.alias)) return true;
    if (fits(finding.code) ? rule || !is_pattern : rule && std::ranges::any_of(rule->aliases, fits))
      return true;
  }
  return false;
}

// The text of the argument at `path` in a block, without quotes.
std::string_view argument(const Sources& sources, const hcl::Block& block, std::string_view path) {
  const hcl::Body* body = &block.body;
  for (;;) {
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) break;
    const hcl::Block* const nested = body->block(path.substr(0, dot));
    if (!nested) return {};
    body = &nested->body;
    path.remove_prefix(dot + 1);
  }
  const hcl::Attribute* const found = body->attribute(path);
  if (!found) return {};
  const std::string_view text = sources.text(found->value->span);
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

class Reader {
 public:
  explicit Reader(const Sources& sources) : sources_(sources) {}

  std::vector<Silence> read(FileId file) {
    std::vector<Silence> found;
    const std::string_view path = sources_.path(file);
    const bool is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    if (path.ends_with(".json")) return found;
    const Layout layout = is_yaml ? yaml_layout(sources_, file) : hcl_layout(sources_, file);
    for (const Comment& comment : layout.comments) {
      const std::string_view text = layout.text.substr(comment.begin, comment.end - comment.begin);
      for (Directive& directive : read_directives(text, {file, comment.begin, comment.end})) {
        add(found, layout, std::move(directive), comment);
      }
    }
    for (const Annotation& annotation : layout.annotations) add(found, layout, annotation);
    return found;
  }

 private:
  void add(std::vector<Silence>& found, const Layout& layout, Directive directive, const Comment& comment) {
    Silence silence{.scope = scope_of(layout, comment, directive.dialect), .file = layout.file};
    const Statement* const statement =
        silence.scope.statement ? &layout.statements[*silence.scope.statement] : nullptr;
    if (statement && statement->syntax && statement->syntax->type == "module") {
      silence.call = statement->syntax->span;
      silence.module = statement->syntax->label(0);
    }
    if (directive.ignored || !fit(directive, layout, statement)) return;
    silence.used.resize(directive.names.size());
    silence.directive = std::move(directive);
    found.push_back(std::move(silence));
  }

  static void add(std::vector<Silence>& found, const Layout& layout, const Annotation& annotation) {
    const Statement& document = layout.statements[annotation.document];
    found.push_back({.directive = {.dialect = Dialect::Checkov,
                                   .span = annotation.span,
                                   .names = {{.text = annotation.rule, .span = annotation.span}}},
                     .scope = {.ranges = {{document.begin, document.end}}},
                     .file = layout.file,
                     .used = {false},
                     .is_annotation = true});
  }

  // Are the conditions of the directive met by the block that it is about?
  bool fit(const Directive& directive, const Layout& layout, const Statement* statement) const {
    if (directive.conditions.empty()) return true;
    while (statement && !statement->is_block) {
      statement = statement->parent ? &layout.statements[*statement->parent] : nullptr;
    }
    return statement && statement->syntax &&
           std::ranges::all_of(directive.conditions, [&](const Condition& condition) {
             return argument(sources_, *statement->syntax, condition.path) == condition.value;
           });
  }

  const Sources& sources_;
};

class Judge {
 public:
  Judge(lint::RuleSet& rules, const Options& options) : rules_(rules), options_(options) {}

  bool has_expired(const Directive& directive) const {
    return !directive.until.empty() && !options_.today.empty() && directive.until < options_.today;
  }

  // True when the comment silences a finding that is in its scope.
  bool holds_for(Silence& silence, const Diagnostic& finding) {
    const Directive& directive = silence.directive;
    const lint::Rule* const rule = rules_.find(finding.code);
    if (directive.dialect == Dialect::KicsOnly) return rule && leaves_out(directive, *rule);
    if (directive.dialect != Dialect::Blueprint && directive.names.empty()) return rule != nullptr;
    bool named = false;
    for (std::size_t i = 0; i < directive.names.size(); ++i) {
      if (!names(rules_, directive.names[i].text, finding, rule)) continue;
      named = silence.used[i] = true;
    }
    const bool dated = directive.until.empty() || is_date(directive.until);
    return named && dated && !has_expired(directive);
  }

  // Takes from a finding in a module what comes of a call that the comment is
  // about. True when nothing is left.
  bool silences_call(Silence& silence, Diagnostic& finding) {
    const auto in_call = [&](const Label& label) {
      return label.span.file == silence.call.file && label.span.begin >= silence.call.begin &&
             label.span.begin < silence.call.end;
    };
    const auto through = [&](const std::string& address) { return goes_through(address, silence.module); };
    const bool first = std::ranges::any_of(finding.labels, in_call);
    if (!first && std::ranges::none_of(finding.also, through)) return false;
    if (!holds_for(silence, finding)) return false;
    const bool any_left = take_subjects(finding, [&](const std::string& address) {
      return &address == &finding.subject ? first : through(address);
    });
    if (first && any_left) std::erase_if(finding.labels, in_call);
    return !any_left;
  }

  // What is wrong with a comment. Another linter may need one that is of no use here.
  void report(Diagnostics& findings, const Silence& silence) {
    const Directive& directive = silence.directive;
    const bool is_ours = directive.dialect == Dialect::Blueprint;
    const auto add = [&](std::string_view rule, std::string message, Span span, std::string help) {
      const lint::Rule* const known = ran(rule) ? rules_.find(rule) : nullptr;
      if (!known) return;
      findings.add({.severity = is_ours ? known->severity : Severity::Info,
                    .code = std::string(rule),
                    .message = std::move(message),
                    .span = span,
                    .help = std::move(help)});
    };
    if (!is_ours) return report_foreign(silence, add);
    if (directive.names.empty()) {
      return add("blueprint/ignore-malformed", "the comment names no rule to ignore", directive.span,
                 "name one: `blueprint:ignore aws/database-public until 2027-01-01: why`");
    }
    if (report_date(directive, add)) return;
    if (directive.reason.empty()) {
      add("blueprint/ignore-no-reason", "the comment does not say why", directive.span,
          "write the reason behind a colon: `blueprint:ignore aws/database-public: why`");
    }
    for (std::size_t i = 0; i < directive.names.size(); ++i) {
      if (!silence.used[i]) report_unused(directive.names[i], add);
    }
  }

 private:
  bool ran(std::string_view rule) const { return !options_.ran || options_.ran(rule); }

  // True when the date is wrong or past: then nothing else matters.
  template <typename Add>
  bool report_date(const Directive& directive, const Add& add) {
    const bool is_wrong = !directive.until.empty() && !is_date(directive.until);
    if (is_wrong) {
      add("blueprint/ignore-malformed", concat("`", directive.until, "` is no date"), directive.span,
          "write it as 2027-01-31");
    } else if (has_expired(directive)) {
      add("blueprint/ignore-expired", concat("the comment expired on ", directive.until), directive.span,
          "mend what it silences, or decide again and set a new date");
    }
    return is_wrong || has_expired(directive);
  }

  // Of another linter's comment: what it says of itself, and what rules here know.
  template <typename Add>
  void report_foreign(const Silence& silence, const Add& add) {
    const Directive& directive = silence.directive;
    if (directive.dialect == Dialect::KicsOnly) return;
    if (report_date(directive, add)) return;
    if (directive.dialect == Dialect::Checkov && directive.reason.empty() && !silence.is_annotation) {
      add("blueprint/ignore-no-reason", "the comment does not say why", directive.span,
          concat("write the reason behind a colon: `checkov:skip=", directive.names.front().text, ":why`"));
    }
    for (std::size_t i = 0; i < directive.names.size(); ++i) {
      const Name& name = directive.names[i];
      if (silence.used[i] || name.text.find('*') != std::string::npos) continue;
      const std::vector<std::string>& meant = this->meant(name.text).first;
      const bool all_ran = std::ranges::all_of(meant, [&](const std::string& id) { return ran(id); });
      if (meant.empty() || !all_ran) continue;
      add("blueprint/ignore-unused", concat("nothing here is found by `", name.text, "`"), name.span,
          "remove it, unless another linter needs it");
    }
  }

  // `kics-scan enable=`: is the rule one of KICS's, and not among the named? Only when all names are known.
  bool leaves_out(const Directive& directive, const lint::Rule& rule) {
    const auto is_named = [&](const Name& name) {
      return names(rules_, name.text, {.code = rule.id}, &rule);
    };
    const auto is_known = [&](const Name& name) { return !meant(name.text).first.empty(); };
    return std::ranges::any_of(rule.aliases, is_name_of_kics) &&
           std::ranges::all_of(directive.names, is_known) && std::ranges::none_of(directive.names, is_named);
  }

  // KICS calls its queries by words; so does tflint, whose rules for the language begin with "terraform_".
  static bool is_name_of_kics(std::string_view alias) {
    constexpr std::string_view kWord = "abcdefghijklmnopqrstuvwxyz0123456789_";
    return alias.find('_') != alias.npos && alias.find_first_not_of(kWord) == alias.npos &&
           !alias.starts_with("terraform_");
  }

  // The rules that a name means, and what to say when there are none.
  const std::pair<std::vector<std::string>, std::string>& meant(const std::string& name) {
    const auto [known, is_new] = meant_.try_emplace(name);
    if (!is_new) return known->second;
    auto& [ids, help] = known->second;
    ids = setting_names(rules_, name, help);
    if (ids.empty()) {
      // What others number they write in any case: "aws-0001".
      std::string upper = name;
      std::ranges::transform(upper, upper.begin(),
                             [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
      std::string no_help;
      ids = setting_names(rules_, upper, no_help);
    }
    return known->second;
  }

  // "module.vpc.aws_subnet.a" and "module.x.module.vpc[0].aws_subnet.a" go through `vpc`.
  static bool goes_through(std::string_view address, std::string_view module) {
    const std::string step = concat("module.", module);
    for (std::size_t at = address.find(step); at != address.npos; at = address.find(step, at + 1)) {
      const std::size_t end = at + step.size();
      const bool ends = end < address.size() && (address[end] == '.' || address[end] == '[');
      if (ends && (at == 0 || address[at - 1] == '.')) return true;
    }
    return false;
  }

  template <typename Add>
  void report_unused(const Name& name, const Add& add) {
    const bool is_pattern = name.text.find('*') != std::string::npos;
    const auto& [meant, help] = this->meant(name.text);
    if (meant.empty()) {
      return add("blueprint/ignore-malformed", concat("no rule is called `", name.text, "`"), name.span,
                 help);
    }
    // Some of what a pattern names may not have run.
    if (is_pattern ? bool(options_.ran)
                   : !std::ranges::all_of(meant, [&](const auto& id) { return ran(id); }))
      return;
    add("blueprint/ignore-unused", concat("nothing here is found by `", name.text, "`"), name.span,
        "remove it");
  }

  lint::RuleSet& rules_;
  const Options& options_;
  std::map<std::string, std::pair<std::vector<std::string>, std::string>> meant_;  // And the help.
};

void keep(Diagnostics& findings, const std::vector<bool>& silenced) {
  std::size_t i = 0;
  std::erase_if(findings.all(), [&](const Diagnostic&) { return silenced[i++]; });
}

// Comments by the place of a finding. Findings and scopes are gone through side by
// side in the order in which they begin, so that only those that meet are compared.
void silence_places(Diagnostics& findings, std::vector<Silence>& silences, Judge& judge) {
  struct Reach {
    FileId file{};
    Range range{};
    Silence* silence = nullptr;
  };
  std::vector<Reach> reaches;
  for (Silence& silence : silences) {
    if (silence.scope.whole_file) reaches.push_back({silence.file, {0, UINT32_MAX}, &silence});
    for (const Range& range : silence.scope.ranges) reaches.push_back({silence.file, range, &silence});
  }
  std::ranges::sort(reaches, {}, [](const Reach& reach) { return std::pair(reach.file, reach.range.begin); });
  std::vector<std::size_t> order(findings.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return findings.all()[i].span; });

  std::vector<bool> silenced(findings.size());
  std::vector<const Reach*> open;
  std::size_t next = 0;
  for (const std::size_t i : order) {
    const Diagnostic& finding = findings.all()[i];
    const auto here = std::pair(finding.span.file, finding.span.begin);
    while (next < reaches.size() && std::pair(reaches[next].file, reaches[next].range.begin) <= here) {
      open.push_back(&reaches[next++]);
    }
    std::erase_if(open, [&](const Reach* reach) {
      return reach->file != finding.span.file || reach->range.end <= finding.span.begin;
    });
    // Every comment that silences a finding counts as used, so all are asked.
    for (const Reach* reach : open) {
      if (judge.holds_for(*reach->silence, finding)) silenced[i] = true;
    }
  }
  keep(findings, silenced);
}

// Comments on calls of modules, by what findings in the modules say of their calls.
void silence_calls(Diagnostics& findings, std::vector<Silence>& silences, Judge& judge) {
  std::vector<Silence*> calls;
  for (Silence& silence : silences) {
    if (silence.call) calls.push_back(&silence);
  }
  std::vector<bool> silenced(findings.size());
  for (std::size_t i = 0; i < silenced.size(); ++i) {
    Diagnostic& finding = findings.all()[i];
    if (finding.labels.empty() && finding.also.empty()) continue;
    for (Silence* call : calls) {
      if (call->file != finding.span.file && judge.silences_call(*call, finding)) silenced[i] = true;
    }
  }
  keep(findings, silenced);
}

}  // namespace

std::size_t apply_comments(Diagnostics& findings, const Sources& sources, std::span<const FileId> files,
                           lint::RuleSet& rules, const Options& options) {
  std::vector<Silence> silences;
  Reader reader(sources);
  for (const FileId file : files) {
    if (!may_hold_directives(sources.text(file))) continue;
    std::ranges::move(reader.read(file), std::back_inserter(silences));
  }
  if (silences.empty()) return 0;

  Judge judge(rules, options);
  const std::size_t before = findings.size();
  silence_places(findings, silences, judge);
  silence_calls(findings, silences, judge);
  const std::size_t silenced = before - findings.size();
  for (const Silence& silence : silences) judge.report(findings, silence);
  return silenced;
}

}  // namespace blueprint::silence
