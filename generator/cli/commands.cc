#include <algorithm>
#include <iterator>

#include "cli/command.h"

namespace blueprint::cli {
namespace {

constexpr const Command* kCommands[] = {&kGen,    &kLint,  &kInit, &kExplain,    &kRules,   &kComponents,
                                        &kSchema, &kGraph, &kFmt,  &kCompletion, &kVersion, &kMan};

constexpr std::string_view kColorChoices[] = {"auto", "always", "never"};
constexpr Option kColor = {.name = "--color",
                           .value = "WHEN",
                           .doc = "colour what is printed; auto: on a terminal, unless NO_COLOR is set",
                           .default_value = "auto",
                           .choices = kColorChoices};

constexpr Option kLibraryOptions[] = {
    {.name = "--templates",
     .value = "DIR",
     .doc = "add components, or replace those of the same name",
     .repeats = true},
    {.name = "--rules",
     .value = "DIR",
     .doc = "add rules, or replace those of the same name",
     .repeats = true},
    {.name = "--catalog",
     .value = "DIR",
     .doc = "add facts, or replace those of the same name",
     .repeats = true},
};

}  // namespace

std::span<const Command* const> commands() { return kCommands; }

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(kCommands, name, &Command::name);
  return found == std::end(kCommands) ? nullptr : *found;
}

std::vector<const Option*> options_of(const Command& command) {
  std::vector<const Option*> options;
  for (const Option& option : command.options) options.push_back(&option);
  if (command.uses_library) {
    for (const Option& option : kLibraryOptions) options.push_back(&option);
  }
  options.push_back(&kColor);
  return options;
}

}  // namespace blueprint::cli
