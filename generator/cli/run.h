// The program, without a process around it.

#pragma once

#include <span>
#include <string>

#include "cli/console.h"
#include "cli/exit_code.h"

namespace blueprint::cli {

// Does what `words` (the command line without the program's name) say.
ExitCode run(std::span<const std::string> words, Console& console);

}  // namespace blueprint::cli
