#include "secrets/search.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>

using namespace blueprint;

namespace {

constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kAlnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kDigits = "0123456789";

// Drawn the same way every time; no token stands in this file.
std::string drawn(std::size_t size, std::string_view of = kAlnum) {
  std::string text;
  std::uint64_t state = 88172645463325252u + size;
  for (std::size_t i = 0; i < size; ++i) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    text += of[std::size_t(state >> 33) % of.size()];
  }
  return text;
}

const secrets::Search& search() {
  static const catalog::Library library;
  static const secrets::Search search(library);
  return search;
}

// "check: secret" of each.
std::string found(const std::string& text) {
  std::string all;
  for (const secrets::Secret& secret : search().find(text)) {
    if (!all.empty()) all += "\n";
    all += std::string(secret.check) + ": " +
           text.substr(secret.range.begin, secret.range.end - secret.range.begin);
  }
  return all;
}

}  // namespace

TEST_CASE("a text alone may tell that it is a secret") {
  const std::string secrets[] = {
      "AKIAQ3EGRZ7MOCK4TEST",
      "key=ASIAQ3EGRZ7MOCK4TEST;",
      "ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5",
      "xoxb-123456789012-abcdefghij",
      "-----BEGIN PRIVATE KEY-----\n" + drawn(64) + "\n" + drawn(64) + "\n-----END PRIVATE KEY-----\n",
      "8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab91",
      "wJalrXUtnFEMIK7MDENGbPxRfiCYzQ9vT2sLpA4h",
  };
  for (const std::string& text : secrets) {
    INFO(text);
    CHECK(search().is_secret(text));
  }
  const std::string_view others[] = {
      "",
      "hello world",
      "AKIAIOSFODNN7EXAMPLE",
      "MAKIAQ3EGRZ7MOCK4TEST",
      "-----BEGIN PRIVATE KEY-----",
      "-----BEGIN PUBLIC KEY-----",
      "-----BEGIN CERTIFICATE-----",
      "arn:aws:iam::123456789012:role/some-role-with-a-long-name",
      "00000000000000000000000000000000",
      "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
      "AmazonEC2ContainerRegistryReadOnlyPolicyForEverything",
      "this-is-a-very-long-resource-name-with-words-in-it",
      "/aws/lambda/some-function-name-that-is-long/and-more",
  };
  for (const std::string_view text : others) {
    INFO(text);
    CHECK(!search().is_secret(text));
  }
}

TEST_CASE("tokens are known by their form, in any text, and the place is exact") {
  struct Row {
    std::string check, before, token;
  };
  const Row rows[] = {
      {"aws-access-key", "key ", "AKIA" + drawn(16, kUpper)},
      {"aws-access-key", "secret_key: ", drawn(40)},
      {"aws-access-key", "\"SecretAccessKey\": \"", drawn(40)},
      {"azure-key", "AccountName=x;AccountKey=", drawn(86) + "=="},
      {"github-token", "# ", "ghp_" + drawn(36)},
      {"github-token", "https://x:", "github_pat_" + drawn(22) + "_" + drawn(59)},
      {"gitlab-token", "", "glpat-" + drawn(20)},
      {"google-key", "key=", "AIza" + drawn(35)},
      {"google-key", "", "GOCSPX-" + drawn(28)},
      {"json-web-token", "Bearer ", "eyJ" + drawn(20) + ".eyJ" + drawn(40) + "." + drawn(43)},
      {"mail-service-key", "", "SG." + drawn(22) + "." + drawn(43)},
      {"mail-service-key", "", drawn(32, kHex) + "-us6"},
      {"package-registry-token", "_authToken=", "npm_" + drawn(36)},
      {"package-registry-token", "", "pypi-AgEIcHlwaS5vcmc" + drawn(80)},
      {"package-registry-token", "", "dckr_pat_" + drawn(27)},
      {"payment-key", "", "sk_live_" + drawn(24)},
      {"slack-token", "", "xoxb-" + drawn(12, kDigits) + "-" + drawn(24)},
      {"slack-token", "https://hooks.slack.com/services/",
       "T" + drawn(8, kUpper) + "/B" + drawn(8, kUpper) + "/" + drawn(24)},
      {"telephony-key", "twilio: ", "SK" + drawn(32, kHex)},
      {"service-token", "", "dop_v1_" + drawn(64, kHex)},
      {"service-token", "HEROKU_API_KEY=",
       drawn(8, kHex) + "-" + drawn(4, kHex) + "-4" + drawn(3, kHex) + "-a" + drawn(3, kHex) + "-" +
           drawn(12, kHex)},
      {"service-token", "", drawn(14) + ".atlasv1." + drawn(65)},
      {"service-token", "token ", "hvs." + drawn(24)},
      {"url-credentials", "postgres://orders:", "k3Wq-71xPz"},
      {"password", "db_password = \"", "k3Wq71xPzR"},
      {"password", "DB_PASSWORD=", "k3Wq71xPzR"},
      {"password", "\"dbPassword\": \"", "k3Wq71xPzR"},
      {"password", "name: DB_PASSWORD\n  value: ", "k3Wq71xPzR"},
      {"password", "{ name = \"DB_PASSWORD\", value = \"", "k3Wq71xPzR"},
      {"password", "mysql --password ", "k3Wq71xPzR"},
      {"password", "password_value: '\"", "k3Wq71xPzR"},
      {"password", "admin_password = \"", "P@$$w0rd1234!"},
      {"token", "api_key: ", drawn(32, kHex)},
      {"token", "client_secret = \"", drawn(28)},
      {"token", "x = \\\"auth_token\\\": \\\"", drawn(28)},
      {"random-text", "broker = \"", drawn(44)},
  };
  for (const Row& row : rows) {
    const bool is_url = row.check == "url-credentials" || row.before == "https://x:";
    const std::string after = is_url                         ? "@host"
                              : row.before.ends_with("\\\"") ? "\\\""
                              : row.before.ends_with('"')    ? "\""
                                                             : "\n";
    INFO(row.before << row.token);
    CHECK(found(row.before + row.token + after) == row.check + ": " + row.token);
    CHECK(found("é\n" + row.before + row.token + after + " # on") == row.check + ": " + row.token);
  }
}

