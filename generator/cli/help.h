// The words of --help.

#pragma once

#include <string>

#include "cli/command.h"

namespace blueprint::cli {

std::string program_help();
std::string command_help(const Command& command);

// "blueprint fmt [OPTION]… [PATH]…"
std::string usage(const Command& command);
// "-o, --out DIR", and of positionals "PATH…".
std::string shown_name(const Option& option);
std::string shown_name(const Positional& positional);
// The doc, with its default and choices.
std::string shown_doc(const Option& option);

}  // namespace blueprint::cli
