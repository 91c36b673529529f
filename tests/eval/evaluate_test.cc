#include "eval/evaluate.h"

#include <catch2/catch.hpp>

#include "eval/evaluated.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

Value object_of(std::string_view name, Value value) {
  std::vector<Entry> entries;
  entries.emplace_back(name, std::move(value));
  return Value::object(std::move(entries));
}

EvaluateOptions names() {
  return {.names = {
              {"unk", Value::unknown()},
              {"unknum", Value::unknown(Type::number())},
              {"unkbool", Value::unknown(Type::boolean())},
              {"unklist", Value::unknown(Type::list(Type::object({{.name = "a", .type = Type::string()}})))},
              {"secret", Value::string("x").with_sensitive(true)},
              {"vpc", Value::symbol("aws_vpc.this")},
              {"all", Value::symbol("aws_vpc.this[*].id")},
              {"obj", object_of("name", Value::string("n"))},
              {"nothing", Value::null()}}};
}

std::string value_of(std::string_view expr) { return evaluated(expr, names()).text(); }

std::string type_of(std::string_view expr) {
  const Evaluated result = evaluated(expr, names());
  return result.messages.empty() ? result.value.type().text() : result.messages.front();
}

}  // namespace

TEST_CASE("arithmetic is Terraform's") {
  CHECK(value_of("2 + 3 * 4") == "14");
  CHECK(value_of("\"2\" + 3") == "5");
  CHECK(value_of("0.1 + 0.2") == "0.3");
  CHECK(value_of("10 / 4") == "2.5");
  CHECK(value_of("-7 % 3") == "-1");
  CHECK(value_of("length([1]) / length([1, 1, 1])") == "0.33333333333333333334");
  CHECK(value_of("1 / 0") == "error: this divides by zero");
  CHECK(value_of("1 + [true]") == "error: the right operand does not fit: number required, but have tuple");
  CHECK(value_of("null + 1") == "error: the left operand is null");
  CHECK(value_of("1 + unknum") == "unknown");
  CHECK(type_of("unk + 1") == "number");
}

TEST_CASE("comparison takes numbers only") {
  CHECK(value_of("1 < 2") == "true");
  CHECK(value_of("\"10\" > \"9\"") == "true");
  CHECK(value_of("2 >= 2 && 2 <= 2") == "true");
  CHECK(value_of("\"a\" < \"b\"") == "error: the left operand does not fit: a number is required");
}

TEST_CASE("values of different types are unequal") {
  CHECK(value_of("1 == \"1\"") == "false");
  CHECK(value_of("[1] == [1]") == "true");
  CHECK(value_of("{ a = 1, b = 2 } == { b = 2, a = 1 }") == "true");
  CHECK(value_of("tolist([1]) == [1]") == "false");
  CHECK(value_of("tomap({}) == tomap({ a = 1 })") == "false");
  CHECK(value_of("(true ? {} : { a = \"x\", b = \"y\" }) == tomap({})") == "false");
  CHECK(value_of("null == null") == "true");
  CHECK(value_of("\"\" == null") == "false");
  CHECK(value_of("[null] == [\"x\"]") == "false");
  CHECK(value_of("unk == null") == "unknown");
  CHECK(value_of("unknum == \"a\"") == "false");
  CHECK(value_of("[unk, 1] == [1, 2]") == "false");
  CHECK(value_of("[unk, 1] != [1, 1]") == "unknown");
}

TEST_CASE("one side of && and || can decide alone") {
  CHECK(value_of("false && unkbool") == "false");
  CHECK(value_of("unkbool || true") == "true");
  CHECK(value_of("true && unkbool") == "unknown");
  CHECK(value_of("nothing != null && nothing.enabled") == "false");
  CHECK(value_of("nothing == null || nothing.enabled") == "true");
  CHECK(value_of("true && \"false\"") == "false");
  CHECK(value_of("unkbool && missing") == "unknown");
  CHECK(value_of("missing && unkbool") == "error: `missing` is not defined here");
  CHECK(value_of("false && 1") == "error: the right operand does not fit: bool required, but have number");
  CHECK(value_of("true && missing") == "error: `missing` is not defined here");
  CHECK(value_of("!null") == "error: the operand is null");
}

