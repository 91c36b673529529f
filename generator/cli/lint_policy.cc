#include "cli/lint_policy.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "report/text.h"
#include "silence/silences.h"
#include "support/file.h"
#include "support/pattern.h"
#include "support/strings.h"
#include "terraform/folder.h"

namespace blueprint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConfigNames[] = {".blueprint.yaml", "blueprint.yaml"};

std::string relative_to(const std::string& folder, const std::string& path) {
  std::error_code ignored;
  return fs::absolute(path, ignored).lexically_normal().lexically_relative(folder).generic_string();
}

}  // namespace

// The folder of a path as the disk knows it, so that folders above it can be named.
std::string LintPolicy::absolute_folder(const std::string& path) const {
  return terraform::folder_of(path.starts_with('/') ? path : concat(here_, "/", path));
}

ExitCode LintPolicy::read(const Arguments& arguments, std::vector<std::string>& paths) {
  std::error_code ignored;
  here_ = fs::current_path(ignored).string();
  if (const ExitCode code = read_options(arguments); code != ExitCode::Ok) return code;
  if (const ExitCode code = read_configs(arguments, paths); code != ExitCode::Ok) return code;
  return read_baselines(arguments);
}

// The ids behind what someone typed; nothing when one is no rule, and the console was told.
std::optional<std::vector<std::string>> LintPolicy::rule_ids(const std::vector<std::string>& typed) const {
  std::vector<std::string> ids;
  for (const std::string& name : typed) {
    std::string help;
    const std::vector<std::string> found = silence::setting_names(rules_, name, help);
    if (found.empty()) {
      console_.complain(concat("no rule is called `", name, "`"), help);
      return std::nullopt;
    }
    std::ranges::copy_if(found, std::back_inserter(ids),
                         [&](const std::string& one) { return rules_.names_single_findings(one); });
    for (const std::string& id : rules_.ids()) {
      const auto names = [&](const std::string& pattern) { return matches_pattern(pattern, id); };
      if (std::ranges::any_of(found, names)) ids.push_back(id);
    }
  }
  return ids;
}

ExitCode LintPolicy::read_options(const Arguments& arguments) {
  const auto only = rule_ids(arguments.values("--rule"));
  const auto skip = only ? rule_ids(arguments.values("--skip")) : std::nullopt;
  if (!skip) return ExitCode::Usage;
  only_ = *only;
  skip_ = *skip;
  for (const std::string& typed : arguments.values("--severity")) {
    const std::size_t equals = std::min(typed.find('='), typed.size());
    const auto severity = silence::severity_named(typed.substr(std::min(equals + 1, typed.size())));
    if (!severity) {
      console_.complain(concat("`--severity ", typed, "` names no severity"),
                        "write `RULE=error`, `RULE=warning` or `RULE=info`");
      return ExitCode::Usage;
    }
    const auto ids = rule_ids({typed.substr(0, equals)});
    if (!ids) return ExitCode::Usage;
    for (const std::string& id : *ids) command_line_.rules.push_back({.name = id, .severity = severity});
  }
  if (arguments.has("--min")) command_line_.min = silence::severity_named(arguments.value("--min"));
  return ExitCode::Ok;
}

ExitCode LintPolicy::read_configs(const Arguments& arguments, std::vector<std::string>& paths) {
  if (arguments.has("--config")) {
    given_ = read_config(arguments.value("--config"), true);
    if (!given_) return ExitCode::Failure;
  }
  // Files of one folder stand together, and names of folders are dear to work out.
  std::optional<std::string> folder;
  const Configured* found = given_;
  std::erase_if(paths, [&](const std::string& path) {
    std::string of_path = path.substr(0, path.rfind('/') + 1);
    if (!given_ && of_path != folder) {
      found = find_config(absolute_folder(path));
      folder = std::move(of_path);
    }
    return found && silence::excludes(found->config, relative_to(found->folder, path));
  });
  for (const auto& each : configs_) {
    for (const std::string& name : silence::asked_for(each->config)) {
      const lint::Rule* const rule = rules_.find(name);
      if (rule && rule->opt_in) also_.push_back(name);
    }
  }
  if (mistakes_.empty()) return ExitCode::Ok;
  console_.note(report::print_text({.sources = sources_,
                                    .diagnostics = mistakes_.sorted(),
                                    .files = configs_.size(),
                                    .color = console_.colors_notes()}));
  return ExitCode::Usage;
}

// The configuration in the folder, or in the nearest one above it up to the root of the repository.
const LintPolicy::Configured* LintPolicy::find_config(const std::string& folder) {
  const auto known = by_folder_.find(folder);
  if (known != by_folder_.end()) return known->second;
  const Configured* found = nullptr;
  std::error_code ignored;
  for (const std::string_view name : kConfigNames) {
    const std::string path = concat(folder, folder.ends_with('/') ? "" : "/", name);
    if (!found && fs::is_regular_file(path, ignored)) found = read_config(path, name.starts_with('.'));
  }
  const std::string above = fs::path(folder).parent_path().string();
  const bool is_root = above == folder || fs::exists(concat(folder, "/.git"), ignored);
  if (!found && !is_root) found = find_config(above);
  by_folder_[folder] = found;
  return found;
}

