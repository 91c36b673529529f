#include <cstdlib>

#include "report/report.h"
#include "session.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

TEST_CASE("lint finds, with the place and exit code 1") {
  const Session session;
  session.folder.write("root/main.tf", kOpen);
  const Outcome outcome = session.run({"lint", "--rule", "aws/security-group-open-ingress"});
  CHECK(outcome.code == 1);
  CHECK(outcome.out.find("[aws/security-group-open-ingress]: ") != std::string::npos);
  CHECK(outcome.out.find(" --> root/main.tf:") != std::string::npos);
  CHECK(outcome.out.ends_with(" in 1 file\n"));
  CHECK(outcome.err.empty());
  CHECK(session.run({"lint", "--skip", "aws/security-group-open-ingress"}).out.find("open-ingress") ==
        std::string::npos);
}

TEST_CASE("a file is understood in its folder, and reported alone") {
  const Session session;
  session.folder.write("main.tf", "output \"size\" {\n  value = var.size\n}\n");
  session.folder.write("variables.tf", "variable \"size\" {}\nvariable \"gone\" {}\n");
  CHECK(session.run({"lint", "main.tf", "--skip", "terraform/no-backend"}).out == "no problems in 1 file\n");
  CHECK(session.run({"lint", "variables.tf", "--rule", "terraform/unused-declaration"})
            .out.starts_with("info[terraform/unused-declaration]: nothing refers to `var.gone`\n"
                             " --> variables.tf:2:1\n"));
}

TEST_CASE("what git ignores is left out") {
  const Session session;
  for (const std::string_view path : {"main.tf", "old/main.tf", "old/kept/main.tf", "deep/gen/main.tf",
                                      "deep/main.tf", "gen.tf", "deep/gen.tf"}) {
    session.folder.write(std::string(path), "locals {\n  a = 1\n}\n");
  }
  session.folder.write(".gitignore", "# what is made\ngen/\n/gen.tf\nold/*.tf\r\n");
  session.folder.write("deep/.gitignore", "*.tf\n!main.tf\n");
  const auto files = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"lint", "--rule", "aws/kms-no-rotation"});
    return session.run(arguments).out;
  };
  CHECK(files({}) == "no problems in 3 files\n");  // main.tf, old/kept/main.tf, deep/main.tf
  CHECK(files({"--no-ignore"}) == "no problems in 7 files\n");
  CHECK(files({"deep/gen.tf"}) == "no problems in 1 file\n");
}

TEST_CASE(
    "a Terraform file that is a link to nothing or cannot be read is a finding, and nothing is missed") {
  const Session session;
  session.folder.write("main.tf", "terraform {}\noutput \"o\" {\n  value = var.gone\n}\n");
  std::filesystem::create_symlink("../shared/variables.tf", session.folder / "variables.tf");
  std::filesystem::create_symlink("nothing", session.folder / "nothing.yaml");
  const Outcome outcome = session.run({"lint", "--rule", "terraform/undeclared-reference"});
  CHECK(outcome.code == 1);
  CHECK(outcome.err == "");
  CHECK(outcome.out.starts_with(
      "error[terraform/unreadable-file]: cannot read variables.tf: it is a link to nothing\n"
      " --> variables.tf:1:1\n"));
  CHECK(outcome.out.find("undeclared-reference") == std::string::npos);
  CHECK(session.run({"lint", "--format", "json"}).out.find("terraform/unreadable-file") != std::string::npos);
  std::filesystem::remove(session.folder / "variables.tf");
  session.folder.write("variables.tf", "variable \"gone\" {}\n");
  std::filesystem::permissions(session.folder / "variables.tf", std::filesystem::perms::none);
  if (::access((session.folder / "variables.tf").c_str(), R_OK) == 0) return;  // Root may read everything.
  CHECK(session.run({"lint", "--rule", "terraform/undeclared-reference"})
            .out.starts_with(
                "error[terraform/unreadable-file]: cannot read variables.tf: Permission denied\n"));
}

