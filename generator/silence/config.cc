#include "silence/config.h"

#include <algorithm>
#include <array>

#include "support/pattern.h"
#include "support/strings.h"
#include "yaml/node.h"

namespace blueprint::silence {
namespace {

constexpr std::array<std::string_view, 3> kSeverities = {"error", "warning", "info"};
constexpr std::array<std::string_view, 5> kSettings = {"off", "on", "error", "warning", "info"};
constexpr std::array<std::string_view, 5> kKeys = {"exclude", "min", "baseline", "rules", "paths"};
constexpr std::array<std::string_view, 2> kSectionKeys = {"rules", "min"};

class Reader {
 public:
  Reader(Diagnostics& diags, lint::RuleSet& rules, Config& config)
      : diags_(diags), rules_(rules), config_(config) {}

  void read(const yaml::Node& root) {
    config_.sections.emplace_back();
    if (root.is_null()) return;
    if (!root.is_mapping()) return wrong("wrong-type", root.span, "a configuration is a mapping");
    // Sections of paths follow the one for everywhere, wherever they stand.
    for (const yaml::Pair& pair : root.pairs) {
      const yaml::Node& value = pair.value;
      if (pair.key == "exclude") {
        read_excludes(value);
      } else if (pair.key == "baseline") {
        if (!value.is_string()) wrong("wrong-type", value.span, "`baseline` is the path of a file");
        config_.baseline = value.text;
      } else if (pair.key == "paths") {
        if (!value.is_mapping()) wrong("wrong-type", value.span, "`paths` is a mapping of paths to settings");
        for (const yaml::Pair& path : value.pairs) read_path(path);
      } else if (!read_setting(config_.sections.front(), pair)) {
        unknown(pair, "the configuration", kKeys);
      }
    }
  }

 private:
  void wrong(std::string_view problem, Span at, std::string message, std::string help = {}) {
    diags_.add({.code = concat("config/", problem),
                .message = std::move(message),
                .span = at,
                .help = std::move(help)});
  }

  void unknown(const yaml::Pair& pair, std::string_view where, std::span<const std::string_view> known) {
    std::string help = did_you_mean(pair.key, known);
    if (help.empty()) {
      for (const std::string_view key : known)
        help += concat(help.empty() ? "known here: `" : ", `", key, "`");
    }
    wrong("unknown-key", pair.key_span, concat("`", pair.key, "` is unknown in ", where), std::move(help));
  }

  void read_excludes(const yaml::Node& list) {
    if (!list.is_sequence()) wrong("wrong-type", list.span, "`exclude` is a list of paths");
    for (const yaml::Node& item : list.items) {
      if (item.is_string())
        config_.exclude.push_back(item.text);
      else
        wrong("wrong-type", item.span, "a path is a string");
    }
  }

  void read_path(const yaml::Pair& path) {
    Section section{.path = path.key};
    if (!path.value.is_mapping())
      wrong("wrong-type", path.value.span, "the settings of a path are a mapping");
    for (const yaml::Pair& pair : path.value.pairs) {
      if (!read_setting(section, pair)) unknown(pair, concat("`", path.key, "`"), kSectionKeys);
    }
    config_.sections.push_back(std::move(section));
  }

  bool read_setting(Section& section, const yaml::Pair& pair) {
    if (pair.key == "min") {
      section.min = severity_named(pair.value.text);
      if (!section.min) bad_choice(pair.value, "is no severity", kSeverities);
    } else if (pair.key == "rules") {
      if (!pair.value.is_mapping())
        wrong("wrong-type", pair.value.span, "`rules` is a mapping of rules to severities");
      for (const yaml::Pair& rule : pair.value.pairs) read_rule(section, rule);
    } else {
      return false;
    }
    return true;
  }

  void bad_choice(const yaml::Node& node, std::string_view what, std::span<const std::string_view> choices) {
    std::string help = did_you_mean(node.text, choices);
    if (help.empty()) {
      for (const std::string_view choice : choices)
        help += concat(help.empty() ? "use one of " : ", ", choice);
    }
    wrong("wrong-value", node.span, concat("`", node.text, "` ", what), std::move(help));
  }

