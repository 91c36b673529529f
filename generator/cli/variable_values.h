// Values for Terraform's variables, from the command line.

#pragma once

#include <optional>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "support/source.h"
#include "terraform/folder.h"

namespace blueprint::cli {

// What `--var-file FILE` and then `--var NAME=VALUE` give, as files of values. A
// VALUE that is no number, true, false, null, list or object is a text, as it is
// to Terraform. nullopt when one cannot be read, and the console was told.
std::optional<std::vector<terraform::NamedFile>> variable_values(Sources& sources, const Arguments& arguments,
                                                                 Console& console);

}  // namespace blueprint::cli