// Nothing: the console was told, or the file is something else by the same name.
const LintPolicy::Configured* LintPolicy::read_config(const std::string& path, bool certain) {
  Result<std::string> text = read_file(path);
  if (!text) {
    console_.complain(text.error().message);
    return nullptr;
  }
  const std::string shown = relative_to(fs::current_path().string(), path);
  const FileId file = sources_.add(shown, std::move(*text));
  if (!certain && !silence::looks_like_config(sources_, file)) return nullptr;
  configs_.push_back(std::make_unique<Configured>(Configured{
      .folder = absolute_folder(path), .config = silence::read_config(mistakes_, sources_, file, rules_)}));
  return configs_.back().get();
}

ExitCode LintPolicy::read_baselines(const Arguments& arguments) {
  new_baseline_path_ = arguments.value("--baseline-write");
  if (!new_baseline_path_.empty()) return ExitCode::Ok;
  std::vector<std::string> paths;
  if (arguments.has("--baseline")) paths.push_back(arguments.value("--baseline"));
  for (const auto& each : configs_) {
    const std::string& baseline = each->config.baseline;
    if (!baseline.empty() && !arguments.has("--baseline")) {
      paths.push_back((fs::path(each->folder) / baseline).string());
    }
  }
  for (const std::string& path : paths) {
    const Result<std::string> text = read_file(path);
    Result<silence::Baseline> read = text ? silence::parse_baseline(*text) : text.error();
    if (!read) {
      console_.complain(text ? concat(path, ": ", read.error().message) : read.error().message,
                        "`--baseline-write FILE` writes one");
      return ExitCode::Failure;
    }
    std::ranges::move(*read, std::back_inserter(baseline_));
  }
  return ExitCode::Ok;
}

// As configured, and as the command line says, which has the last word.
std::optional<Severity> LintPolicy::severity(const Diagnostic& finding) const {
  std::optional<Severity> result = finding.severity;
  if (finding.span) {
    const std::string path(sources_.path(finding.span.file));
    const auto nearest = by_folder_.find(absolute_folder(path));
    const Configured* const found = given_ ? given_ : nearest == by_folder_.end() ? nullptr : nearest->second;
    const std::string relative = found ? relative_to(found->folder, path) : std::string();
    if (found) result = silence::severity(found->config, relative, finding.code, *result, finding.alias);
    const bool asked_elsewhere = std::ranges::count(also_, finding.code) > 0 &&
                                 !(found && silence::asks_for(found->config, relative, finding.code));
    if (asked_elsewhere) result.reset();
  }
  // Who asks for one rule wants to see it.
  const bool is_asked_for =
      std::ranges::count(only_, finding.code) > 0 || std::ranges::count(only_, finding.alias) > 0;
  if (!result && is_asked_for) result = finding.severity;
  if (!result) return std::nullopt;
  return silence::severity({.sections = {command_line_}}, "", finding.code, *result, finding.alias);
}

bool LintPolicy::ran(std::string_view rule) const {
  if (!only_.empty()) return std::ranges::count(only_, rule) > 0;
  return std::ranges::count(skip_, rule) == 0 && std::ranges::none_of(configs_, [&](const auto& each) {
           return silence::is_off_somewhere(each->config, rule);
         });
}

report::Accepted LintPolicy::apply(Diagnostics& findings, std::span<const FileId> files,
                                   const std::string& today) {
  report::Accepted accepted;
  // Also of files that were read because a module call led there.
  std::set<FileId> commented(files.begin(), files.end());
  for (const Diagnostic& finding : findings.all()) {
    if (finding.span) commented.insert(finding.span.file);
  }
  const std::vector<FileId> with_comments(commented.begin(), commented.end());
  accepted.silenced =
      silence::apply_comments(findings, sources_, with_comments, rules_,
                              {.today = today, .ran = [&](std::string_view rule) { return ran(rule); }});
  if (!configs_.empty() || !command_line_.rules.empty() || command_line_.min) {
    std::erase_if(findings.all(), [&](Diagnostic& finding) {
      const std::optional<Severity> reported = severity(finding);
      if (reported) finding.severity = *reported;
      return !reported;
    });
  }
  if (!new_baseline_path_.empty()) {
    new_baseline_ = silence::print_baseline(sources_, findings);
    baseline_ = *silence::parse_baseline(new_baseline_);
  }
  if (!baseline_.empty()) {
    std::set<std::string_view> looked_at;
    for (const FileId file : files) looked_at.insert(sources_.path(file));
    const silence::Known known =
        silence::apply_baseline(findings, sources_, baseline_, [&](const silence::BaselineEntry& entry) {
          std::error_code ignored;
          return ran(entry.rule) && (looked_at.contains(entry.file) || !fs::exists(entry.file, ignored));
        });
    accepted.in_baseline = known.in_baseline;
    accepted.resolved = known.resolved;
  }
  return accepted;
}

bool LintPolicy::write_baseline() const {
  if (new_baseline_path_.empty()) return true;
  const auto error = write_file(new_baseline_path_, new_baseline_);
  if (error) console_.complain(error->message);
  return !error;
}

}  // namespace blueprint::cli
