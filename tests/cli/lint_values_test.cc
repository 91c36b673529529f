#include "session.h"

namespace blueprint::cli {
namespace {

// A rule that asks how long `var.days` is, over main.tf.
class Days {
 public:
  Days() {
    session.folder.write("main.tf",
                         "variable \"days\" {\n  description = \"d\"\n  type = number\n}\n"
                         "resource \"aws_kms_key\" \"k\" {\n  deletion_window_in_days = var.days\n}\n");
    session.folder.write("short.tfvars", "days = 7\n");
    session.folder.write("long.tfvars", "days = 30\n");
  }

  int code_with(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {"lint",       "main.tf",
                                          "--rule",     "aws/kms-deletion-window-short",
                                          "--severity", "aws/kms-deletion-window-short=warning"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return session.run(arguments).code;
  }

  Session session;
};

TEST_CASE("variables of roots take values from the command line") {
  const Days days;
  CHECK(days.code_with({}) == 0);
  CHECK(days.code_with({"--var", "days=7"}) == 1);
  CHECK(days.code_with({"--var-file", "short.tfvars"}) == 1);
  CHECK(days.code_with({"--var-file", "short.tfvars", "--var", "days=30"}) == 0);
  CHECK(days.code_with({"--var", "days"}) == 2);
  CHECK(days.code_with({"--var-file", "gone.tfvars"}) == 2);
}

TEST_CASE("variables of roots take values from the environment only when asked, and any other value wins") {
  Days days;
  days.session.environment = {"PATH=/bin", "TF_VAR_days=7", "TF_VAR_=1", "TF_VAR_other=[", "TF_VAR_none"};
  CHECK(days.code_with({}) == 0);
  CHECK(days.code_with({"--tf-var-env"}) == 1);
  CHECK(days.code_with({"--tf-var-env", "--var-file", "long.tfvars"}) == 0);
  CHECK(days.code_with({"--tf-var-env", "--var", "days=30"}) == 0);
  days.session.folder.write("x.auto.tfvars", "days = 30\n");
  CHECK(days.code_with({"--tf-var-env"}) == 0);
}

}  // namespace
}  // namespace blueprint::cli
