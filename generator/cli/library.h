// What a command reads before it starts: the library, and a blueprint.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/files.h"
#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::cli {

// Lays what --templates, --rules and --catalog name over what the program
// carries. False: something could not be read, and the console was told.
bool load_library(catalog::Library& library, const Arguments& arguments, Console& console);

// Reads a file whole, "-" being standard input. Nothing: the console was told.
std::optional<FileId> read_source(Sources& sources, const std::string& path, Console& console);

// Prints diagnostics in the format that --format asks for: JSON always to
// standard output, text where `to_output` says. Text says nothing when there is
// nothing to say, unless to standard output.
void print_report(const Arguments& arguments, Console& console, const Sources& sources,
                  const Diagnostics& diags, std::size_t files, bool to_output, std::vector<Span> hidden = {});

// The day by which support dates and waivers are judged: --today, or the real one.
std::string today(const Arguments& arguments, const Console& console);

}  // namespace blueprint::cli
