// A command of the program, as data: help, manual page, completions and the
// reading of the command line all come from its row.

#pragma once

#include <span>
#include <string_view>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/exit_code.h"

namespace blueprint::cli {

struct Option {
  std::string_view name;      // "--out"
  std::string_view letter{};  // "-o", or empty.
  std::string_view value{};   // What its value is called in help: "DIR". Empty: a switch.
  std::string_view doc{};
  std::string_view default_value{};
  std::span<const std::string_view> choices{};  // Empty: any value.
  bool repeats = false;
};

struct Positional {
  std::string_view name;  // "PATH"
  std::string_view doc{};
  bool required = false;
  bool repeats = false;
  std::span<const std::string_view> choices{};
};

struct Example {
  std::string_view command;
  std::string_view doc;
};

struct Command {
  std::string_view name;
  std::string_view summary;  // "write Terraform files as `terraform fmt` does"
  std::string_view details{};
  std::span<const Positional> positionals{};
  std::span<const Option> options{};
  std::span<const Example> examples{};
  bool uses_library = false;  // Takes --templates, --rules and --catalog.
  bool hidden = false;        // Works, but help does not list it.
  ExitCode (*run)(const Arguments& arguments, Console& console) = nullptr;
};

// In the order in which help lists them.
std::span<const Command* const> commands();
const Command* find_command(std::string_view name);

// The options of a command, those that all commands share included.
std::vector<const Option*> options_of(const Command& command);

inline constexpr std::string_view kFormatChoices[] = {"text", "json"};

extern const Command kCompletion;
extern const Command kComponents;
extern const Command kExplain;
extern const Command kFmt;
extern const Command kGen;
extern const Command kGraph;
extern const Command kInit;
extern const Command kLint;
extern const Command kMan;
extern const Command kRules;
extern const Command kSchema;
extern const Command kVersion;

}  // namespace blueprint::cli