TEST_CASE("what .gitignore leaves out still declares names") {
  const Session session;
  session.folder.write(".git/config", "");
  session.folder.write(".gitignore", "local.tf\n");
  session.folder.write("main.tf", "terraform {}\noutput \"o\" {\n  value = var.here\n}\n");
  const auto found = [&] { return session.run({"lint", "--rule", "terraform/undeclared-reference"}).out; };
  CHECK(found().starts_with("error[terraform/undeclared-reference]: nothing declares `var.here`\n"));
  session.folder.write("local.tf", "variable \"here\" {}\noutput \"p\" {\n  value = var.there\n}\n");
  CHECK(found() == "no problems in 1 file\n");
}

TEST_CASE("lint without a finding says so, and exits with 0") {
  const Session session;
  session.folder.write("main.tf", "locals {\n  a = 1\n}\n");
  const Outcome outcome = session.run({"lint", "--rule", "aws/security-group-open-ingress", "main.tf"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out == "no problems in 1 file\n");
}

TEST_CASE("a finding names what is related to its place, also through an attachment") {
  const Session session;
  session.folder.write(
      "main.tf",
      "resource \"aws_iam_user\" \"jim\" {\n  name = \"jim\"\n}\n"
      "resource \"aws_iam_user\" \"joe\" {\n  name = \"joe\"\n}\n"
      "resource \"aws_iam_policy\" \"all\" {\n  policy = jsonencode({ Statement = { Effect = "
      "\"Allow\", Action = \"*\", Resource = \"*\" } })\n}\n"
      "resource \"aws_iam_user_policy_attachment\" \"jim\" {\n"
      "  user       = aws_iam_user.jim.name\n  policy_arn = aws_iam_policy.all.arn\n}\n");
  const std::string json = session.run({"lint", "--rule", "aws/iam-policy-admin", "--format", "json"}).out;
  CHECK(json.find("\"aws_iam_user.jim\"") != std::string::npos);
  CHECK(json.find("\"aws_iam_user_policy_attachment.jim\"") != std::string::npos);
  CHECK(json.find("joe") == std::string::npos);
}

TEST_CASE("lint prints the same with any number of threads") {
  const Session session;
  for (const std::string root : {"a", "b", "c", "d", "e"}) {
    std::string text = "module \"m\" {\n  source = \"../m\"\n  count = 3\n}\n";
    for (int i = 0; i < 300; ++i) {
      text += concat("resource \"aws_db_instance\" \"d", std::to_string(i),
                     "\" {\n  publicly_accessible = true\n  storage_encrypted = var.none\n}\n");
    }
    session.folder.write(root + "/main.tf", text);
  }
  session.folder.write("m/main.tf",
                       "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"B\"\n  acl = \"public-read\"\n}\n");
  for (const char* format : {"text", "json", "sarif"}) {
    const std::string one = session.run({"lint", "--format", format, "--jobs", "1"}).out;
    CHECK(one.find("aws/database-public") != std::string::npos);
    for (const char* jobs : {"2", "7"})
      CHECK(session.run({"lint", "--format", format, "--jobs", jobs}).out == one);
  }
  CHECK(session.run({"lint", "--jobs", "0"}).err ==
        "error: `--jobs 0` is no number of threads\nhelp: give a whole number from 1 on\n");
}

TEST_CASE("lint writes several reports at once") {
  const Session session;
  session.folder.write("main.tf", kOpen);
  const std::string rule = "aws/security-group-open-ingress";
  const Outcome both = session.run({"lint", "--rule", rule, "-o", "sarif=out/report.sarif", "-o", "github"});
  CHECK(both.code == 1);
  CHECK(both.out.starts_with("::error file=main.tf,line="));
  CHECK(session.folder.read("out/report.sarif").find("\"name\": \"Any port open to the internet\"") !=
        std::string::npos);
  const Outcome file_only = session.run({"lint", "--rule", rule, "-o", "csv=report.csv"});
  CHECK(file_only.out.empty());
  CHECK(file_only.err == "1 error in 1 file\n");
  CHECK(session.run({"lint", "-o", "text", "-o", "json"}).err ==
        "error: standard output has room for one report\n"
        "help: give the others a file: `-o FORMAT=FILE`\n");
  CHECK(session.run({"lint", "-o", "serif=x"}).err ==
        "error: `serif` is no format of reports\nhelp: did you mean `sarif`?\n");
  CHECK(session.run({"lint", "-o", "json="}).code == 2);
  for (const report::Format& format : report::formats()) {
    INFO(format.name);
    CHECK(session.run({"lint", "--format", std::string(format.name), "main.tf"}).code == 1);
  }
}

TEST_CASE("lint repairs what is certain, and reports what is left") {
  const Session session;
  const std::string before =
      "resource \"aws_kms_key\" \"a\" {\n  description = \"a\"\n}\n\n"
      "resource \"aws_kms_key\" \"b\" {\n  enable_key_rotation = var.rotate\n}\n\n"
      "variable \"rotate\" {\n  default = false\n}\n";
  session.folder.write("main.tf", before);
  const Outcome shown = session.run({"lint", "--fix", "--diff", "--rule", "aws/kms-no-rotation"});
  CHECK(shown.code == 1);
  CHECK(shown.out ==
        "--- a/main.tf\n+++ b/main.tf\n@@ -1,5 +1,6 @@\n resource \"aws_kms_key\" \"a\" {\n"
        "-  description = \"a\"\n+  description         = \"a\"\n+  enable_key_rotation = true\n }\n \n"
        " resource \"aws_kms_key\" \"b\" {\n");
  CHECK(session.folder.read("main.tf") == before);
  const Outcome fixed = session.run({"lint", "--fix", "--rule", "aws/kms-no-rotation"});
  CHECK(fixed.code == 1);
  CHECK(fixed.err == "fixed 1 finding in 1 file\n");
  CHECK(fixed.out.find("[aws/kms-no-rotation]: the material of `aws_kms_key.b` is never rotated\n") !=
        std::string::npos);
  CHECK(fixed.out.ends_with(" in 1 file\n"));
  CHECK(session.folder.read("main.tf").find("  enable_key_rotation = true\n}") != std::string::npos);
  CHECK(session.run({"lint", "--fix", "--rule", "aws/kms-no-rotation"}).err.empty());
  CHECK(session.run({"lint", "--diff"}).code == 2);
}

TEST_CASE("lint looks only at what changed since a commit") {
  const Session session;
  const auto git = [&](std::string_view words) {
    const std::string command =
        concat("git -c user.name=a -c user.email=a@b -c init.defaultBranch=main ", words, " >/dev/null 2>&1");
    REQUIRE(std::system(command.c_str()) == 0);
  };
  session.folder.write("live/main.tf", "module \"network\" {\n  source = \"../modules/network\"\n}\n");
  session.folder.write("modules/network/main.tf", "locals {\n  a = 1\n}\n");
  session.folder.write("other/main.tf", kOpen);
  session.folder.write("pod.yaml", "kind: Pod\napiVersion: v1\n");
  git("init");
  git("add .");
  git("commit -m one");
  const std::vector<std::string> lint = {"lint", "--rule", "aws/security-group-open-ingress",
                                         "--changed-since"};
  const auto since = [&](std::string ref) {
    std::vector<std::string> words = lint;
    words.push_back(std::move(ref));
    return session.run(words);
  };
  CHECK(since("HEAD").out == "no problems in 0 files\n");
  session.folder.write("modules/network/new.tf", "");
  CHECK(since("HEAD").out == "no problems in 3 files\n");
  git("add .");
  git("commit -m two");
  CHECK(since("HEAD").out == "no problems in 0 files\n");
  CHECK(since("HEAD~1").out == "no problems in 3 files\n");
  session.folder.write("other/main.tf", concat(kOpen, "\n"));
  CHECK(since("HEAD").out.ends_with("\n1 error in 1 file\n"));
  const Outcome unknown = since("nothing");
  CHECK(unknown.code == 3);
  CHECK(unknown.err.starts_with("error: git: fatal: "));
  CHECK(since("-x").code == 3);
}

TEST_CASE("lint asks the rules of a folder too") {
  const Session session;
  session.folder.write("main.tf", kOpen);
  session.folder.write("own/aws/named-web.yaml",
                       "title: Web\nseverity: info\ncategory: style\n"
                       "terraform:\n  - resource: aws_security_group\n    when: self.name == \"web\"\n"
                       "message: a name\nhelp: another name\nwhy: why\nbad: []\ngood: []\n");
  CHECK(session.run({"lint", "--rules", "own", "--rule", "aws/named-web"})
            .out.starts_with("info[aws/named-web]: a name\n"));
}

TEST_CASE("what follows -- is a path") {
  const Session session;
  session.folder.write("-x.tf", kOpen);
  CHECK(session.run({"lint", "--rule", "aws/security-group-open-ingress", "--", "-x.tf"})
            .out.ends_with("\n1 error in 1 file\n"));
  CHECK(session.run({"lint", "-x.tf"}).code == 2);
}

TEST_CASE("lint repairs JSON as it is laid out") {
  const Session session;
  const std::string text = R"({ "resource": { "aws_kms_key": { "a": { "description": "a" } } } })";
  session.folder.write("main.tf.json", text);
  const Outcome outcome =
      session.run({"lint", "--fix", "--rule", "aws/kms-no-rotation", "--format", "jsonl"});
  CHECK(outcome.out.empty());
  CHECK(session.folder.read("main.tf.json") ==
        R"({ "resource": { "aws_kms_key": { "a": { "description": "a", "enable_key_rotation": true } } } })");
}

TEST_CASE("lint says which rule was meant, and what could not be read") {
  const Session session;
  CHECK(session.run({"lint", "--rule", "aws/security-group-open-ingres"}).err ==
        "error: no rule is called `aws/security-group-open-ingres`\n"
        "help: did you mean `aws/security-group-open-ingress`?\n");
  const Outcome outcome = session.run({"lint", "nothing.tf"});
  CHECK(outcome.code == 3);
  CHECK(outcome.err == "error: cannot read nothing.tf: No such file or directory\n");
}

TEST_CASE("lint survives files of any kind") {
  const Session session;
  session.folder.write("binary.tf", std::string("\x00\xff\x01{{{", 6));
  session.folder.write("empty.tf", "");
  session.folder.write("binary.yaml", std::string("\x00\xff: [", 5));
  session.folder.write("empty.yaml", "");
  session.folder.write("bom.tf",
                       "\xEF\xBB\xBF"
                       "a = 1\r\n");
  CHECK(session.run({"lint"}).code == 1);
  const Outcome json = session.run({"lint", "--format", "json"});
  CHECK(json.code == 1);
  CHECK(json.out.starts_with("{\n  \"diagnostics\": ["));
}

TEST_CASE("rules are listed, explained, and tested on their own examples") {
  const Session session;
  CHECK(session.run({"rules"}).out.find("aws/security-group-open-ingress") != std::string::npos);
  CHECK(session.run({"rules", "--format", "json"}).out.starts_with("[\n  {\n    \"id\": \""));
  CHECK(session.run({"rules", "test", "rules/aws/security-group-open-ingress.yaml"}).out ==
        "no problems in 1 file\n");
  CHECK(session.run({"rules", "test", "aws/nothing"}).code == 2);
  const Outcome explained = session.run({"explain", "aws/security-group-open-ingress"});
  CHECK(explained.code == 0);
  CHECK(explained.out.starts_with("aws/security-group-open-ingress: "));
  CHECK(explained.out.find("\nbad\n    ") != std::string::npos);
  CHECK(explained.out.find("\ngood\n    ") != std::string::npos);
  CHECK(session.run({"explain", "nonsense"}).code == 2);
}

TEST_CASE("what is written beside a policy's document is told where it is written") {
  const Session session;
  session.folder.write("main.tf", R"(data "aws_iam_policy_document" "all" {
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "all" {
  policy = "${data.aws_iam_policy_document.all.json}"
}
)");
  const std::string out =
      session.run({"lint", "--rule", "terraform/old-interpolation", "--format", "csv"}).out;
  CHECK(out.find("main.tf,8,") != std::string::npos);
  CHECK(out.find("main.tf,2,") == std::string::npos);
}

TEST_CASE("what is wrong with a policy is told at its document, in JSON too") {
  const Session session;
  session.folder.write("main.tf.json", R"({
  "data": { "aws_iam_policy_document": { "all": { "statement": {
    "actions": ["s3:*"], "resources": ["*"]
  } } } },
  "resource": { "aws_iam_policy": { "all": {
    "policy": "${data.aws_iam_policy_document.all.json}"
  } } }
})");
  const std::string out = session.run({"lint", "--rule", "aws/iam-policy-star", "--format", "csv"}).out;
  CHECK(out.find("main.tf.json,2,") != std::string::npos);
  CHECK(out.find("main.tf.json,6,") == std::string::npos);
}

}  // namespace
}  // namespace blueprint::cli
