#include <catch2/catch.hpp>

#include "fold/folded.h"

namespace blueprint::fold {
namespace {

const Setup kSetup{.known = R"({
  spec = {
    name = "web", port = 443, on = true, off = false, none = null, zones = ["a", "b"],
    ids = "symbol:values(aws_x.y)[*].id", minus = -1, map = { x = 1, y = 2 }, param = "symbol:var.size", sum = "symbol:var.a + var.b",
  }
  kms = { arn = "symbol:aws_kms_key.main.arn" }
})"};

std::string value(std::string_view expression) { return folded_value(kSetup, expression); }

TEST_CASE("what is wholly known is replaced by its value") {
  CHECK(value("spec.name") == "\"web\"");
  CHECK(value("spec.port + 1") == "444");
  CHECK(value("spec.zones") == "[\"a\", \"b\"]");
  CHECK(value("toset(spec.zones)") == "toset([\"a\", \"b\"])");
  CHECK(value("spec.map[\"y\"]") == "2");
  CHECK(value("[for z in spec.zones : upper(z)]") == "[\"A\", \"B\"]");
  CHECK(value("(spec.port)") == "443");
}

TEST_CASE("symbols are printed as they are") {
  CHECK(value("kms.arn") == "aws_kms_key.main.arn");
  CHECK(value("concat([kms.arn], spec.zones)") == "[aws_kms_key.main.arn, \"a\", \"b\"]");
  CHECK(value("spec.param") == "var.size");
  CHECK(value("{ for z in spec.zones : z => kms.arn }") ==
        "{\n    a = aws_kms_key.main.arn\n    b = aws_kms_key.main.arn\n  }");
}

TEST_CASE("text that uses no known name stays byte for byte") {
  CHECK(value("[var.x,   each.key , 1+1]") == "[var.x, each.key, 1 + 1]");  // The formatter's doing.
  CHECK(value("cidrsubnet(\"10.0.0.0/8\", 8, 1)") == "cidrsubnet(\"10.0.0.0/8\", 8, 1)");
  CHECK(value("merge({ a = 1 }, var.tags)") == "merge({ a = 1 }, var.tags)");
}

TEST_CASE("the largest known part is replaced, and the rest is kept") {
  CHECK(value("merge(spec.map, var.tags)") == "merge({\n    x = 1\n    y = 2\n  }, var.tags)");
  CHECK(value("var.x + spec.port * 2") == "var.x + 886");
  CHECK(value("lookup(spec.map, each.key, spec.port)") ==
        "lookup({\n    x = 1\n    y = 2\n  }, each.key, 443)");
  CHECK(value("spec.zones[count.index]") == "[\"a\", \"b\"][count.index]");
  CHECK(value("{ for z in spec.zones : z => length(var.x[z]) }") ==
        "{ for z in [\"a\", \"b\"] : z => length(var.x[z]) }");
  CHECK(value("[for z in var.zones : \"${z}-${spec.name}\"]") == "[for z in var.zones : \"${z}-web\"]");
  CHECK(value("var.list[*].tags[spec.name]") == "var.list[*].tags[\"web\"]");
}

TEST_CASE("a name that a for binds hides the known one") {
  CHECK(value("[for spec in var.xs : spec.name]") == "[for spec in var.xs : spec.name]");
  CHECK(value("[for kms, spec in var.xs : \"${kms}${spec}\"]") ==
        "[for kms, spec in var.xs : \"${kms}${spec}\"]");
}

TEST_CASE("a conditional with a known condition is its branch") {
  CHECK(value("spec.on ? each.key : var.b") == "each.key");
  CHECK(value("spec.off ? each.key : \"${each.key}-${spec.name}\"") == "\"${each.key}-web\"");
  CHECK(value("var.x ? spec.name : spec.port") == "var.x ? \"web\" : 443");
  CHECK(value("(spec.on ? each.key : \"b\")") == "each.key");
  CHECK(value("(spec.on ? var.a + 1 : 2) * 3") == "(var.a + 1) * 3");
  CHECK(value("spec.on ? jsonencode({ a = spec.name }) : null") == "jsonencode({ a = \"web\" })");
}

TEST_CASE("a logical operator with one known side is the other side") {
  CHECK(value("spec.on && var.x") == "var.x");
  CHECK(value("var.x && spec.on") == "var.x");
  CHECK(value("spec.off || var.x == 1") == "var.x == 1");
  CHECK(value("spec.off && var.x") == "false");
  CHECK(value("spec.on || var.x") == "true");
  CHECK(value("!(spec.on && var.x)") == "!var.x");
}

TEST_CASE("a replaced part gets parentheses where it needs them") {
  CHECK(value("spec.sum * 2") == "(var.a + var.b) * 2");
  CHECK(value("[spec.sum, var.x]") == "[var.a + var.b, var.x]");
  CHECK(value("-spec.minus + var.x") == "1 + var.x");
  CHECK(value("var.x - spec.minus") == "var.x - (-1)");
  CHECK(value("spec.sum ? 1 : 2") == "(var.a + var.b) ? 1 : 2");
  CHECK(value("!spec.param") == "!var.size");
  CHECK(value("spec.ids[0]") == "(values(aws_x.y)[*].id)[0]");
  CHECK(value("[spec.ids[length(var.x)]]") == "[(values(aws_x.y)[*].id)[length(var.x)]]");
  CHECK(value("spec.ids") == "values(aws_x.y)[*].id");
}

TEST_CASE("the layout of objects and lists is the author's") {
  CHECK(value("{\n    # why\n    A = spec.name # behind\n\n    B = null\n    C = spec.none\n  }") ==
        "{\n    # why\n    A = \"web\" # behind\n\n    B = null\n    C = null\n  }");
  CHECK(value("[\n    spec.name, # first\n    each.key,\n  ]") ==
        "[\n    \"web\", # first\n    each.key,\n  ]");
}

TEST_CASE("keys of objects fold too") {
  CHECK(value("{ (spec.name) = 1 }") == "{ web = 1 }");
  CHECK(value("{ (kms.arn) = 1 }") == "{ (aws_kms_key.main.arn) = 1 }");
  CHECK(value("{ \"${spec.name}/x\" = 1 }") == "{ \"web/x\" = 1 }");
  CHECK(value("{ spec = spec.port }") == "{ spec = 443 }");
  CHECK(value("{ \"${spec.name}:${each.key}\" = 1 }") == "{ \"web:${each.key}\" = 1 }");
}

TEST_CASE("documents stay calls with their arguments folded") {
  CHECK(value("jsonencode({ Port = spec.port, Arn = kms.arn })") ==
        "jsonencode({ Port = 443, Arn = aws_kms_key.main.arn })");
  CHECK(value("yamlencode(spec.map)") == "yamlencode({\n    x = 1\n    y = 2\n  })");
  CHECK(value("templatefile(\"${path.module}/x\", { port = spec.port })") ==
        "templatefile(\"${path.module}/x\", { port = 443 })");
  CHECK(value("file(\"${spec.name}.json\")") == "file(\"web.json\")");
  CHECK(value("base64encode(jsonencode(spec.zones))") == "base64encode(jsonencode([\"a\", \"b\"]))");
}

TEST_CASE("try drops the arguments that can only fail") {
  CHECK(value("try(spec.map.z, 5)") == "5");
  CHECK(value("try(each.value.a, spec.map.z, spec.port)") == "try(each.value.a, 443)");
}

TEST_CASE("what is secret stays wrapped") { CHECK(value("sensitive(spec.name)") == "sensitive(\"web\")"); }

TEST_CASE("heredocs are written for long known texts only") {
  CHECK(folded_value({.known = "{ spec = { x = \"a\\nb\\n\" } }"}, "spec.x") ==
        "<<-EOT\n    a\n    b\n  EOT");
  CHECK(folded_value({.known = "{ spec = { x = \"a\\nb\\n\" } }"}, "[spec.x]") == "[\"a\\nb\\n\"]");
  CHECK(folded_value({.known = "{ spec = { x = \"a\\nb\" } }"}, "spec.x") == "\"a\\nb\"");
  CHECK(folded_value({.known = "{ spec = { x = \"a\\n${\"$\"}{b}\\n\" } }"}, "spec.x") ==
        "<<-EOT\n    a\n    $${b}\n  EOT");
}

}  // namespace
}  // namespace blueprint::fold
