#include "cli/run.h"

#include <catch2/catch.hpp>

#include "cli/command.h"
#include "cli/help.h"
#include "golden.h"
#include "session.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

TEST_CASE("every command has a summary, an example, and help that stays as it is") {
  check_golden("help/blueprint.txt", program_help());
  for (const Command* command : commands()) {
    INFO(command->name);
    CHECK(!command->summary.empty());
    CHECK(!command->examples.empty());
    for (const Option* option : options_of(*command)) CHECK(!option->doc.empty());
    if (!command->hidden) check_golden(concat("help/", command->name, ".txt"), command_help(*command));
  }
}

TEST_CASE("--help and help print the same, to standard output") {
  const Session session;
  CHECK(session.run({"--help"}).out == program_help());
  CHECK(session.run({"help"}).out == program_help());
  const std::string fmt = command_help(*find_command("fmt"));
  CHECK(session.run({"fmt", "--help"}).out == fmt);
  CHECK(session.run({"fmt", "--nonsense", "-h"}).out == fmt);
  CHECK(session.run({"help", "fmt"}).out == fmt);
  CHECK(session.run({"fmt", "--help"}).code == 0);
}

TEST_CASE("a wrong command line is told from wrong input by exit code 2, and what was meant is suggested") {
  const Session session;
  const auto complaint = [&](std::vector<std::string> words) {
    const Outcome outcome = session.run(std::move(words));
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  CHECK(complaint({}) == program_help());
  CHECK(complaint({"fnt"}) == "error: unknown command `fnt`\nhelp: did you mean `fmt`?\n");
  CHECK(complaint({"xyzzy"}) ==
        "error: unknown command `xyzzy`\nhelp: `blueprint --help` lists the commands\n");
  CHECK(complaint({"--verbose"}) ==
        "error: unknown option `--verbose`\nhelp: `blueprint --help` lists the commands\n");
  CHECK(complaint({"help", "nothing"}).starts_with("error: unknown command `nothing`\n"));
  CHECK(complaint({"fmt", "--chek"}) == "error: unknown option `--chek`\nhelp: did you mean `--check`?\n");
  CHECK(complaint({"fmt", "--chek=1"}) == "error: unknown option `--chek`\nhelp: did you mean `--check`?\n");
  CHECK(complaint({"fmt", "-z"}) == "error: unknown option `-z`\nhelp: see `blueprint fmt --help`\n");
  CHECK(complaint({"fmt", "--color", "allways"}) ==
        "error: `allways` is not a value of `--color`\nhelp: did you mean `always`?\n");
  CHECK(complaint({"fmt", "--color", "x"}) ==
        "error: `x` is not a value of `--color`\nhelp: use one of auto, always, never\n");
  CHECK(complaint({"fmt", "--color", "never", "--color", "never"}) ==
        "error: `--color` is given more than once\n");
  CHECK(complaint({"completion"}) == "error: `SHELL` is missing\nhelp: see `blueprint completion --help`\n");
  CHECK(complaint({"completion", "csh"}) ==
        "error: `csh` is not a value of `SHELL`\nhelp: did you mean `zsh`?\n");
  CHECK(complaint({"version", "extra"}) ==
        "error: unexpected argument `extra`\nhelp: see `blueprint version --help`\n");
  CHECK(complaint({"init", "a.yaml", "b.yaml"}) ==
        "error: unexpected argument `b.yaml`\nhelp: see `blueprint init --help`\n");
  CHECK(complaint({"fmt", "--color"}).starts_with("error: "));
  CHECK(complaint({"\x1b[31m"}).starts_with("error: unknown command `␛[31m`\n"));
}

TEST_CASE("the version is the project's") {
  const Session session;
  CHECK(session.run({"--version"}).out == "blueprint " BLUEPRINT_VERSION "\n");
  CHECK(session.run({"version"}).out == "blueprint " BLUEPRINT_VERSION "\n");
}

TEST_CASE("output that cannot be written is a failure of the machine") {
  const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
  const Descriptor nowhere(::open("/dev/null", O_RDWR | O_CLOEXEC));
  Console console({.in = nowhere.get(), .out = full.get(), .err = nowhere.get()}, {});
  const std::vector<std::string> words = {"--help"};
  CHECK(run(words, console) == ExitCode::Failure);
}

TEST_CASE("a starter is written once, and never over something") {
  const Session session;
  CHECK(session.run({"init"}).err == "wrote blueprint.yaml; next: blueprint gen blueprint.yaml -o out/\n");
  CHECK(session.folder.read("blueprint.yaml") == session.run({"init", "--stdout"}).out);
  session.folder.write("mine.yaml", "mine");
  const Outcome second = session.run({"init", "mine.yaml"});
  CHECK(second.code == 3);
  CHECK(second.err == "error: mine.yaml exists already\nhelp: name another file, or remove this one\n");
  CHECK(session.folder.read("mine.yaml") == "mine");
}

}  // namespace
}  // namespace blueprint::cli
