#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>

#include "cli/command.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

// The name in CLI11's form: "-o,--out".
std::string names(const Option& option) {
  return option.letter.empty() ? std::string(option.name) : concat(option.letter, ",", option.name);
}

// What to say about words that CLI11 had no place for.
UsageError unexpected(const Command& command, const std::vector<std::string>& words) {
  const auto is_option = [](const std::string& word) { return word.size() > 1 && word.starts_with('-'); };
  const auto found = std::ranges::find_if(words, is_option);
  if (found == words.end()) {
    return {.message = concat("unexpected argument `", words.front(), "`"),
            .help = concat("see `blueprint ", command.name, " --help`")};
  }
  const std::string typed = found->substr(0, found->find('='));
  std::vector<std::string_view> known = {"--help"};
  for (const Option* option : options_of(command)) known.push_back(option->name);
  std::string help = did_you_mean(typed, known);
  if (help.empty()) help = concat("see `blueprint ", command.name, " --help`");
  return {.message = concat("unknown option `", typed, "`"), .help = std::move(help)};
}

std::optional<UsageError> check_choice(std::string_view name, std::span<const std::string_view> choices,
                                       const std::vector<std::string>& values) {
  if (choices.empty()) return std::nullopt;
  for (const std::string& value : values) {
    if (std::ranges::find(choices, value) != choices.end()) continue;
    std::string list;
    for (const std::string_view choice : choices) list += concat(list.empty() ? "" : ", ", choice);
    std::string help = did_you_mean(value, choices);
    if (help.empty()) help = concat("use one of ", list);
    return UsageError{.message = concat("`", value, "` is not a value of `", name, "`"),
                      .help = std::move(help)};
  }
  return std::nullopt;
}

std::optional<UsageError> check(const Command& command, const Arguments& arguments) {
  for (const Option* option : options_of(command)) {
    if (option->value.empty() || !arguments.has(option->name)) continue;
    const auto values = arguments.values(option->name);
    if (values.size() > 1 && !option->repeats) {
      return UsageError{.message = concat("`", option->name, "` is given more than once")};
    }
    if (auto error = check_choice(option->name, option->choices, values)) return error;
  }
  for (const Positional& positional : command.positionals) {
    if (positional.required && !arguments.has(positional.name)) {
      return UsageError{.message = concat("`", positional.name, "` is missing"),
                        .help = concat("see `blueprint ", command.name, " --help`")};
    }
    if (auto error = check_choice(positional.name, positional.choices, arguments.values(positional.name))) {
      return error;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> Arguments::values(std::string_view name) const {
  const auto found = given_.find(name);
  return found == given_.end() ? std::vector<std::string>() : found->second;
}

std::string Arguments::value(std::string_view name) const {
  const auto given = given_.find(name);
  if (given != given_.end() && !given->second.empty()) return given->second.back();
  for (const Option* option : options_of(*command_)) {
    if (option->name == name) return std::string(option->default_value);
  }
  return {};
}

ParsedArguments parse_arguments(const Command& command, std::span<const std::string> words) {
  ParsedArguments parsed{.arguments = Arguments(command)};
  CLI::App app;
  app.allow_extras();
  app.set_help_flag("-h,--help");
  // CLI11 writes into these; a deque never moves its elements.
  std::deque<std::vector<std::string>> values;
  std::vector<std::pair<std::string_view, CLI::Option*>> known;
  for (const Option* option : options_of(command)) {
    CLI::Option* const added = option->value.empty() ? app.add_flag(names(*option))
                                                     : app.add_option(names(*option), values.emplace_back());
    if (!option->value.empty()) added->allow_extra_args(false);
    known.emplace_back(option->name, added);
  }
  for (const Positional& positional : command.positionals) {
    CLI::Option* const added = app.add_option(std::string(positional.name), values.emplace_back());
    added->expected(positional.repeats ? -1 : 1);
    added->allow_extra_args(positional.repeats);
    known.emplace_back(positional.name, added);
  }

  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::CallForHelp&) {
    parsed.wants_help = true;
    return parsed;
  } catch (const CLI::ParseError& error) {
    parsed.error =
        UsageError{.message = error.what(), .help = concat("see `blueprint ", command.name, " --help`")};
    return parsed;
  }
  for (const auto& [name, option] : known) {
    if (option->count() > 0) parsed.arguments.give(name, option->results());
  }
  std::vector<std::string> extras = app.remaining();
  std::erase(extras, "--");  // What follows it are paths, whatever they look like.
  parsed.error = extras.empty() ? check(command, parsed.arguments) : unexpected(command, extras);
  return parsed;
}

}  // namespace blueprint::cli
