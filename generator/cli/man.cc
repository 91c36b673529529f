#include "cli/command.h"
#include "cli/help.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr Example kExamples[] = {
    {.command = "blueprint man > blueprint.1", .doc = "what `cmake --install` does"}};

// Text that roff prints as it is.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else if (c == '\'' && result.empty())
      result += "\\&'";
    else if (c == '.' && (result.empty() || result.back() == '\n'))
      result += "\\&.";
    else
      result += c;
  }
  return result;
}

std::string bold(std::string_view text) { return concat("\\fB", plain(text), "\\fR"); }

std::string item(std::string_view name, std::string_view doc) {
  return concat(".TP\n", bold(name), "\n", plain(doc), "\n");
}

std::string section(const Command& command) {
  std::string text = concat(".SS ", plain(usage(command)), "\n", plain(command.summary), "\n");
  if (!command.details.empty()) text += concat(".PP\n", plain(command.details), "\n");
  for (const Positional& positional : command.positionals)
    text += item(shown_name(positional), positional.doc);
  for (const Option* option : options_of(command))
    text += item(trim(shown_name(*option)), shown_doc(*option));
  for (const Example& example : command.examples) {
    text +=
        concat(".PP\nExample: ", plain(example.doc), "\n.RS\n.EX\n", plain(example.command), "\n.EE\n.RE\n");
  }
  return text;
}

std::string page() {
  std::string text =
      concat(".TH BLUEPRINT 1 \"\" \"blueprint " BLUEPRINT_VERSION
             "\" \"User Commands\"\n"
             ".SH NAME\nblueprint \\- compile infrastructure blueprints, and check infrastructure code\n"
             ".SH SYNOPSIS\n.B blueprint\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...\n"
             ".SH DESCRIPTION\n"
             "Compiles short descriptions of platforms on AWS and Kubernetes to Terraform, Helm and "
             "Kubernetes files, and\n"
             "checks infrastructure code. It needs no network and no credentials.\n"
             ".SH COMMANDS\n");
  for (const Command* command : commands()) {
    if (!command->hidden) text += section(*command);
  }
  return concat(text, ".SH EXIT STATUS\n", item("0", "All is well."),
                item("1", "The input has errors, or something was found."),
                item("2", "The command line is wrong."), item("3", "A file could not be read or written."),
                ".SH ENVIRONMENT\n",
                item("NO_COLOR", "When set and not empty, nothing is coloured unless --color says so."));
}

ExitCode run_man(const Arguments&, Console& console) {
  console.print(page());
  return ExitCode::Ok;
}

}  // namespace

const Command kMan = {.name = "man",
                      .summary = "print the manual page, in roff",
                      .examples = kExamples,
                      .hidden = true,
                      .run = run_man};

}  // namespace blueprint::cli
