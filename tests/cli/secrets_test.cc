#include "report/report.h"
#include "session.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

// Put together here, so that no token stands in this file.
const std::string kToken = concat("ghp_", "8sKd02LmQ94hTzXc71VbNw5RyJfGp3AeUoiB");
const std::string kPassword = "k3Wq71xPzR";
const std::string kKey = "x9Tq27LmZpAVbcK48sWdYnRhGfJe05UoXiBtQwMz";

void write_files(const Session& session) {
  session.folder.write("main.tf", concat("# token ", kToken, R"(
variable "db_password" {
  type    = string
  default = ")",
                                         kPassword, R"("
}

resource "aws_db_instance" "orders" {
  password            = ")",
                                         kPassword, R"("; publicly_accessible = true
  storage_encrypted = false
}

resource "aws_security_group" "web" {
  name = "web ${undeclared.)",
                                         kPassword, R"(}"
  ingress { description = ")",
                                         kPassword, R"("
    cidr_blocks = ["0.0.0.0/0"] # password: )",
                                         kPassword, R"(
  }
}

resource "aws_kms_key" "this" {
  enable_key_rotation = false # )",
                                         kToken, R"(
}

resource "aws_instance" "web" {
  user_data = templatefile("${path.module}/scripts/start.sh", {})
}
)"));
  session.folder.write("scripts/start.sh", concat("#!/bin/sh\nexport AWS_SECRET_ACCESS_KEY=", kKey, "\n"));
  session.folder.write("x.auto.tfvars", concat("db_password = \"", kPassword, "\"\n"));
  session.folder.write("values.yaml", concat("github:\n  token: ", kToken, "\n"));
  session.folder.write("broken.tf.json", concat("{\"locals\": {\"api\": \"", kToken, "\" \"x\": 1}}"));
  session.folder.write("terraform.tfplan.json", "{}");
}

void check_hidden(const Outcome& outcome) {
  for (const std::string& secret : {kToken, kPassword, kKey}) {
    // The first four characters of long ones may be shown.
    const std::string hidden = secret.substr(secret.size() >= 16 ? 4 : 0);
    CHECK(outcome.out.find(hidden) == std::string::npos);
    CHECK(outcome.err.find(hidden) == std::string::npos);
  }
}

TEST_CASE("secrets are found in every text, each at its place") {
  const Session session;
  write_files(session);
  const std::string out = session.run({"lint", "--rule", "secrets/*", "--format", "csv"}).out;
  for (const std::string_view place :
       {"main.tf,1,9,", "main.tf,4,14,", "main.tf,8,26,", "main.tf,15,45,", "main.tf,20,33,",
        "scripts/start.sh,2,30,", "x.auto.tfvars,1,16,", "values.yaml,2,10,", "broken.tf.json,1,21,"}) {
    INFO(place << out);
    CHECK(out.find(place) != std::string::npos);
  }
}

TEST_CASE("no report shows a secret, whether it is reported or not") {
  const Session session;
  write_files(session);
  for (const report::Format& format : report::formats()) {
    INFO(format.name);
    check_hidden(session.run({"lint", "--format", std::string(format.name)}));
    check_hidden(session.run({"lint", "--skip", "secrets/*", "--format", std::string(format.name)}));
  }
  check_hidden(session.run({"lint", "--fix", "--diff"}));
  session.run({"lint", "--baseline-write", "known.json"});
  check_hidden({.out = session.folder.read("known.json")});
}

TEST_CASE("a comment accepts a secret like anything else") {
  const Session session;
  session.folder.write(
      "main.tf", concat("locals {\n  # blueprint:ignore secrets/github-token: revoked long ago\n  x = \"",
                        kToken, "\"\n}\n"));
  CHECK(session.run({"lint", "--rule", "secrets/*"}).out == "no problems in 1 file; 1 silenced\n");
}

TEST_CASE("what a rule about an argument has told is not told again as text") {
  const Session session;
  session.folder.write("main.tf", concat("provider \"aws\" {\n  secret_key = \"", kKey, "\"\n}\n"));
  const std::string out = session.run({"lint"}).out;
  CHECK(out.find("[aws/provider-credentials]") != std::string::npos);
  CHECK(out.find("[secrets/aws-access-key]") == std::string::npos);
  CHECK(session.run({"lint", "--rule", "CKV_SECRET_2"}).out.find("[secrets/aws-access-key]") !=
        std::string::npos);
}

}  // namespace
}  // namespace blueprint::cli