  void read_rule(Section& section, const yaml::Pair& pair) {
    std::string help;
    const std::vector<std::string> names = setting_names(rules_, pair.key, help);
    if (names.empty()) {
      return wrong("unknown-rule", pair.key_span, concat("no rule is called `", pair.key, "`"), help);
    }
    const yaml::Node& value = pair.value;
    // Readers of YAML 1.1, and people, take `off` for false.
    const bool is_bool = value.kind == yaml::Kind::Bool;
    const std::string_view text = is_bool ? (value.boolean ? "on" : "off") : std::string_view(value.text);
    if (std::ranges::find(kSettings, text) == kSettings.end()) {
      return bad_choice(value, "is no setting of a rule", kSettings);
    }
    for (const std::string& name : names) {
      section.rules.push_back({.name = name, .off = text == "off", .severity = severity_named(text)});
    }
  }

  Diagnostics& diags_;
  lint::RuleSet& rules_;
  Config& config_;
};

template <typename Use>
void for_each_section(const Config& config, std::string_view path, Use use) {
  for (const Section& section : config.sections) {
    if (section.path.empty() || matches_path(section.path, path)) use(section);
  }
}

}  // namespace

Config read_config(Diagnostics& diags, const Sources& sources, FileId file, lint::RuleSet& rules) {
  Config config;
  Reader(diags, rules, config).read(yaml::parse_one(diags, sources, file));
  return config;
}

bool looks_like_config(const Sources& sources, FileId file) {
  Diagnostics reported_later;
  const std::vector<yaml::Node> documents = yaml::parse(reported_later, sources, file);
  return documents.size() == 1 && !documents.front().find("components") &&
         std::ranges::any_of(kKeys, [&](std::string_view key) { return documents.front().find(key); });
}

std::optional<Severity> severity_named(std::string_view name) {
  const auto found = std::ranges::find(kSeverities, name);
  if (found == kSeverities.end()) return std::nullopt;
  return Severity(found - kSeverities.begin());
}

std::vector<std::string> setting_names(lint::RuleSet& rules, std::string_view typed, std::string& help) {
  if (typed.find('*') != std::string_view::npos) {
    const auto fits = [&](const std::string& id) { return matches_pattern(typed, id); };
    if (std::ranges::any_of(rules.ids(), fits)) return {std::string(typed)};
    help = "no rule has such an id; `blueprint rules` lists them";
    return {};
  }
  std::vector<std::string> names;
  const bool is_of_findings = rules.names_single_findings(typed);
  for (const lint::Rule* rule : rules.all_called(typed)) {
    const bool is_whole_rule = !is_of_findings || std::ranges::count(rule->aliases, typed) > 0;
    names.push_back(is_whole_rule ? rule->id : std::string(typed));
  }
  if (!names.empty()) return names;
  const std::vector<std::string_view> known(rules.ids().begin(), rules.ids().end());
  help = did_you_mean(typed, known);
  if (help.empty()) help = "`blueprint rules` lists them";
  return {};
}

bool excludes(const Config& config, std::string_view path) {
  return std::ranges::any_of(config.exclude,
                             [&](const std::string& pattern) { return matches_path(pattern, path); });
}

std::optional<Severity> severity(const Config& config, std::string_view path, std::string_view rule,
                                 Severity given, std::string_view alias) {
  bool off = false;
  Severity result = given;
  Severity min = Severity::Info;
  for_each_section(config, path, [&](const Section& section) {
    for (const RuleSetting& setting : section.rules) {
      const bool is_alias = !alias.empty() && setting.name == alias;
      if (!is_alias && !matches_pattern(setting.name, rule)) continue;
      off = setting.off;
      result = setting.severity.value_or(given);
    }
    min = section.min.value_or(min);
  });
  if (off || result > min) return std::nullopt;  // Errors come first.
  return result;
}

bool asks_for(const Config& config, std::string_view path, std::string_view rule) {
  bool asked = false;
  for_each_section(config, path, [&](const Section& section) {
    for (const RuleSetting& setting : section.rules) {
      if (setting.name == rule) asked = !setting.off;
      if (setting.off && matches_pattern(setting.name, rule)) asked = false;
    }
  });
  return asked;
}

std::vector<std::string> asked_for(const Config& config) {
  std::vector<std::string> names;
  for (const Section& section : config.sections) {
    for (const RuleSetting& setting : section.rules) {
      if (!setting.off && setting.name.find('*') == std::string::npos) names.push_back(setting.name);
    }
  }
  return names;
}

bool is_off_somewhere(const Config& config, std::string_view rule) {
  return std::ranges::any_of(config.sections, [&](const Section& section) {
    return std::ranges::any_of(section.rules, [&](const RuleSetting& setting) {
      return setting.off && matches_pattern(setting.name, rule);
    });
  });
}

}  // namespace blueprint::silence
