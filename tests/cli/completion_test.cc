#include "cli/command.h"
#include "session.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

bool is_there(const char* program) {
  return std::system(concat("command -v ", program, " >/dev/null 2>&1").c_str()) == 0;
}

// What bash suggests for the last of the words.
std::string suggested(const Session& session, std::string_view words) {
  session.folder.write("complete.bash", session.run({"completion", "bash"}).out);
  session.folder.write("ask.bash", concat("source ./complete.bash\nCOMP_WORDS=(", words,
                                          ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_blueprint\n"
                                          "echo \"${COMPREPLY[*]}\" > answer\n"));
  REQUIRE(std::system("bash ask.bash") == 0);
  const std::string answer = session.folder.read("answer");
  return answer.substr(0, answer.size() - 1);
}

TEST_CASE("bash completes commands, options, their values, and positionals that are a choice") {
  const Session session;
  CHECK(suggested(session, "blueprint comple") == "completion");
  CHECK(suggested(session, "blueprint --v") == "--version");
  CHECK(suggested(session, "blueprint fmt --c") == "--check --color");
  CHECK(suggested(session, "blueprint fmt --color a") == "auto always");
  CHECK(suggested(session, "blueprint completion ''") == "bash fish zsh");
  CHECK(suggested(session, "blueprint fmt ma").empty());
}

TEST_CASE("the scripts are what their shells can read") {
  const Session session;
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Outcome outcome = session.run({"completion", shell});
    CHECK(outcome.code == 0);
    for (const Command* command : commands()) {
      if (!command->hidden) CHECK(outcome.out.find(command->name) != std::string::npos);
    }
    session.folder.write("script", outcome.out);
    if (is_there(shell)) CHECK(std::system(concat(shell, " -n script").c_str()) == 0);
  }
  if (is_there("shellcheck")) {
    session.folder.write("script", session.run({"completion", "bash"}).out);
    CHECK(std::system("shellcheck -s bash script") == 0);
  }
}

TEST_CASE("the manual page has every command, and roff has no complaint") {
  const Session session;
  const Outcome outcome = session.run({"man"});
  CHECK(outcome.out.starts_with(".TH BLUEPRINT 1 "));
  for (const Command* command : commands()) {
    if (!command->hidden) {
      CHECK(outcome.out.find(concat(".SS blueprint ", command->name, " ")) != std::string::npos);
    }
  }
  if (!is_there("groff")) return;
  session.folder.write("blueprint.1", outcome.out);
  CHECK(std::system("groff -man -Tutf8 -ww -z blueprint.1 > warnings 2>&1") == 0);
  CHECK(session.folder.read("warnings").empty());
}

}  // namespace
}  // namespace blueprint::cli
