#include "session.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

TEST_CASE("lint leaves out what a comment silences, and says how much that is") {
  const Session session;
  session.folder.write("main.tf",
                       concat("# blueprint:ignore aws/security-group-open-ingress: a honeypot\n", kOpen));
  session.folder.write("old.tf", "# blueprint:ignore aws/kms-no-rotation: rotated by hand\n\nlocals {}\n");
  const Outcome one = session.run({"lint", "--rule", "aws/security-group-open-ingress"});
  CHECK(one.code == 0);
  CHECK(one.out == "no problems in 2 files; 1 silenced\n");
  const Outcome unused = session.run({"lint", "old.tf"});
  CHECK(unused.code == 1);
  CHECK(unused.out ==
        "warning[blueprint/ignore-unused]: nothing here is found by `aws/kms-no-rotation`\n"
        " --> old.tf:1:20\n"
        "  |\n"
        "1 | # blueprint:ignore aws/kms-no-rotation: rotated by hand\n"
        "  |                    ^^^^^^^^^^^^^^^^^^^\n"
        "help: remove it\n\n1 warning in 1 file\n");
}

TEST_CASE("lint obeys the configuration beside the files or above them") {
  const Session session;
  session.folder.write("a/b/main.tf", kOpen);
  session.folder.write("examples/main.tf", kOpen);
  session.folder.write(".blueprint.yaml",
                       "exclude: [examples]\nrules:\n  aws/security-group-open-ingress: info\n");
  CHECK(session.run({"lint", "--min", "info", "--rule", "aws/security-group-open-ingress"})
            .out.starts_with("info[aws/security-group-open-ingress]: "));
  CHECK(session.run({"lint", "--min", "warning", "a"}).out == "no problems in 1 file\n");
  CHECK(session.run({"lint", "examples/main.tf"}).out == "no problems in 0 files\n");
  CHECK(session.run({"lint", "--severity", "aws/security-group-open-i*=error"})
            .out.find("error[aws/security-group-open-ingress]") != std::string::npos);
  session.folder.write("a/.blueprint.yaml", "rules: { 'aws/*': off }\n");
  CHECK(session.run({"lint"}).out == "no problems in 1 file\n");
  session.folder.write("a/.blueprint.yaml", "rule: {}\n");
  const Outcome wrong = session.run({"lint"});
  CHECK(wrong.code == 2);
  CHECK(
      wrong.err.starts_with("error[config/unknown-key]: `rule` is unknown in the configuration\n"
                            " --> a/.blueprint.yaml:1:1\n"));
  CHECK(session.run({"lint", "--config", ".blueprint.yaml"}).code == 0);
  CHECK(session.run({"lint", "--config", "nothing.yaml"}).code == 3);
}

TEST_CASE("a convention is held to by who asks for it") {
  const Session session;
  const std::string_view text = "module \"my-net\" {\n  source = \"./net\"\n}\n";
  session.folder.write("main.tf", text);
  session.folder.write("old/main.tf", text);
  CHECK(session.run({"lint"}).out.starts_with("no problems"));
  CHECK(session.run({"lint", "--rule", "terraform_naming_convention"}).out.find("2 infos in 2 files") !=
        std::string::npos);
  session.folder.write(".blueprint.yaml",
                       "rules: { terraform/name-not-snake-case: warning }\n"
                       "paths: { old/: { rules: { terraform/*: off } } }\n");
  const Outcome asked = session.run({"lint"});
  CHECK(asked.out.find("main.tf:1:8") != std::string::npos);
  CHECK(asked.out.find("1 warning in 2 files") != std::string::npos);
}

