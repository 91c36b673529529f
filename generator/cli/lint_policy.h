// What of the findings is reported: what the command line, the configurations
// beside the files, comments in the files and the baseline say about that.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "lint/rule_set.h"
#include "report/report.h"
#include "silence/baseline.h"
#include "silence/config.h"

namespace blueprint::cli {

class LintPolicy {
 public:
  // All references must outlive it.
  LintPolicy(Console& console, Sources& sources, lint::RuleSet& rules)
      : console_(console), sources_(sources), rules_(rules) {}

  // Reads the options and the configurations that hold for `paths`, and takes
  // those away that they exclude. Something other than Ok: the console was told.
  ExitCode read(const Arguments& arguments, std::vector<std::string>& paths);

  const std::vector<std::string>& only() const { return only_; }
  const std::vector<std::string>& skip() const { return skip_; }
  // Rules that only run for who asks, and that a configuration asks for.
  const std::vector<std::string>& also() const { return also_; }

  // Leaves in `findings` what is to be reported, as severe as it is to be. `files`
  // are those whose comments count.
  report::Accepted apply(Diagnostics& findings, std::span<const FileId> files, const std::string& today);

  // Writes what --baseline-write asks for. False: it could not, and the console was told.
  bool write_baseline() const;

 private:
  // A configuration, and the folder that its paths are relative to.
  struct Configured {
    std::string folder{};
    silence::Config config{};
  };

  ExitCode read_options(const Arguments& arguments);
  ExitCode read_configs(const Arguments& arguments, std::vector<std::string>& paths);
  ExitCode read_baselines(const Arguments& arguments);
  std::string absolute_folder(const std::string& path) const;
  const Configured* find_config(const std::string& folder);
  // `certain`: whatever is in the file, it is a configuration.
  const Configured* read_config(const std::string& path, bool certain);
  std::optional<std::vector<std::string>> rule_ids(const std::vector<std::string>& typed) const;
  std::optional<Severity> severity(const Diagnostic& finding) const;
  bool ran(std::string_view rule) const;

  Console& console_;
  Sources& sources_;
  lint::RuleSet& rules_;
  std::vector<std::string> only_{};
  std::vector<std::string> skip_{};
  std::vector<std::string> also_{};
  silence::Section command_line_{};
  std::vector<std::unique_ptr<Configured>> configs_{};
  std::string here_{};                                                 // The current folder.
  std::map<std::string, const Configured*, std::less<>> by_folder_{};  // nullptr: none holds there.
  const Configured* given_ = nullptr;                                  // By --config, for all paths.
  Diagnostics mistakes_{};                                             // In configurations.
  silence::Baseline baseline_{};
  std::string new_baseline_path_{};  // Empty: none is to be written.
  std::string new_baseline_{};
};

}  // namespace blueprint::cli
