#include "cli/help.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr std::size_t kWidth = 100;

using Rows = std::vector<std::pair<std::string, std::string>>;

// Text broken at spaces; every line after the first is indented.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string result;
  std::size_t column = indent;
  for (const std::string_view word : split(text, ' ')) {
    if (column > indent && column + 1 + word.size() > kWidth) {
      result += concat("\n", std::string(indent, ' '));
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
  }
  return result;
}

std::string table(std::string_view title, const Rows& rows) {
  if (rows.empty()) return {};
  std::size_t widest = 0;
  for (const auto& [name, doc] : rows) widest = std::max(widest, name.size());
  std::string text = concat("\n", title, "\n");
  for (const auto& [name, doc] : rows) {
    text += concat("  ", name, std::string(widest - name.size() + 3, ' '), wrapped(doc, widest + 5), "\n");
  }
  return text;
}

}  // namespace

std::string shown_name(const Option& option) {
  return concat(option.letter.empty() ? "    " : concat(option.letter, ", "), option.name,
                option.value.empty() ? "" : " ", option.value);
}

std::string shown_name(const Positional& positional) {
  return concat(positional.name, positional.repeats ? "..." : "");
}

std::string shown_doc(const Option& option) {
  std::string doc(option.doc);
  if (!option.choices.empty()) {
    doc += " (";
    for (const std::string_view choice : option.choices) {
      doc += concat(choice == option.choices.front() ? "" : ", ", choice);
    }
    doc += option.default_value.empty() ? ")" : concat("; default ", option.default_value, ")");
  } else if (!option.default_value.empty()) {
    doc += concat(" (default ", option.default_value, ")");
  }
  return doc;
}

std::string usage(const Command& command) {
  std::string text = concat("blueprint ", command.name, " [OPTION]...");
  for (const Positional& positional : command.positionals) {
    const std::string name = shown_name(positional);
    text += positional.required ? concat(" ", name) : concat(" [", name, "]");
  }
  return text;
}

std::string command_help(const Command& command) {
  std::string text =
      concat("blueprint ", command.name, ": ", command.summary, "\n\nusage: ", usage(command), "\n");
  if (!command.details.empty()) {
    text += '\n';
    for (const std::string_view paragraph : split(command.details, '\n')) {
      text += concat(wrapped(paragraph, 0), "\n");
    }
  }
  Rows positionals;
  for (const Positional& positional : command.positionals) {
    positionals.emplace_back(shown_name(positional), positional.doc);
  }
  Rows options;
  for (const Option* option : options_of(command))
    options.emplace_back(shown_name(*option), shown_doc(*option));
  options.emplace_back("-h, --help", "print this help");
  text += table("arguments", positionals) + table("options", options);
  text += "\nexamples\n";
  for (const Example& example : command.examples) {
    text += concat("  ", example.command, "\n      ", wrapped(example.doc, 6), "\n");
  }
  return text;
}

std::string program_help() {
  std::string text =
      "blueprint compiles short descriptions of platforms on AWS and Kubernetes to Terraform, Helm and\n"
      "Kubernetes files, and checks infrastructure code.\n\n"
      "usage: blueprint COMMAND [OPTION]... [ARGUMENT]...\n";
  Rows rows;
  for (const Command* command : commands()) {
    if (!command->hidden) rows.emplace_back(command->name, command->summary);
  }
  text += table("commands", rows);
  text +=
      "\n`blueprint COMMAND --help` explains a command, with examples.\n"
      "\nexit codes\n"
      "  0   all is well\n"
      "  1   the input has errors, or something was found\n"
      "  2   the command line is wrong\n"
      "  3   a file could not be read or written\n";
  return text;
}

}  // namespace blueprint::cli