TEST_CASE("lint leaves out what a baseline holds, and says what it need not hold any more") {
  const Session session;
  const std::string rule = "aws/security-group-open-ingress";
  session.folder.write("main.tf", kOpen);
  session.folder.write("other.tf", kOpen);
  const Outcome written = session.run({"lint", "--rule", rule, "--baseline-write", "known.json"});
  CHECK(written.code == 0);
  CHECK(written.out == "no problems in 2 files; 2 in the baseline\n");
  session.folder.write("main.tf", concat("# moved\n\n", kOpen));
  session.folder.write("other.tf", "");
  CHECK(session.run({"lint", "--rule", rule, "--baseline", "known.json"}).out ==
        "no problems in 2 files; 1 in the baseline, 1 entry of the baseline no longer found\n");
  CHECK(session.run({"lint", "--rule", rule, "--baseline", "known.json", "main.tf"}).out ==
        "no problems in 1 file; 1 in the baseline\n");
  session.folder.write(".blueprint.yaml", "baseline: known.json\n");
  CHECK(session.run({"lint", "--rule", rule, "main.tf"}).out == "no problems in 1 file; 1 in the baseline\n");
  CHECK(session.run({"lint", "--baseline", "nothing.json"}).code == 3);
}

TEST_CASE("a name of another linter means all the rules that it is") {
  const Session session;
  session.folder.write("main.tf", kOpen);
  const Outcome explained = session.run({"explain", "CKV_AWS_24"});
  CHECK(explained.out.find("aws/security-group-open-all: ") != std::string::npos);
  CHECK(explained.out.find("\n\naws/security-group-open-ssh: ") != std::string::npos);
  CHECK(session.run({"lint", "--skip", "aws/*"}).out.find("aws/") == std::string::npos);
}

TEST_CASE("a name of another linter may mean the findings about one argument") {
  const Session session;
  session.folder.write("main.tf",
                       "resource \"aws_ecs_service\" \"a\" {\n  name           = \"a\"\n"
                       "  launch_type    = \"SPOT\"\n  propagate_tags = \"ALL\"\n}\n");
  const std::string launch_type = "aws_ecs_service_invalid_launch_type";
  const auto found = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "lint");
    const std::string out = session.run(arguments).out;
    std::string names;
    for (const std::string_view name : {"launch_type", "propagate_tags"}) {
      if (out.find(concat("no value of `", name)) != std::string::npos) names += concat(name, " ");
    }
    return names;
  };
  CHECK(found({}) == "launch_type propagate_tags ");
  CHECK(found({"--rule", launch_type}) == "launch_type ");
  CHECK(found({"--rule", "aws/value-not-accepted", "--skip", launch_type}) == "propagate_tags ");
  CHECK(
      session.run({"lint", "--severity", concat(launch_type, "=info")}).out.find("info[aws/value-not-acc") !=
      std::string::npos);
  CHECK(session.run({"lint", "--rule", "aws_ecs_service_invalid_lunch_type"}).code == 2);
  CHECK(session.run({"explain", launch_type}).out.find("aws/value-not-accepted: ") != std::string::npos);
  session.folder.write(".blueprint.yaml", concat("rules: { ", launch_type, ": off }\n"));
  CHECK(found({}) == "propagate_tags ");
}

TEST_CASE("a comment on a call of a module is about what is found in it through this call") {
  const Session session;
  const std::string call = "module \"a\" {\n  source = \"./m\"\n}\n";
  session.folder.write("main.tf", concat("# trivy:ignore:AVD-AWS-0065\n", call));
  session.folder.write("m/main.tf", "resource \"aws_kms_key\" \"k\" {\n  enable_key_rotation = false\n}\n");
  CHECK(session.run({"lint", "--rule", "aws/kms-no-rotation"}).out == "no problems in 2 files; 1 silenced\n");
  session.folder.write("b.tf", "module \"b\" {\n  source = \"./m\"\n}\n");
  const Outcome other = session.run({"lint", "--rule", "aws/kms-no-rotation", "--format", "jsonl"});
  CHECK(other.out.find("\"subject\":\"module.b.aws_kms_key.k\"") != std::string::npos);
  session.folder.write("b.tf", "#trivy:ignore:*\nmodule \"b\" {\n  source = \"./m\"\n}\n");
  CHECK(session.run({"lint", "--rule", "aws/kms-no-rotation"}).out == "no problems in 3 files; 1 silenced\n");
}

TEST_CASE("the schema of the configuration knows the rules") {
  const Session session;
  const Outcome schema = session.run({"schema", "lint"});
  CHECK(schema.code == 0);
  CHECK(schema.out.find("\"aws/kms-no-rotation\": {") != std::string::npos);
}

}  // namespace
}  // namespace blueprint::cli
