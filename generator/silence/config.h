// `.blueprint.yaml`: which rules a repository wants, how severe it finds them, and
// where. docs/silencing.md tells what it holds.
//
//     exclude: [examples/, "*.generated.tf"]
//     min: warning
//     baseline: lint-baseline.json
//     rules:
//       aws/kms-no-rotation: off
//       terraform/*: info
//     paths:
//       modules/legacy/:
//         rules:
//           CKV_AWS_17: warning

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule_set.h"
#include "support/diagnostic.h"

namespace blueprint::silence {

// `name`: an id, or a pattern of ids such as "aws/*". No severity: as the rule says.
struct RuleSetting {
  std::string name{};
  bool off = false;
  std::optional<Severity> severity{};
};

struct Section {
  std::string path{};  // A pattern as of .gitignore; empty: everywhere.
  std::vector<RuleSetting> rules{};
  std::optional<Severity> min{};  // Less severe findings are not reported.
};

struct Config {
  std::vector<std::string> exclude{};
  std::string baseline{};           // A path beside the configuration, or empty.
  std::vector<Section> sections{};  // Later ones win; so do later settings.
};

// Reads a configuration. Mistakes ("config/…") are reported at their place, with
// the name that was probably meant; what was understood is returned.
Config read_config(Diagnostics& diags, const Sources& sources, FileId file, lint::RuleSet& rules);

// True when the file has a key of configurations: other things are called
// blueprint.yaml too, a blueprint above all.
bool looks_like_config(const Sources& sources, FileId file);

std::optional<Severity> severity_named(std::string_view name);

// The names in the way that settings hold them: the ids behind an alias, a pattern
// and what single findings are called as they are. None when no rule is called so; `help` then says what was
// meant.
std::vector<std::string> setting_names(lint::RuleSet& rules, std::string_view typed, std::string& help);

// Paths are relative to the folder of the configuration.
bool excludes(const Config& config, std::string_view path);
// How severe a finding is there that is `given` otherwise, and may be called `alias` alone; nothing: it is
// not reported.
std::optional<Severity> severity(const Config& config, std::string_view path, std::string_view rule,
                                 Severity given, std::string_view alias = {});
// True when the rule is named there, and not to turn it off: rules that only run for who asks want that.
bool asks_for(const Config& config, std::string_view path, std::string_view rule);
// The rules that are named so anywhere.
std::vector<std::string> asked_for(const Config& config);
// True when the rule is off for some path or everywhere.
bool is_off_somewhere(const Config& config, std::string_view rule);

}  // namespace blueprint::silence
