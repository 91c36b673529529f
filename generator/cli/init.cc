#include <filesystem>

#include "cli/command.h"
#include "cli/starter.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr Positional kPositionals[] = {{.name = "FILE", .doc = "what to call it (default: blueprint.yaml)"}};

constexpr Option kOptions[] = {{.name = "--stdout", .doc = "print it instead of writing a file"}};

constexpr Example kExamples[] = {
    {.command = "blueprint init", .doc = "write blueprint.yaml, to be read and changed"},
    {.command = "blueprint init platform.yaml && blueprint gen platform.yaml -o out/",
     .doc = "see what it makes"},
};

ExitCode run_init(const Arguments& arguments, Console& console) {
  if (arguments.has("--stdout")) {
    console.print(kStarter);
    return ExitCode::Ok;
  }
  const std::string path = arguments.has("FILE") ? arguments.value("FILE") : "blueprint.yaml";
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, error))) {
    console.complain(concat(path, " exists already"), "name another file, or remove this one");
    return ExitCode::Failure;
  }
  if (const auto failed = write_file(path, kStarter)) {
    console.complain(failed->message);
    return ExitCode::Failure;
  }
  console.note(concat("wrote ", path, "; next: blueprint gen ", path, " -o out/\n"));
  return ExitCode::Ok;
}

}  // namespace

const Command kInit = {
    .name = "init",
    .summary = "write a commented blueprint to start from",
    .details = "The blueprint compiles as it is. A file that exists is never overwritten.",
    .positionals = kPositionals,
    .options = kOptions,
    .examples = kExamples,
    .run = run_init,
};

}  // namespace blueprint::cli
