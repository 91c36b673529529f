#include "lint/rule.h"

#include <algorithm>
#include <array>

#include "support/strings.h"

namespace blueprint::lint {
namespace {

constexpr std::array<std::string_view, 5> kLanguages = {"terraform", "kubernetes", "helm", "blueprint",
                                                        "text"};
constexpr std::array<std::string_view, 7> kSelectors = {"resource", "data",      "block", "kind",
                                                        "chart",    "component", "check"};
constexpr std::array<std::string_view, 6> kCategories = {"security",  "reliability", "cost",
                                                         "lifecycle", "correctness", "style"};
constexpr std::array<std::string_view, 3> kNeeded = {"title", "severity", "category"};
constexpr std::array<std::string_view, 3> kNeededExplanations = {"why", "bad", "good"};
constexpr std::array<std::string_view, 3> kSeverities = {"error", "warning", "info"};

// Reads one rule file; every mistake becomes a diagnostic at its place.
class Reader {
 public:
  Reader(Diagnostics& diags, Sources& sources, Rule& rule) : diags_(diags), sources_(sources), rule_(rule) {}

  void read(const yaml::Node& root) {
    if (!root.is_mapping()) return wrong(root.span, "a rule is a mapping with `title`, `severity` and so on");
    // Clauses take these over, so they are read first.
    if (const yaml::Node* severity = root.find("severity")) rule_.severity = read_severity(*severity);
    if (const yaml::Node* message = root.find("message")) message_ = content(*message);
    if (const yaml::Node* fix = root.find("fix")) fix_ = read_fix(*fix);
    if (const yaml::Node* help = root.find("help")) help_ = content(*help), rule_.help = help->text;
    for (const yaml::Pair& pair : root.pairs) member(pair);
    if (rule_.clauses.empty() && !rule_.by_program) {
      wrong(root.span, "the rule looks at nothing",
            "add `terraform:`, `kubernetes:`, `helm:`, `blueprint:` or `text:`");
    }
    needs(root, kNeeded);
  }

  void needs(const yaml::Node& root, std::span<const std::string_view> keys) {
    for (const std::string_view key : keys) {
      if (root.is_mapping() && !root.find(key)) wrong(root.span, concat("the rule has no `", key, "`"));
    }
  }

 private:
  void wrong(Span at, std::string message, std::string help = {}) {
    diags_.add({.code = "rule/file", .message = std::move(message), .span = at, .help = std::move(help)});
  }

  // The text of a scalar, for parsing as an expression: its own place where it
  // is written plainly, else a text of its own without quotes and escapes.
  Span content(const yaml::Node& node) {
    Span span = node.span;
    if (node.quoted && span.size() >= 2) ++span.begin, --span.end;
    if (sources_.text(span) == node.text) return span;
    const FileId unquoted = sources_.add(std::string(sources_.path(node.span.file)), node.text);
    return {unquoted, 0, std::uint32_t(node.text.size())};
  }

  Severity read_severity(const yaml::Node& node) {
    const auto found = std::ranges::find(kSeverities, std::string_view(node.text));
    if (found == kSeverities.end()) {
      wrong(node.span, concat("`", node.text, "` is no severity"), "use error, warning or info");
      return Severity::Warning;
    }
    return Severity(found - kSeverities.begin());
  }

  // `{ set: { path: value }, remove: [path] }`.
  std::vector<ClauseFix> read_fix(const yaml::Node& node) {
    std::vector<ClauseFix> fix;
    for (const yaml::Pair& pair : node.pairs) {
      if (pair.key == "set" && pair.value.is_mapping()) {
        for (const yaml::Pair& each : pair.value.pairs)
          fix.push_back({.path = key_text(each), .value = hcl_text(each.value)});
      } else if (pair.key == "remove" && pair.value.is_sequence()) {
        for (const yaml::Node& each : pair.value.items) fix.push_back({.path = content(each)});
      } else {
        wrong(pair.key_span, concat("a fix has no such `", pair.key, "`"),
              "write `fix: { set: { argument: value } }` or `fix: { remove: [argument] }`");
      }
    }
    if (fix.empty()) wrong(node.span, "the fix changes nothing");
    return fix;
  }

  Span key_text(const yaml::Pair& pair) {
    if (sources_.text(pair.key_span) == pair.key) return pair.key_span;
    const FileId unquoted = sources_.add(std::string(sources_.path(pair.key_span.file)), pair.key);
    return {unquoted, 0, std::uint32_t(pair.key.size())};
  }

  // A value as Terraform writes it.
  std::string hcl_text(const yaml::Node& node) {
    switch (node.kind) {
      case yaml::Kind::Null: return "null";
      case yaml::Kind::Bool: return node.boolean ? "true" : "false";
      case yaml::Kind::Number: return node.text;
      case yaml::Kind::String: {
        std::string text;
        for (const char c : node.text)
          text += c == '"' || c == '\\' ? concat("\\", std::string_view(&c, 1)) : std::string(1, c);
        return concat("\"", text, "\"");
      }
      case yaml::Kind::Sequence: {
        std::vector<std::string> items;
        for (const yaml::Node& item : node.items) items.push_back(hcl_text(item));
        return concat("[", join(items, ", "), "]");
      }
      case yaml::Kind::Mapping: break;
    }
    wrong(node.span, "a fix sets arguments to values, not to mappings",
          "set the arguments of a block by their path");
    return "null";
  }