TEST_CASE("a conditional has one type") {
  CHECK(value_of("true ? 1 : \"a\"") == "\"1\"");
  CHECK(value_of("false ? [1] : [\"a\", 2]") == "[\"a\",\"2\"]");
  CHECK(type_of("true ? null : [1]") == "tuple([number])");
  CHECK(type_of("unkbool ? 1 : 2") == "number");
  CHECK(value_of("unkbool ? \"a\" : \"a\"") == "\"a\"");
  CHECK(value_of("length(unkbool ? tolist([1]) : tolist([2]))") == "1");
  CHECK(value_of("false ? {} : { a = [7], b = null }") == "{\"a\":[7],\"b\":null}");
  CHECK(value_of("true ? {} : []") ==
        "error: the two results of this conditional are of different types: object and tuple");
  CHECK(value_of("null ? 1 : 2") == "error: the condition is null");
  CHECK(value_of("1 ? 1 : 2") == "error: the condition is not a bool: bool required, but have number");
}

TEST_CASE("only the chosen side of a conditional may complain") {
  CHECK(value_of("true ? 1 : missing") == "1");
  CHECK(value_of("false ? missing : 2") == "2");
  CHECK(value_of("false ? [for v in [1] : v.x] : [\"a\", 1]") == "[\"a\",\"1\"]");
  CHECK(value_of("false ? substr(\"a\", 0, 0.5) : true") == "true");
  CHECK(value_of("true ? missing : 2") == "error: `missing` is not defined here");
  CHECK(value_of("unkbool ? missing : 2") == "unknown");
}

TEST_CASE("members are found, and near misses suggested") {
  CHECK(value_of("obj.name") == "\"n\"");
  CHECK(value_of("obj[\"name\"]") == "\"n\"");
  CHECK(value_of("[10, 20].1") == "20");
  CHECK(value_of("[10, 20][\"1\"]") == "20");
  CHECK(value_of("obj.nme") == "error: this object has no attribute `nme`");
  CHECK(value_of("tomap({ a = 1 }).b") == "error: this map has no element `b`");
  CHECK(value_of("[1][1]") == "error: there is no element 1: the last one is 0");
  CHECK(value_of("[][0]") == "error: there are no elements here");
  CHECK(value_of("[1][-1]") == "error: this index is negative");
  CHECK(value_of("[1][0.5]") == "error: this index is not a whole number");
  CHECK(value_of("[1][\"a\"]") == "error: this index does not fit: a number is required");
  CHECK(value_of("toset([1])[0]") == "error: the elements of a set have no index");
  CHECK(value_of("\"a\".b") == "error: a string has no attributes");
  CHECK(value_of("nothing.x") == "error: this takes `x` of a value that is null");
  CHECK(value_of("unk.a.b[0]") == "unknown");
}

TEST_CASE("the help of a missing attribute names the one that is near") {
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("test", "{ subnet_ids = 1 }.subnet_idz");
  const hcl::Fragment fragment = hcl::parse_expression(diags, sources, {.file = file, .begin = 0, .end = 29});
  Context context{.diags = diags, .sources = sources};
  CHECK(evaluate(context, *fragment.expr, LocalScope()).is_unknown());
  REQUIRE(diags.size() == 1);
  CHECK(diags.all()[0].help == "did you mean `subnet_ids`?");
  CHECK(sources.text(diags.all()[0].span) == "subnet_idz");
}

TEST_CASE("parts of symbols are symbols") {
  const auto symbol = [](std::string_view expr) {
    return std::string(evaluated(expr, names()).value.symbol_text());
  };
  CHECK(symbol("vpc.id") == "aws_vpc.this.id");
  CHECK(symbol("vpc[0].id") == "aws_vpc.this[0].id");
  CHECK(symbol("vpc[\"a\\\"b\"]") == "aws_vpc.this[\"a\\\"b\"]");
  CHECK(symbol("vpc[vpc.id]") == "aws_vpc.this[aws_vpc.this.id]");
  CHECK(symbol("\"${vpc.id}\"") == "aws_vpc.this.id");
  CHECK(symbol("\"${vpc.id}x\"").empty());
  CHECK(symbol("all[0].id") == "((aws_vpc.this[*].id)[0]).id");
}

TEST_CASE("splats go over the elements") {
  CHECK(value_of("[{ a = 1 }, { a = 2 }][*].a") == "[1,2]");
  CHECK(value_of("obj[*].name") == "[\"n\"]");
  CHECK(value_of("null[*]") == "[]");
  CHECK(value_of("[[{ a = 1 }], []][*][*].a") == "[[1],[]]");
  CHECK(value_of("[{ a = 1 }].*.a[0]") == "1");
  CHECK(value_of("unk[*].x") == "unknown");
  CHECK(type_of("unklist[*].a") == "list(string)");
  CHECK(type_of("tolist([{ a = 1 }])[*].a") == "list(number)");
  CHECK(value_of("[{ a = 1 }, {}][*].a") == "error: this object has no attribute `a`");
}

