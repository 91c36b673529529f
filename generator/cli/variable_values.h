// Values for Terraform's variables, from the command line and the environment.

#pragma once

#include <optional>

#include "cli/arguments.h"
#include "cli/console.h"
#include "support/source.h"
#include "terraform/folder.h"

namespace blueprint::cli {

// What `--var-file FILE` and `--var NAME=VALUE` give and, with `--tf-var-env`, the
// environment (TF_VAR_NAME=VALUE), which is not looked at otherwise. nullopt when
// one cannot be read, and the console was told.
std::optional<terraform::GivenValues> variable_values(Sources& sources, const Arguments& arguments,
                                                      Console& console);

}  // namespace blueprint::cli
