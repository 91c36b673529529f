// How the program ends; scripts rely on these.

#pragma once

namespace blueprint::cli {

enum class ExitCode {
  Ok = 0,
  Findings = 1,  // The input has errors, lint found something, or --check found a difference.
  Usage = 2,     // The command line is wrong.
  Failure = 3,   // The machine: something could not be read or written.
};

}  // namespace blueprint::cli