TEST_CASE("objects take words, texts and values as keys") {
  CHECK(value_of("{ a = 1, \"b\" = 2, (obj.name) = 3, true = 4, 15 = 5 }") ==
        "{\"15\":5,\"a\":1,\"b\":2,\"n\":3,\"true\":4}");
  CHECK(value_of("{ a = 1, a = 2 }") == "{\"a\":2}");
  CHECK(value_of("{ (null) = 1 }") == "error: this key is null");
  CHECK(value_of("{ [] = 1 }") == "error: this value cannot be a key: string required, but have tuple");
  CHECK(value_of("{ obj.name = 1 }") == "error: this key could be a reference or a text");
  CHECK(value_of("{ (unk) = 1 }") == "unknown");
}

TEST_CASE("for makes tuples and objects") {
  CHECK(value_of("[for v in [1, 2, 3] : v * 2 if v != 2]") == "[2,6]");
  CHECK(value_of("[for k, v in { b = 1, a = 2 } : \"${k}${v}\"]") == "[\"a2\",\"b1\"]");
  CHECK(value_of("[for k, v in toset([\"b\", \"a\"]) : \"${k}${v}\"]") == "[\"aa\",\"bb\"]");
  CHECK(value_of("{ for i, v in [\"a\", \"b\"] : v => i }") == "{\"a\":0,\"b\":1}");
  CHECK(value_of("{ for i, v in [\"a\", \"b\", \"a\"] : v => i... }") == "{\"a\":[0,2],\"b\":[1]}");
  CHECK(value_of("{ for v in [\"a\", \"a\"] : v => 1 }") == "error: two elements give the key `a`");
  CHECK(value_of("[for v in null : v]") == "error: this value is null, so there is nothing to iterate over");
  CHECK(value_of("[for v in \"a\" : v]") == "error: a string cannot be iterated over");
  CHECK(value_of("[for v in [] : v if []]") ==
        "error: the condition of `for` is not a bool: bool required, but have tuple");
  CHECK(value_of("[for v in unk : v]") == "unknown");
  CHECK(value_of("[for v in [1] : v if unkbool]") == "unknown");
  CHECK(value_of("[for v in [1, 2] : [for w in [3] : v + w]]") == "[[4],[5]]");
}

TEST_CASE("the mistake of one element is reported once") {
  const Evaluated result = evaluated("[for v in range(1000) : v.x]");
  CHECK(result.messages == std::vector<std::string>{"a number has no attributes"});
}

TEST_CASE("templates join texts") {
  CHECK(value_of("\"a${1}b${true}\"") == "\"a1btrue\"");
  CHECK(type_of("\"${[1]}\"") == "tuple([number])");
  CHECK(value_of("\"a${[1]}\"") ==
        "error: this value cannot be part of a text: string required, but have tuple");
  CHECK(value_of("\"a${null}\"") == "error: this value is null, which cannot be part of a text");
  CHECK(value_of("\"a${unk}\"") == "unknown");
  CHECK(value_of("\"%{ if true }a%{ else }b%{ endif }\"") == "\"a\"");
  CHECK(value_of("\"%{ for i, v in [\"a\", \"b\"] }${i}${v}%{ endfor }\"") == "\"0a1b\"");
  CHECK(value_of("\"%{ for k, v in { x = 1 } }${k}${v}%{ endfor }\"") == "\"x1\"");
  CHECK(value_of("\"%{ if null }a%{ endif }\"") == "error: the condition is null");
  CHECK(value_of("<<-EOT\n    a\n      b ${1 + 1}\n    EOT\n") == "\"a\\n  b 2\\n\"");
}

// Each as Terraform 1.11.4 answers.
TEST_CASE("strings are in normal form C, as Terraform keeps them") {
  for (const std::string_view text :
       {R"_("e\u0301" == "\u00e9")_", R"_(join("", ["e", "\u0301"]) == "\u00e9")_",
        R"_({ "e\u0301" = 1 }["\u00e9"] == 1)_", R"_(jsondecode("{\"e\u0301\":1}")["\u00e9"] == 1)_",
        R"_(length("e\u0301") == 1)_", R"_(base64encode("e\u0301") == "w6k=")_",
        R"_(base64encode(base64decode(base64encode("\u212b"))) == "w4U=")_",
        R"_(base64encode("e${"\u0301"}") == "w6k=")_",
        R"_(base64encode(jsonencode({ "e\u0301" = "o\u0308" })) == "eyLDqSI6IsO2In0=")_",
        R"_(base64encode("\u1100\u1161") == "6rCA")_", R"_(base64encode("\u0344") == "zIjMgQ==")_",
        R"_(sha1("e\u0301") == sha1("\u00e9"))_"}) {
    INFO(text);
    CHECK(evaluated(text).text() == "true");
  }
}

