#include "cli/command.h"

namespace blueprint::cli {
namespace {

constexpr Example kExamples[] = {
    {.command = "blueprint version", .doc = "the same as `blueprint --version`"}};

ExitCode run_version(const Arguments&, Console& console) {
  console.print("blueprint " BLUEPRINT_VERSION "\n");
  return ExitCode::Ok;
}

}  // namespace

const Command kVersion = {
    .name = "version", .summary = "print the program's version", .examples = kExamples, .run = run_version};

}  // namespace blueprint::cli
