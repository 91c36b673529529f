#include <algorithm>

#include "cli/command.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr std::string_view kShells[] = {"bash", "fish", "zsh"};

constexpr Positional kPositionals[] = {
    {.name = "SHELL", .doc = "bash, fish or zsh", .required = true, .choices = kShells}};

constexpr Example kExamples[] = {
    {.command = "blueprint completion bash > /etc/bash_completion.d/blueprint", .doc = "for everybody"},
    {.command = "source <(blueprint completion bash)", .doc = "for this shell"},
    {.command = "blueprint completion zsh > \"${fpath[1]}/_blueprint\"",
     .doc = "zsh reads it when it starts"},
    {.command = "blueprint completion fish > ~/.config/fish/completions/blueprint.fish", .doc = "for fish"},
};

std::string listed(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text += concat(text.empty() ? "" : " ", word);
  return text;
}

std::vector<const Command*> shown_commands() {
  std::vector<const Command*> shown;
  std::ranges::copy_if(commands(), std::back_inserter(shown), [](const Command* c) { return !c->hidden; });
  return shown;
}

// What the first positional may be, when that is a list.
std::span<const std::string_view> first_choices(const Command& command) {
  return command.positionals.empty() ? std::span<const std::string_view>() : command.positionals[0].choices;
}

std::string bash_case(const Command& command) {
  std::string options = "--help";
  std::string values;
  for (const Option* option : options_of(command)) {
    options += concat(" ", option->name);
    if (option->choices.empty()) continue;
    values += concat("        ", option->name, ") words='", listed(option->choices), "' ;;\n");
  }
  std::string text = concat("    ", command.name, ")\n      case $previous in\n", values,
                            "        *) if [[ $current == -* ]]; then words='", options, "'");
  const std::string choices = listed(first_choices(command));
  if (!choices.empty()) text += concat("; else words='", choices, "'");
  return text + "; fi ;;\n      esac ;;\n";
}

std::string bash_script() {
  std::string names;
  std::string cases;
  for (const Command* command : shown_commands()) {
    names += concat(command->name, " ");
    cases += bash_case(*command);
  }
  return concat(
      "# Completion of blueprint for bash. Made by `blueprint completion bash`.\n"
      "_blueprint() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} words=\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    words='",
      names,
      "--help --version'\n"
      "  else\n"
      "    case ${COMP_WORDS[1]} in\n",
      cases,
      "    esac\n"
      "  fi\n"
      "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
      "}\n"
      "# Where nothing is suggested, bash suggests files.\n"
      "complete -o default -F _blueprint blueprint\n");
}

// `text` inside single quotes, with `special` characters escaped by a backslash.
std::string quoted(std::string_view text, std::string_view special) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
      continue;
    }
    if (special.find(c) != special.npos) result += '\\';
    result += c;
  }
  return result + "'";
}

// "'--out[where to]:DIR:_files'"
std::string zsh_option(const Option& option) {
  const std::string action = option.value.empty() ? ""
                             : option.choices.empty()
                                 ? concat(":", option.value, ":_files")
                                 : concat(":", option.value, ":(", listed(option.choices), ")");
  // The quotes of quoted() are taken off where it joins what is quoted already.
  const std::string doc = quoted(option.doc, "[]:");
  const std::string rest = concat("[", std::string_view(doc).substr(1, doc.size() - 2), "]", action, "'");
  if (option.letter.empty()) return concat("'", option.repeats ? "*" : "", option.name, rest);
  const std::string exclusion = option.repeats ? "*" : concat("(", option.letter, " ", option.name, ")");
  return concat("'", exclusion, "'{", option.letter, ",", option.name, "}'", rest);
}

std::string zsh_script() {
  std::string names;
  std::string cases;
  for (const Command* command : shown_commands()) {
    names += concat("    ", quoted(concat(command->name, ":", command->summary), ""), "\n");
    cases += concat("    ", command->name, ")\n      _arguments \\\n");
    for (const Option* option : options_of(*command))
      cases += concat("        ", zsh_option(*option), " \\\n");
    const std::string choices = listed(first_choices(*command));
    cases += concat("        '--help[print help]' '*:argument:",
                    choices.empty() ? "_files" : concat("(", choices, ")"), "' ;;\n");
  }
  return concat(
      "#compdef blueprint\n"
      "# Completion of blueprint for zsh. Made by `blueprint completion zsh`.\n"
      "_blueprint() {\n"
      "  local -a commands\n"
      "  commands=(\n",
      names,
      "  )\n"
      "  if ((CURRENT == 2)); then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local command=$words[2]\n"
      "  shift words\n"
      "  ((CURRENT--))\n"
      "  case $command in\n",
      cases,
      "  esac\n"
      "}\n"
      "if [ \"$funcstack[1]\" = _blueprint ]; then _blueprint \"$@\"; else compdef _blueprint blueprint; "
      "fi\n");
}

std::string fish_script() {
  std::string text =
      "# Completion of blueprint for fish. Made by `blueprint completion fish`.\n"
      "complete -c blueprint -n __fish_use_subcommand -f\n"
      "complete -c blueprint -n __fish_use_subcommand -l version -d 'print the version'\n"
      "complete -c blueprint -l help -s h -d 'print help'\n";
  for (const Command* command : shown_commands()) {
    text += concat("complete -c blueprint -n __fish_use_subcommand -f -a ", command->name, " -d ",
                   quoted(command->summary, ""), "\n");
    const std::string when =
        concat("complete -c blueprint -n '__fish_seen_subcommand_from ", command->name, "'");
    for (const Option* option : options_of(*command)) {
      text += concat(when, " -l ", option->name.substr(2));
      if (!option->letter.empty()) text += concat(" -s ", option->letter.substr(1));
      if (!option->value.empty()) text += " -r";
      if (!option->choices.empty()) text += concat(" -f -a '", listed(option->choices), "'");
      text += concat(" -d ", quoted(option->doc, ""), "\n");
    }
    const std::string choices = listed(first_choices(*command));
    if (!choices.empty()) text += concat(when, " -f -a '", choices, "'\n");
  }
  return text;
}

ExitCode run_completion(const Arguments& arguments, Console& console) {
  const std::string shell = arguments.value("SHELL");
  console.print(shell == "bash" ? bash_script() : shell == "zsh" ? zsh_script() : fish_script());
  return ExitCode::Ok;
}

}  // namespace

const Command kCompletion = {
    .name = "completion",
    .summary = "print what makes a shell complete this program's command lines",
    .positionals = kPositionals,
    .examples = kExamples,
    .run = run_completion,
};

}  // namespace blueprint::cli