TEST_CASE("calls check their arguments") {
  CHECK(value_of("uppr(\"a\")") == "error: there is no function `uppr`");
  CHECK(value_of("upper()") == "error: `upper` takes 1 argument, but there are 0: `str` is missing");
  CHECK(value_of("upper(\"a\", \"b\")") == "error: `upper` takes 1 argument, but there are 2");
  CHECK(value_of("upper([])") ==
        "error: invalid value for `str` of `upper`: string required, but have tuple");
  CHECK(value_of("upper(null)") == "error: invalid value for `str` of `upper`: argument must not be null");
  CHECK(value_of("max([1, 3, 2]...)") == "3");
  CHECK(value_of("max(null...)") == "error: what `...` expands is null");
  CHECK(value_of("max(\"a\"...)") == "error: `...` expands a list, a set or a tuple, not a string");
  CHECK(value_of("upper(unk)") == "unknown");
  CHECK(value_of("core::upper(\"a\")") == "\"A\"");
  CHECK(value_of("provider::aws::arn_parse(\"a\")") == "unknown");
}

TEST_CASE("try and can look for mistakes") {
  CHECK(value_of("try(obj.x, obj.y, 3)") == "3");
  CHECK(value_of("try(obj.name, 3)") == "\"n\"");
  CHECK(value_of("try(unk.x, 3)") == "unknown");
  CHECK(value_of("try(obj.x)") == "error: none of the expressions of `try` succeeds");
  CHECK(value_of("try()") == "error: `try` takes at least 1 argument");
  CHECK(value_of("can(obj.x)") == "false");
  CHECK(value_of("can(obj.name)") == "true");
  CHECK(value_of("can(unk)") == "unknown");
}

TEST_CASE("what is made of a sensitive value is sensitive") {
  const auto sensitive = [](std::string_view expr) { return evaluated(expr, names()).value.is_sensitive(); };
  CHECK(sensitive("\"a${secret}\""));
  CHECK(sensitive("upper(secret)"));
  CHECK(sensitive("secret == \"a\""));
  CHECK(sensitive("secret == \"a\" ? 1 : 2"));
  CHECK(sensitive("[for v in toset([secret]) : v]"));
  CHECK_FALSE(sensitive("[secret]"));
  CHECK(sensitive("[secret][0]"));
  CHECK_FALSE(sensitive("nonsensitive(secret)"));
}

TEST_CASE("lenient rules read absent members as null") {
  Sources sources;
  Diagnostics diags;
  const std::string_view text =
      "[obj.a.b, obj.name[3], [1][5], nothing[*].x, coalesce(null, [{a = 1}, {b = 2}], []), coalesce(\"\", "
      "null)]";
  const FileId file = sources.add("test", std::string(text));
  const hcl::Fragment fragment = hcl::parse_expression(
      diags, sources, {.file = file, .begin = 0, .end = static_cast<std::uint32_t>(text.size())});
  Context context{.diags = diags, .sources = sources, .lenient = true};
  LocalScope scope;
  for (const auto& [name, value] : names().names) scope.set(name, value);
  CHECK(json_text(evaluate(context, *fragment.expr, scope)) ==
        "[null,null,null,[],[{\"a\":1},{\"b\":2}],null]");
  CHECK(diags.empty());
}

TEST_CASE("a scope may answer for more than one name") {
  class Longest final : public Scope {
   public:
    std::optional<Found> find(Context&, std::span<const std::string_view> path, Span) const override {
      if (path[0] != "data") return std::nullopt;
      std::vector<std::string> names(path.begin(), path.end());
      return Found{.value = object_of("id", Value::string(join(names, "."))), .used = 3};
    }
  };
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("test", "data.aws_vpc.this.id");
  const hcl::Fragment fragment = hcl::parse_expression(diags, sources, {.file = file, .begin = 0, .end = 20});
  Context context{.diags = diags, .sources = sources};
  CHECK(evaluate(context, *fragment.expr, Longest()).as_string() == "data.aws_vpc.this.id");
}

TEST_CASE("a template is evaluated with its variables") {
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("test", "${name}: %{ for v in list ~} ${v} %{~ endfor }");
  Context context{.diags = diags, .sources = sources};
  const Value vars = evaluated("{ name = \"n\", list = [1, 2] }").value;
  CHECK(evaluate_template(context, {.file = file, .begin = 0, .end = 46}, vars).as_string() == "n: 12");
  CHECK(diags.empty());
}

}  // namespace blueprint::eval
