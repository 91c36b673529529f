#include "eval/pieces.h"

#include <catch2/catch.hpp>

#include "eval/evaluate.h"
#include "eval/functions/json.h"
#include "hcl/parse.h"

namespace blueprint::eval {
namespace {

class Symbols final : public Scope {
 public:
  std::optional<Found> find(Context&, std::span<const std::string_view> path, Span) const override {
    return Found{Value::symbol(std::string(path[0]))};
  }
};

Value evaluated(std::string_view text) {
  Diagnostics diags;
  Sources sources;
  const FileId file = sources.add("e", std::string(text));
  const hcl::Fragment fragment =
      hcl::parse_expression(diags, sources, {file, 0, static_cast<std::uint32_t>(text.size())});
  Context context{.diags = diags, .sources = sources};
  context.readable_keys = true;
  const Value value = evaluate(context, *fragment.expr, Symbols());
  CHECK(diags.all().empty());
  return value;
}

std::string readable(std::string_view text) { return readable_text(evaluated(text)).value_or("nothing"); }

TEST_CASE("a template of which parts are unknown is unknown, and remembers the others") {
  const Value value = evaluated("\"arn:${bucket}/*\"");
  CHECK(value.is_unknown());
  CHECK(value.type() == Type::string());
  CHECK(value.symbol_text().empty());
  CHECK(readable("\"arn:${bucket}/*\"") == "arn:${bucket}/*");
  CHECK(readable("\"<${\"a${x}b\"}${y}>\"") == "<a${x}b${y}>");
  CHECK(readable("\"a%{ if x }b%{ endif }c\"") == "a${…}c");
}

TEST_CASE("what jsonencode is given comes back, with the unknown parts in place") {
  CHECK(readable("jsonencode({ a = bucket, b = \"${x}/*\", c = [1, null] })") ==
        "{\"a\":${bucket},\"b\":\"${x}/*\",\"c\":[1,null]}");
  CHECK(readable("jsondecode(jsonencode({ a = bucket })).a") == "${bucket}");
  CHECK(readable("jsondecode(jsonencode({ a = [\"${x}/*\"] })).a[0]") == "${x}/*");
  CHECK(evaluated("jsondecode(jsonencode({ a = bucket, b = 1 })).b").as_number() == Number(1));
  CHECK(readable("jsondecode(jsonencode({ \"${x}:sub\" = \"y\" }))[\"$${x}:sub\"]") == "y");
}

TEST_CASE("JSON in a template is read around its unknown parts") {
  CHECK(readable("jsondecode(\"{\\\"a\\\": \\\"${x}\\\"}\").a") == "${x}");
  CHECK(readable("jsondecode(\"{\\\"a\\\": ${x}}\").a") == "${x}");
  CHECK(readable("jsondecode(\"{\\\"a\\\": \\\"\\\\\\\"${x}\\\"}\").a") == "\"${x}");
  CHECK(evaluated("jsondecode(\"{\\\"a\\\": \\\"${x}\\\"}\").a").type() == Type::string());
  CHECK(evaluated("jsondecode(\"{\\\"a\\\": ${x}}\").a").type() == Type());
  CHECK(evaluated("jsondecode(\"{${x}}\")").is_unknown());
  CHECK(evaluated("jsondecode(\"${x}\")").is_unknown());
}

TEST_CASE("a comma too many does not hide what a policy says") {
  CHECK(readable(
            "blueprint::statements(\"{\\\"Statement\\\": [{\\\"Action\\\": [\\\"a\\\",], \\\"Resource\\\": "
            "\\\"${x}\\\",},],}\")[0].actions[0]") == "a");
  std::string why;
  CHECK_FALSE(parse_json("[1,]", 10, why));
  CHECK_FALSE(parse_json("[,]", 10, why, TrailingCommas::Allowed));
}

TEST_CASE("a text that doubles again and again is forgotten in time") {
  Value value = Value::unknown(Type::string());
  for (int i = 0; i < 60; ++i) {
    PieceWriter out;
    out.append(value);
    out.append("-");
    out.append(value);
    value = out.finish();
  }
  CHECK(value.is_unknown());
  CHECK(value.pieces().size() <= 20'001);
}

TEST_CASE("a value that is larger as a text than in memory is written as far as it may be") {
  Value value = Value::string("x");
  for (int i = 0; i < 100; ++i) value = Value::tuple({value, value});
  CHECK(json_string(value, 1000).is_unknown());
}

TEST_CASE("the statements of a policy are known where its resources are not") {
  const Value statements = evaluated(
      "blueprint::statements(jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = "
      "bucket }] }))");
  REQUIRE(statements.size() == 1);
  CHECK(json_text(*statements.items()[0].find("actions")) == "[\"s3:*\"]");
  CHECK(statements.items()[0].find("resources")->is_unknown());
  CHECK(readable("blueprint::statements({ Statement = { Resource = \"${bucket}/*\" } })[0].resources[0]") ==
        "${bucket}/*");
}

}  // namespace
}  // namespace blueprint::eval