TEST_CASE("the default of a variable is a value of its name") {
  CHECK(found("variable \"db_password\" {\n  type    = string\n  default = \"k3Wq71xPzR\"\n}\n") ==
        "password: k3Wq71xPzR");
  CHECK(
      found(
          "variable \"db_password\" {\n  type = string\n}\nvariable \"x\" {\n  default = \"k3Wq71xPzR\"\n}\n")
          .empty());
}

TEST_CASE("a private key is found as a whole, and an ellipsis is none") {
  const std::string key = "-----BEGIN RSA PRIVATE KEY-----\n" + drawn(64) + "\n" + drawn(60) +
                          "==\n-----END RSA PRIVATE KEY-----";
  CHECK(found("x = <<EOT\n" + key + "\nEOT\n") == "private-key: " + key);
  CHECK(found("-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----").empty());
  CHECK(found("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC...\n").empty());
  CHECK(found("-----BEGIN PRIVATE KEY-----\n${var.key}\n-----END PRIVATE KEY-----").empty());
  CHECK(found("-----BEGIN PUBLIC KEY-----\n" + drawn(64) + "\n-----END PUBLIC KEY-----").empty());
}

TEST_CASE("what is no secret is left alone") {
  const std::string none[] = {
      "access_key = \"AKIAIOSFODNN7EXAMPLE\"",
      "secret_key = \"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"",
      "AKIAXXXXXXXXXXXXXXXX",
      "token = \"ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
      "xAKIA" + drawn(16, kUpper),
      "password = var.db_password",
      "password = random_password.db2[0].result1",
      "password = \"${var.db_password}1\"",
      "secret_string = pagerduty_service_integration.cloudwatch[0].integration_key",
      "password = jsondecode(data.aws_secretsmanager_secret_version.db1.secret_string)[\"password\"]",
      "client_secret = jsondecode(data.aws_secretsmanager_secret_version.entra[0].secret_string)[\"secret\"]",
      "password: {{ .Values.password1 }}",
      "password: $DB_PASSWORD1",
      "password = \"changeme123\"",
      "password = \"password1\"",
      "password = \"<your-password-1>\"",
      "password = \"orders-db-2024\"",
      "password = \"12345678\"",
      "password = \"****\"",
      "password_hash = \"" + drawn(40) + "\"",
      "password = \"$2y$10$" + drawn(53) + "\"",
      "minimum_password_length = 14",
      "secret_arn = \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-" + drawn(6) + "\"",
      "secret: orders-tls-2024",
      "secretName: k3Wq71xPzRk3Wq71xPzR",
      "token = \"123e4567-e89b-12d3-a456-426614174000\"",
      "token_file: /var/run/secrets/kubernetes.io/token1",
      "api_key = \"projects/455826092000/secrets/Key/versions/1\"",
      "sha256: " + drawn(64, kHex),
      "source_code_hash = \"" + drawn(43) + "=\"",
      "image = \"repo@sha256:" + drawn(64, kHex) + "\"",
      "ami = \"ami-0abcdef1234567890\"",
      "key = \"ssh-rsa AAAAB3NzaC1yc2E" + drawn(100) + "\"",
      "sid = \"AWSCloudTrailPutLogEvents20141101\"",
      "url = \"https://user:password@example.com\"",
      "url = \"https://$USER:$PASSWORD@host\"",
      "url = \"postgres://host:5432/db?x=a@b\"",
      "bypass = \"k3Wq71xPzR\"",
      "compass: k3Wq71xPzR",
      "data: {password: Y2hhbmdlbWU=}",
  };
  for (const std::string& text : none) {
    INFO(text);
    CHECK(found(text + "\n").empty());
  }
}

TEST_CASE("of two that overlap the one that says more is told") {
  CHECK(found("api_token = \"ghp_" + drawn(36) + "\"") == "github-token: ghp_" + drawn(36));
  CHECK(found("a = \"glpat-" + drawn(20) + "\" # b = \"k\"; password = 'k3Wq71xPzR'") ==
        "gitlab-token: glpat-" + drawn(20) + "\npassword: k3Wq71xPzR");
}

TEST_CASE("the first characters of a long secret may be shown") {
  CHECK(secrets::masked("hunter2") == "****");
  CHECK(secrets::masked("ghp_" + drawn(36)) == "ghp_****");
}

TEST_CASE("hostile texts take time in proportion to their length") {
  for (const std::string& piece :
       {std::string("password="), std::string("eyJ"), std::string("-----BEGIN "), std::string("://a:"),
        std::string("password: k3Wq71xPzR\n"), std::string("secret_key "),
        std::string("variable \"password\" {\n"), std::string("name: password\n"), std::string("twilio "),
        std::string("-us1"), std::string("a"), std::string("-----BEGIN PRIVATE KEY-----\n")}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    const auto start = std::chrono::steady_clock::now();
    search().find(text);
    INFO(piece);
    // Seconds with sanitizers; what grows faster than the text takes hours.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
  }
}
