#include <sys/stat.h>

#include "session.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

TEST_CASE("fmt formats what is below the current folder, and names what it changed") {
  const Session session;
  session.folder.write("main.tf", "a=1\n");
  session.folder.write("good.tf", "a = 1\n");
  session.folder.write("deep/er/x.tfvars", "b   = 2\n");
  session.folder.write("deep/y.tftest.hcl", "c=3\n");
  session.folder.write(".terraform/z.tf", "d=4\n");
  session.folder.write("other.hcl", "e=5\n");
  const Outcome outcome = session.run({"fmt"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out == "deep/er/x.tfvars\ndeep/y.tftest.hcl\nmain.tf\n");
  CHECK(outcome.err.empty());
  CHECK(session.folder.read("main.tf") == "a = 1\n");
  CHECK(session.folder.read("deep/er/x.tfvars") == "b = 2\n");
  CHECK(session.folder.read(".terraform/z.tf") == "d=4\n");
  CHECK(session.folder.read("other.hcl") == "e=5\n");
  CHECK(session.run({"fmt"}).out.empty());
}

TEST_CASE("fmt keeps a file's permissions") {
  const Session session;
  session.folder.write("main.tf", "a=1\n");
  ::chmod((session.folder / "main.tf").c_str(), 0640);
  session.run({"fmt", "main.tf"});
  CHECK((std::filesystem::status(session.folder / "main.tf").permissions() & std::filesystem::perms::all) ==
        std::filesystem::perms(0640));
}

TEST_CASE("fmt --check and --diff write nothing; --check exits with 1") {
  const Session session;
  session.folder.write("main.tf", "a=1\n");
  const Outcome check = session.run({"fmt", "--check", "main.tf"});
  CHECK(check.code == 1);
  CHECK(check.out == "main.tf\n");
  const Outcome diff = session.run({"fmt", "--diff", "."});
  CHECK(diff.code == 0);
  CHECK(diff.out == "--- a/main.tf\n+++ b/main.tf\n@@ -1 +1 @@\n-a=1\n+a = 1\n");
  CHECK(session.run({"fmt", "--diff", "--check"}).code == 1);
  CHECK(session.run({"fmt", "--diff", "--color=always"}).out ==
        "\x1b[1m--- a/main.tf\x1b[0m\n\x1b[1m+++ b/main.tf\x1b[0m\n\x1b[36m@@ -1 +1 @@\x1b[0m\n"
        "\x1b[31m-a=1\x1b[0m\n\x1b[32m+a = 1\x1b[0m\n");
  CHECK(session.folder.read("main.tf") == "a=1\n");
}

TEST_CASE("fmt reads standard input for editors") {
  const Session session;
  CHECK(session.run({"fmt", "-"}, "a=1\n").out == "a = 1\n");
  CHECK(session.run({"fmt", "--stdin"}, "a=1\n").out == "a = 1\n");
  CHECK(session.run({"fmt", "-"}, "a=1").out == "a = 1\n");
  CHECK(session.run({"fmt", "-"}).out == "\n");
  CHECK(session.run({"fmt", "--check", "-"}, "a=1\n").code == 1);
  CHECK(session.run({"fmt", "--check", "-"}, "a=1\n").out.empty());
  const Outcome wrong = session.run({"fmt", "-"}, "a = [\n");
  CHECK(wrong.code == 1);
  CHECK(wrong.out.empty());
  CHECK(wrong.err.find(" --> <stdin>:") != std::string::npos);
}

TEST_CASE("a file with mistakes is named and left alone, and the others are formatted") {
  const Session session;
  session.folder.write("bad.tf", "a=[\n");
  session.folder.write("main.tf", "a=1\n");
  const Outcome outcome = session.run({"fmt"});
  CHECK(outcome.code == 1);
  CHECK(outcome.out == "main.tf\n");
  CHECK(outcome.err.starts_with("error[hcl/syntax]: "));
  CHECK(outcome.err.ends_with("\n1 error in 2 files\n"));
  CHECK(session.folder.read("bad.tf") == "a=[\n");
}

TEST_CASE("what fmt cannot read is a failure, also when the rest is fine") {
  const Session session;
  session.folder.write("main.tf", "a=1\n");
  const Outcome outcome = session.run({"fmt", "nothing.tf", "main.tf"});
  CHECK(outcome.code == 3);
  CHECK(outcome.out == "main.tf\n");
  CHECK(outcome.err == "error: cannot read nothing.tf: No such file or directory\n");
}

TEST_CASE("a file that is named twice is formatted once, in the order of the names") {
  const Session session;
  session.folder.write("b.tf", "a=1\n");
  session.folder.write("a.tf", "a=1\n");
  CHECK(session.run({"fmt", "b.tf", ".", "b.tf"}).out == "b.tf\na.tf\n");
}

TEST_CASE("the result does not depend on how many threads there are") {
  const Session session;
  std::string expected;
  for (int i = 100; i < 400; ++i) {
    session.folder.write(concat("f", std::to_string(i), ".tf"), "a=1\n");
    expected += concat("f", std::to_string(i), ".tf\n");
  }
  CHECK(session.run({"fmt", "--check"}).out == expected);
}

}  // namespace
}  // namespace blueprint::cli
