#include "cli/run.h"

#include "cli/command.h"
#include "cli/help.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

ExitCode complain(Console& console, const UsageError& error) {
  console.complain(error.message, error.help);
  return ExitCode::Usage;
}

UsageError unknown_command(const std::string& typed) {
  std::vector<std::string_view> known;
  for (const Command* command : commands()) {
    if (!command->hidden) known.push_back(command->name);
  }
  std::string help = did_you_mean(typed, known);
  if (help.empty()) help = "`blueprint --help` lists the commands";
  return {.message = concat("unknown ", typed.starts_with('-') ? "option" : "command", " `", typed, "`"),
          .help = std::move(help)};
}

Color color_of(const Arguments& arguments) {
  const std::string when = arguments.value("--color");
  return when == "always" ? Color::Always : when == "never" ? Color::Never : Color::Auto;
}

ExitCode dispatch(std::span<const std::string> words, Console& console) {
  if (words.empty()) {
    console.note(program_help());
    return ExitCode::Usage;
  }
  const std::string& first = words.front();
  if (first == "--version") return kVersion.run(Arguments(kVersion), console);
  if (first == "--help" || first == "-h" || (first == "help" && words.size() == 1)) {
    console.print(program_help());
    return ExitCode::Ok;
  }
  const std::string& name = first == "help" ? words[1] : first;
  const Command* const command = find_command(name);
  if (!command) return complain(console, unknown_command(name));

  const ParsedArguments parsed = parse_arguments(*command, words.subspan(1));
  if (parsed.wants_help || first == "help") {
    console.print(command_help(*command));
    return ExitCode::Ok;
  }
  if (parsed.error) return complain(console, *parsed.error);
  console.set_color(color_of(parsed.arguments));
  return command->run(parsed.arguments, console);
}

}  // namespace

ExitCode run(std::span<const std::string> words, Console& console) {
  const ExitCode code = dispatch(words, console);
  if (console.flush()) return code;
  console.note("error: cannot write to standard output\n");
  return ExitCode::Failure;
}

}  // namespace blueprint::cli