  void member(const yaml::Pair& pair) {
    const yaml::Node& value = pair.value;
    const auto language = std::ranges::find(kLanguages, std::string_view(pair.key));
    if (language != kLanguages.end()) {
      if (!value.is_sequence()) wrong(value.span, concat("`", pair.key, "` is a list of clauses"));
      for (const yaml::Node& item : value.items) clause(Language(language - kLanguages.begin()), item);
    } else if (pair.key == "title") {
      rule_.title = value.text;
    } else if (pair.key == "category") {
      rule_.category = value.text;
      if (std::ranges::count(kCategories, std::string_view(value.text)) == 0) {
        wrong(value.span, concat("`", value.text, "` is no category"), did_you_mean(value.text, kCategories));
      }
    } else if (pair.key == "why") {
      rule_.why = value.text;
    } else if (pair.key == "aliases" || pair.key == "references") {
      auto& list = pair.key == "aliases" ? rule_.aliases : rule_.references;
      for (const yaml::Node& item : value.items) list.push_back(item.text);
    } else if (pair.key == "by_program" || pair.key == "secret" || pair.key == "opt_in") {
      (pair.key == "secret"   ? rule_.secret
       : pair.key == "opt_in" ? rule_.opt_in
                              : rule_.by_program) = value.boolean;
      if (value.kind != yaml::Kind::Bool) wrong(value.span, concat("`", pair.key, "` is true or false"));
    } else if (pair.key == "bad" || pair.key == "good") {
      auto& list = pair.key == "bad" ? rule_.bad : rule_.good;
      for (const yaml::Node& item : value.items) list.push_back({.text = item.text, .span = item.span});
    } else if (pair.key != "severity" && pair.key != "message" && pair.key != "help" && pair.key != "fix") {
      constexpr std::array<std::string_view, 19> kKnown = {
          "fix",     "opt_in",    "by_program", "secret", "title",     "severity", "category",
          "aliases", "terraform", "kubernetes", "helm",   "blueprint", "text",     "message",
          "help",    "why",       "references", "bad",    "good"};
      wrong(pair.key_span, concat("a rule has no `", pair.key, "`"), did_you_mean(pair.key, kKnown));
    }
  }

  void clause(Language language, const yaml::Node& node) {
    Clause clause{
        .language = language, .message = message_, .help = help_, .fix = fix_, .severity = rule_.severity};
    for (const yaml::Pair& pair : node.pairs) {
      const Span text = content(pair.value);
      if (std::ranges::count(kSelectors, std::string_view(pair.key)) > 0) {
        clause.select = pair.key;
        if (pair.value.is_sequence()) {
          for (const yaml::Node& item : pair.value.items) clause.types.push_back(item.text);
        } else {
          clause.types.push_back(pair.value.text);
        }
      } else if (pair.key == "when") {
        clause.when = text;
      } else if (pair.key == "each") {
        clause.each = text;
      } else if (pair.key == "at") {
        clause.at = text;
      } else if (pair.key == "message") {
        clause.message = text;
      } else if (pair.key == "help") {
        clause.help = text;
      } else if (pair.key == "fix") {
        clause.fix = read_fix(pair.value);
      } else if (pair.key == "severity") {
        clause.severity = read_severity(pair.value);
      } else {
        constexpr std::array<std::string_view, 14> kKnown = {"fix",   "resource",  "data",  "block",   "kind",
                                                             "chart", "component", "check", "when",    "each",
                                                             "at",    "message",   "help",  "severity"};
        wrong(pair.key_span, concat("a clause has no `", pair.key, "`"), did_you_mean(pair.key, kKnown));
      }
    }
    if (clause.types.empty())
      wrong(node.span, "the clause selects nothing", "say `resource:`, `kind:` or the like");
    // What the program finds by itself needs no more condition.
    if (!clause.when && clause.select != "check") wrong(node.span, "the clause has no `when`");
    if (!clause.message) wrong(node.span, "the rule has no `message`");
    if (!clause.fix.empty() && language != Language::Terraform)
      wrong(node.span, "only what stands in Terraform can be fixed");
    rule_.clauses.push_back(std::move(clause));
  }

  Diagnostics& diags_;
  Sources& sources_;
  Rule& rule_;
  Span message_{};
  Span help_{};
  std::vector<ClauseFix> fix_{};
};

}  // namespace

std::string_view name(Language language) { return kLanguages[std::size_t(language)]; }

Rule read_rule(Diagnostics& diags, Sources& sources, FileId file, std::string id) {
  Rule rule{.id = std::move(id), .file = file};
  Reader reader(diags, sources, rule);
  const yaml::Node root = yaml::parse_one(diags, sources, file);
  reader.read(root);
  reader.needs(root, kNeededExplanations);
  return rule;
}

Rule read_working_part(Diagnostics& diags, Sources& sources, FileId file, std::string id) {
  Rule rule{.id = std::move(id), .file = file};
  Reader(diags, sources, rule).read(yaml::parse_one(diags, sources, file));
  return rule;
}

}  // namespace blueprint::lint
