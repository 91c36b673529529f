#include "eval/functions/function.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>

#include <catch2/catch.hpp>

#include "eval/evaluated.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// `terraform metadata functions` of Terraform 1.11.4, without the core:: doubles.
constexpr std::string_view kTerraform =
    "abs abspath alltrue anytrue base64decode base64encode base64gzip base64sha256 base64sha512 basename "
    "bcrypt "
    "can ceil chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact "
    "concat "
    "contains csvdecode dirname distinct element endswith ephemeralasnull file filebase64 filebase64sha256 "
    "filebase64sha512 fileexists filemd5 fileset filesha1 filesha256 filesha512 flatten floor format "
    "formatdate "
    "formatlist indent index issensitive join jsondecode jsonencode keys length log lookup lower matchkeys "
    "max "
    "md5 merge min nonsensitive one parseint pathexpand plantimestamp pow range regex regexall replace "
    "reverse "
    "rsadecrypt sensitive setintersection setproduct setsubtract setunion sha1 sha256 sha512 signum slice "
    "sort "
    "split startswith strcontains strrev substr sum templatefile templatestring textdecodebase64 "
    "textencodebase64 timeadd timecmp timestamp title tobool tolist tomap tonumber toset tostring transpose "
    "trim "
    "trimprefix trimspace trimsuffix try upper urlencode uuid uuidv5 values yamldecode yamlencode zipmap";

bool reads_files(const Function& function) {
  return std::ranges::any_of(file_functions(), [&](const Function& row) {
    return row.name == function.name && row.example.empty();
  });
}

}  // namespace

TEST_CASE("every function of Terraform has a row") {
  for (const std::string_view name : split(kTerraform, ' ')) {
    INFO(name);
    CHECK(find_function(name) != nullptr);
  }
  CHECK(split(kTerraform, ' ').size() == 118);
  CHECK(find_function("core::abs") == find_function("abs"));
  CHECK(find_function("absolute") == nullptr);
  CHECK(find_function("") == nullptr);
}

TEST_CASE("functions are listed by name, once each, with documentation") {
  const std::vector<const Function*> all = functions();
  std::set<std::string_view> names;
  for (const Function* function : all) {
    INFO(function->name);
    CHECK(names.insert(function->name).second);
    CHECK(function->doc.ends_with('.'));
    CHECK(find_function(function->name) == function);
    CHECK(function->rest.size() <= 1);
    CHECK((function->call || function->name == "try" || function->result));
  }
  CHECK(std::ranges::is_sorted(all, {}, &Function::name));
}

TEST_CASE("the example of every function is true") {
  for (const Function* function : functions()) {
    if (function->example.empty()) {
      INFO(function->name);
      CHECK((function->call == nullptr || reads_files(*function)));
      continue;
    }
    const Evaluated result = evaluated(function->example);
    INFO(function->name << ": " << function->example << " is " << result.text());
    CHECK(result.value.is_true());
    CHECK(result.messages.empty());
  }
}

TEST_CASE("functions give what Terraform gives in the conformance cases") {
  std::ifstream cases(PROJECT_DIR "/../shared/conformance/functions.jsonl");
  if (!cases) {
    std::cout << "skipped: no conformance cases beside the project\n";
    return;
  }
  int count = 0;
  int equal = 0;
  for (std::string line; std::getline(cases, line); ++count) {
    std::string why;
    const std::optional<Value> object = parse_json(line, 100, why);
    REQUIRE(object);
    const std::string expression = object->find("expr")->as_string();
    INFO(expression);
    const std::string got = evaluated(expression).text();
    const std::string want = json_text(*object->find("want"));
    CHECK(got == want);
    equal += got == want;
  }
  CHECK(count == 132);
  std::cout << "functions.jsonl: " << equal << " of " << count << "\n";
}

// Each line holds an expression and the JSON that Terraform 1.11.4 gives for
// it, or "!" where Terraform reports an error.
TEST_CASE("functions agree with Terraform") {
  std::ifstream cases(PROJECT_DIR "/tests/eval/functions_terraform.jsonl");
  REQUIRE(cases);
  for (std::string line; std::getline(cases, line);) {
    std::string why;
    const std::optional<Value> object = parse_json(line, 100, why);
    REQUIRE(object);
    const std::string expression = object->find("expr")->as_string();
    const std::string want = object->find("want")->as_string();
    const Evaluated result = evaluated(expression);
    INFO(expression);
    if (want == "!") {
      CHECK(!result.messages.empty());
    } else {
      CHECK(result.text() == want);
    }
  }
}

}  // namespace blueprint::eval
