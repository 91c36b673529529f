#include "schema/limits.h"

#include <catch2/catch.hpp>

#include "eval/functions/regex.h"
#include "schema/faults.h"

namespace blueprint::schema {
namespace {

// The faults of a service of ECS with these arguments.
std::string of(std::string_view arguments) {
  return faults(concat("resource \"aws_ecs_service\" \"a\" {\nname = \"a\"\n", arguments, "\n}\n"));
}

TEST_CASE("a known value that AWS does not take is a fault, with the one that is meant") {
  CHECK(of("launch_type = \"FARGATE\"") == "");
  CHECK(of("launch_type = \"FARGAT\"") ==
        "3:15 unknown-value: launch_type in aws_ecs_service ?FARGATE (`EC2`, `FARGATE`, `EXTERNAL`, "
        "`MANAGED_INSTANCES`)\n");
  CHECK(of("launch_type = \"fargate\"") ==
        "3:15 unknown-value: launch_type in aws_ecs_service ?FARGATE (`EC2`, `FARGATE`, `EXTERNAL`, "
        "`MANAGED_INSTANCES`)\n");
  CHECK(of("propagate_tags = \"zebra\"") ==
        "3:18 unknown-value: propagate_tags in aws_ecs_service (`TASK_DEFINITION`, `SERVICE`, `NONE`)\n");
}

TEST_CASE("what is not known, null, empty or sensitive is none") {
  CHECK(of("launch_type = var.type") == "");
  CHECK(of("launch_type = null") == "");
  CHECK(of("launch_type = \"\"") == "");
  CHECK(of("launch_type = sensitive(\"x\")") == "");
  CHECK(of("launch_type = \"${var.a}-b\"") == "");
}

TEST_CASE("nested blocks and dynamic ones are looked at, and each element of a list") {
  CHECK(of("ordered_placement_strategy {\ntype = \"pack\"\n}") ==
        "4:8 unknown-value: type in ordered_placement_strategy of aws_ecs_service (`random`, `spread`, "
        "`binpack`)\n");
  CHECK(of("dynamic \"placement_constraints\" {\nfor_each = [\"memberOf\", \"member\"]\ncontent {\n"
           "type = placement_constraints.value\n}\n}")
            .starts_with("6:8 unknown-value: type in placement_constraints of aws_ecs_service"));
  CHECK(
      faults("resource \"aws_ecs_task_definition\" \"a\" {\nfamily = \"a\"\ncontainer_definitions = \"[]\"\n"
             "requires_compatibilities = [\"EC2\", \"Fargate\"]\n}\n")
          .starts_with("4:36 unknown-value: requires_compatibilities in aws_ecs_task_definition ?FARGATE"));
}

TEST_CASE("every instance has its own value, and defaults count") {
  const std::string text =
      "variable \"t\" {\ndefault = \"SPOT\"\n}\nresource \"aws_ecs_service\" \"a\" {\n"
      "for_each = { a = \"EC2\", b = \"ECC2\", c = var.t }\nname = each.key\nlaunch_type = each.value\n}\n";
  CHECK(faults(text) ==
        "7:15 unknown-value: launch_type in aws_ecs_service ?EC2 (`EC2`, `FARGATE`, `EXTERNAL`, "
        "`MANAGED_INSTANCES`)\n"
        "7:15 unknown-value: launch_type in aws_ecs_service (`EC2`, `FARGATE`, `EXTERNAL`, "
        "`MANAGED_INSTANCES`)\n");
}

TEST_CASE("case does not matter where the provider changes it") {
  const auto listener = [](std::string_view protocol) {
    return faults(concat("resource \"aws_lb_listener\" \"a\" {\nload_balancer_arn = \"a\"\nprotocol = \"",
                         protocol, "\"\ndefault_action {\ntype = \"forward\"\n}\n}\n"));
  };
  CHECK(listener("https") == "");
  CHECK(listener("httpss").starts_with("3:12 unknown-value: protocol in aws_lb_listener ?HTTPS"));
}

std::string of_role(std::string_view name) {
  return faults(
      concat("resource \"aws_iam_role\" \"a\" {\nassume_role_policy = \"{}\"\nname = \"", name, "\"\n}\n"));
}

TEST_CASE("lengths count characters, and forms are of the whole text") {
  CHECK(of_role(std::string(64, 'x')) == "");
  CHECK(of_role(std::string(65, 'x')) ==
        "3:8 value-length: name in aws_iam_role (has 65 characters; AWS accepts 64)\n");
  CHECK(of_role("a b") == "3:8 value-form: name in aws_iam_role ([\\w+=,.@-]+)\n");
  CHECK(faults("resource \"aws_launch_template\" \"a\" {\nname = \"a\"\n}\n") ==
        "2:8 value-length: name in aws_launch_template (has 1 character; AWS wants 3 or more)\n");
  CHECK(faults("resource \"aws_kms_key\" \"a\" {\ndescription = \"für Bestellungen\"\n}\n") == "");
}

TEST_CASE("data sources, and code for any version of the provider") {
  CHECK(faults("data \"aws_ecs_service\" \"a\" {\nservice_name = \"a\"\ncluster_arn = \"b\"\n}\n") == "");
  CHECK(faults("terraform {\nrequired_providers {\naws = {\nsource = \"hashicorp/aws\"\nversion = \"~> "
               "3.0\"\n}\n}\n}\n"
               "resource \"aws_ecs_service\" \"a\" {\nname = \"a\"\nlaunch_type = \"SPOT\"\n}\n") ==
        "11:15 unknown-value: launch_type in aws_ecs_service (`EC2`, `FARGATE`, `EXTERNAL`, "
        "`MANAGED_INSTANCES`)\n");
}

TEST_CASE("every form of the catalogue is a regular expression") {
  const catalog::Library library;
  const catalog::Table table(*library.find("catalog/api-values.tsv"));
  std::size_t forms = 0;
  for (const std::string_view row : table.first_cells()) {
    const catalog::ValueLimit limit = catalog::ApiValues(library).limit(row);
    if (!row.starts_with(':') || limit.pattern.empty()) continue;
    std::string why;
    INFO(limit.pattern);
    CHECK(eval::Regex::compile(concat("(?s)^(?:", limit.pattern, ")$"), why));
    ++forms;
  }
  CHECK(forms > 100);
}

}  // namespace
}  // namespace blueprint::schema
