#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "catalog/files.h"
#include "hcl/format.h"
#include "hcl/parse.h"
#include "lint/rule_set.h"
#include "session.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

namespace fs = std::filesystem;

bool is_formatted(const std::string& text) {
  Sources sources;
  Diagnostics diags;
  return hcl::format(diags, sources, sources.add("a.tf", text)).empty();
}

bool parses(const std::string& text) {
  Sources sources;
  Diagnostics diags;
  return !hcl::parse(diags, sources, sources.add("a.tf", text)).has_errors && diags.empty();
}

std::map<std::string, std::string> texts_below(const fs::path& folder) {
  std::map<std::string, std::string> texts;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".tf" || !entry.is_regular_file()) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    texts[entry.path().string()] = text.str();
  }
  return texts;
}

std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') result += c;
  }
  return result;
}

// What stands between empty lines, by what it says.
std::map<std::string, std::string> paragraphs(const std::string& text) {
  std::map<std::string, std::string> all;
  std::string paragraph;
  for (const std::string_view line : split(text, '\n')) {
    if (!trim(line).empty()) {
      paragraph += concat(line, "\n");
      continue;
    }
    all[squeezed(paragraph)] = paragraph;
    paragraph.clear();
  }
  all[squeezed(paragraph)] = paragraph;
  return all;
}

void check_fixed(const std::string& before, const std::string& after) {
  if (parses(before)) CHECK(parses(after));
  if (is_formatted(before)) {
    CHECK(is_formatted(after));
    return;
  }
  const auto old = paragraphs(before);
  for (const auto& [said, paragraph] : paragraphs(after)) {
    const auto same = old.find(said);
    if (same != old.end()) CHECK(same->second == paragraph);
  }
}

// Fixes all below the folder of the session, and again.
std::size_t check_fixes(const Session& session) {
  const auto before = texts_below(".");
  session.run({"lint", "--fix", "--no-ignore"});
  const auto after = texts_below(".");
  std::size_t changed = 0;
  for (const auto& [path, text] : before) {
    INFO(path);
    changed += text != after.at(path) ? 1 : 0;
    check_fixed(text, after.at(path));
  }
  session.run({"lint", "--fix", "--no-ignore"});
  CHECK(texts_below(".") == after);
  return changed;
}

TEST_CASE("fixes of what the rules' own examples do wrong break no file, and are done once") {
  Session session;
  Diagnostics diags;
  Sources sources;
  const catalog::Library library;
  lint::RuleSet rules(diags, sources, library);
  for (const std::string& id : rules.ids()) {
    const lint::Rule& rule = *rules.find(id);
    for (std::size_t i = 0; i < rule.bad.size(); ++i) {
      const std::string& text = rule.bad[i].text;
      if (text.find("apiVersion:") != text.npos || text.find("blueprint: 1") != text.npos) continue;
      session.folder.write(concat(id, "-", std::to_string(i), "/main.tf"), text);
    }
  }
  CHECK(check_fixes(session) > 60);
}

TEST_CASE("fixes of the linters' own cases break no file, and are done once") {
  const fs::path cases = fs::path(PROJECT_DIR) / "../shared/conformance/terraform/fixtures";
  if (!fs::exists(cases)) return;  // They come with the issue, not with the project.
  Session session;
  fs::copy(cases, fs::path("cases"), fs::copy_options::recursive);
  CHECK(check_fixes(session) > 100);
}

TEST_CASE("old syntax is made new, and means the same") {
  Session session;
  session.folder.write("main.tf", R"(variable "names" {
  type = "list"
}

locals {
  a = "${var.names}"
  b = "${var.x ? 1 : 2}" + 1
  c = { "${var.key}" = "${var.names.0}" }
  d = "${var.names[0]}"
  e = "a${var.key}"
}
)");
  session.run({"lint", "--fix", "--rule", "terraform/*"});
  CHECK(session.folder.read("main.tf") == R"(variable "names" {
  type = list(any)
}

locals {
  a = var.names
  b = (var.x ? 1 : 2) + 1
  c = { (var.key) = var.names[0] }
  d = var.names[0]
  e = "a${var.key}"
}
)");
}

TEST_CASE("files of Terraform's JSON form are fixed in their own form") {
  Session session;
  session.folder.write("main.tf.json", R"({
  "resource": {
    "aws_lb": { "web": { "name": "web", "desync_mitigation_mode": "monitor" } },
    "aws_instance": {
      "web": {
        "ami": "ami-1",
        "instance_type": "t3.micro"
      }
    },
    "aws_kms_key": {
      "a": { "enable_key_rotation": "${var.x}" },
      "b": {}
    },
    "aws_ecs_cluster": { "c": { "configuration": { "execute_command_configuration": { "logging": "NONE" } } } }
  }
}
)");
  session.run({"lint", "--fix", "--rule", "aws/lb-desync-monitored", "--rule", "aws/imds-v1", "--rule",
               "aws/kms-no-rotation", "--rule", "aws/ecs-exec-unlogged"});
  CHECK(session.folder.read("main.tf.json") == R"({
  "resource": {
    "aws_lb": { "web": { "name": "web", "desync_mitigation_mode": "defensive" } },
    "aws_instance": {
      "web": {
        "ami": "ami-1",
        "instance_type": "t3.micro",
        "metadata_options": {
          "http_tokens": "required"
        }
      }
    },
    "aws_kms_key": {
      "a": { "enable_key_rotation": "${var.x}" },
      "b": {"enable_key_rotation": true}
    },
    "aws_ecs_cluster": { "c": { "configuration": { "execute_command_configuration": { } } } }
  }
}
)");
}

}  // namespace
}  // namespace blueprint::cli
