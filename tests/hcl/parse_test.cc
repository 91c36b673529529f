#include <catch2/catch.hpp>

#include "hcl/dump.h"
#include "hcl/parse.h"

namespace blueprint::hcl {
namespace {

// A text that is right, and its tree.
struct Parsed {
  Sources sources{};
  Diagnostics diags{};
  File file{};

  explicit Parsed(std::string text) { file = parse(diags, sources, sources.add("main.tf", std::move(text))); }

  const Expr* value(std::string_view name) const { return file.body.attribute(name)->value; }
  std::string_view text(Span span) const { return sources.text(span); }
};

std::string tree(std::string text) {
  const Parsed parsed(std::move(text));
  for (const Diagnostic& diagnostic : parsed.diags.all()) FAIL_CHECK(diagnostic.message);
  return dump(parsed.file.body);
}

std::string expression(std::string_view text) {
  const std::string whole = tree("a = " + std::string(text) + "\n");
  return whole.substr(8, whole.size() - 9);
}

std::string string(std::string_view text) {
  const Parsed parsed("a = " + std::string(text) + "\n");
  CHECK(parsed.diags.empty());
  const std::string_view* literal = literal_text(parsed.value("a"));
  return literal ? std::string(*literal) : "(not a literal)";
}

// The text of a heredoc, or of its first part.
std::string heredoc(std::string_view text) {
  const Parsed parsed("a = " + std::string(text));
  for (const Diagnostic& diagnostic : parsed.diags.all()) FAIL_CHECK(diagnostic.message);
  const auto& parts = as<Template>(parsed.value("a"))->parts;
  std::string result;
  for (const TemplatePart& part : parts) {
    result += part.kind == TemplatePartKind::Text ? std::string(part.text) : "<>";
  }
  return result;
}

TEST_CASE("a file is attributes and blocks") {
  CHECK(tree("a = 1\nb \"c\" d {\n  e = f\n  g {}\n}\n") ==
        "(attr a num)(block b \"c\" \"d\" (attr e (name f))(block g ))");
  CHECK(tree("b { a = 1 }") == "(block b (attr a num))");
  CHECK(tree("") == "");
  CHECK(tree("\n# only a comment") == "");
  CHECK(tree("\xef\xbb\xbf"
             "a = 1\r\nb = 2\r\n") == "(attr a num)(attr b num)");
}

TEST_CASE("operators bind as in Terraform") {
  CHECK(expression("1 + 2 * 3") == "(+ num (* num num))");
  CHECK(expression("1 - 2 - 3") == "(- (- num num) num)");
  CHECK(expression("a || b && c == d < e") ==
        "(|| (name a) (&& (name b) (== (name c) (< (name d) (name e)))))");
  CHECK(expression("!a == -b.c") == "(== (! (name a)) (- (. (name b) c)))");
  CHECK(expression("a ? b : c ? d : e") == "(? (name a) (name b) (? (name c) (name d) (name e)))");
  CHECK(expression("(a + b) % c") == "(% (paren (+ (name a) (name b))) (name c))");
}

TEST_CASE("newlines count outside of brackets only") {
  CHECK(expression("(\n1\n+\n2\n)") == "(paren (+ num num))");
  CHECK(expression("[\n1\n,\n2,\n]") == "(tuple num num)");
  CHECK(expression("f(\na,\nb\n)") == "(call f (name a) (name b))");
  CHECK(expression("b[\nc\n]") == "([] (name b) (name c))");
  CHECK(expression("{\n\na = 1, b = 2\n(c) = d\n}") ==
        "(object ((name a) num) ((name b) num) ((paren (name c)) (name d)))");
}

TEST_CASE("keys of objects are words, strings or expressions") {
  CHECK(expression("{ true = 1, null : 2 }") == "(object ((name true) num) ((name null) num))");
  CHECK(expression("{ \"a\" = 1, 2 = 3 }") == "(object ((tmpl (text 61)) num) (num num))");
  CHECK(expression("{ \"a${b}\" = 1, f(c) = d }") ==
        "(object ((tmpl (text 61) (${} (name b))) num) ((call f (name c)) (name d)))");
}

TEST_CASE("steps follow a term") {
  CHECK(expression("a.b[0].c[\"d\"]") == "([] (. ([] (. (name a) b) num) c) (tmpl (text 64)))");
  CHECK(expression("a.0.b") == "(. ([] (name a) num) b)");
  CHECK(expression("f(x).y") == "(. (call f (name x)) y)");
  CHECK(expression("[1][0]") == "([] (tuple num) num)");
}

TEST_CASE("a full splat takes every step, the old one takes attributes") {
  CHECK(expression("a[*].b[0]") == "(splat (name a) ([] (. @ b) num))");
  CHECK(expression("a.*.b[0]") == "([] (splat (name a) (. @ b)) num)");
  CHECK(expression("a.*.b.0") == "(splat (name a) ([] (. @ b) num))");
  CHECK(expression("a[*][*].b") == "(splat (name a) (splat @ (. @ b)))");
}

TEST_CASE("calls have names with namespaces, and may expand their last argument") {
  CHECK(expression("f()") == "(call f)");
  CHECK(expression("f(a, b...)") == "(call f (name a) (name b) ...)");
  CHECK(expression("provider::aws::arn_parse(a,)") == "(call provider::aws::arn_parse (name a))");
  CHECK(expression("a :: b (1)") == "(call a::b num)");
}

TEST_CASE("for makes tuples and objects") {
  CHECK(expression("[for x in y : x]") == "(for  x (name y) - (name x))");
  CHECK(expression("[for k, v in y : v if k]") == "(for k v (name y) - (name v) if (name k))");
  CHECK(expression("{\nfor k, v in y :\nk => v...\nif v\n}") ==
        "(for k v (name y) (name k) (name v) ... if (name v))");
}

TEST_CASE("escapes in quotes are resolved") {
  CHECK(string(R"("a\n\t\r\"\\b")") == "a\n\t\r\"\\b");
  CHECK(string(R"("\u00e9\U0001F680")") == "é🚀");
  CHECK(string(R"("$${a} %%{b} $c $$ 100%")") == "${a} %{b} $c $$ 100%");
  CHECK(string(R"("")").empty());
  CHECK(string(R"("${a}")") == "(not a literal)");
}

TEST_CASE("text without escapes points into the source") {
  const Parsed parsed("a = \"plain\"\n");
  const std::string_view text = *literal_text(parsed.value("a"));
  CHECK(text.data() == parsed.sources.text(parsed.file.id).data() + 5);
}

TEST_CASE("templates hold sequences and directives") {
  CHECK(expression("\"a${b}c\"") == "(tmpl (text 61) (${} (name b)) (text 63))");
  CHECK(expression("\"%{if a}b%{else}c%{endif}\"") ==
        "(tmpl (%if (name a) (then (text 62)) (else (text 63))))");
  CHECK(expression("\"%{for k, v in a}${v}%{endfor}\"") == "(tmpl (%for k v (name a) (${} (name v))))");
  CHECK(expression("\"%{if a}%{if b}c%{endif}%{endif}\"") ==
        "(tmpl (%if (name a) (then (%if (name b) (then (text 63)) (else))) (else)))");
}

TEST_CASE("strip marks take the space of the text beside them") {
  CHECK(heredoc("\"a ${~ b ~} c\"\n") == "a<>c");
  CHECK(heredoc("<<A\na\n${~ b ~}\n  c\nA\n") == "a<>  c\n");
  CHECK(heredoc("\"${b ~} \"\n") == "<>");
  const Parsed parsed("a = \"${~ b ~}\"\n");
  const TemplatePart& part = as<Template>(parsed.value("a"))->parts[0];
  CHECK(part.strip_before);
  CHECK(part.strip_after);
}

TEST_CASE("a heredoc keeps its lines, an indented one loses the smallest indentation") {
  CHECK(heredoc("<<A\n  a\n b\nA\n") == "  a\n b\n");
  CHECK(heredoc("<<-A\n    a\n\n      b\n   A\n") == "a\n\n  b\n");
  CHECK(heredoc("<<-A\n    a\n  ${b}\n  A\n") == "  a\n<>\n");
  CHECK(heredoc("<<-A\n  a\n${b}\nA\n") == "  a\n<>\n");
  CHECK(heredoc("<<-A\n\t\ta\n\t b\nA\n") == "a\nb\n");
  CHECK(heredoc("<<A\n\\n $${a}\nA\n") == "\\n ${a}\n");
  CHECK(heredoc("<<A\nA\n").empty());
}

TEST_CASE("every node knows its place") {
  const Parsed parsed("b \"c\" {\n  a = x.y[f(1)] + \"s\" # why\n}\n");
  const Block& block = parsed.file.body.blocks[0];
  CHECK(parsed.text(block.header) == "b \"c\"");
  CHECK(parsed.text(block.labels[0].span) == "\"c\"");
  CHECK(parsed.text(block.body.span) == "\n  a = x.y[f(1)] + \"s\" # why\n");
  CHECK(parsed.text(block.span) == "b \"c\" {\n  a = x.y[f(1)] + \"s\" # why\n}");
  const Attribute& attribute = block.body.attributes[0];
  CHECK(parsed.text(attribute.span) == "a = x.y[f(1)] + \"s\"");
  CHECK(parsed.text(attribute.name_span) == "a");
  const auto* sum = as<Binary>(attribute.value);
  CHECK(parsed.text(sum->left->span) == "x.y[f(1)]");
  CHECK(parsed.text(as<Index>(sum->left)->key->span) == "f(1)");
  CHECK(parsed.text(as<Index>(sum->left)->collection->span) == "x.y");
  CHECK(parsed.text(sum->right->span) == "\"s\"");
  REQUIRE(parsed.file.comments.size() == 1);
  CHECK(parsed.text(parsed.file.comments[0].span) == "# why");
}

TEST_CASE("attributes and blocks are found by name") {
  const Parsed parsed("a = 1\nb {}\nb \"second\" {}\n");
  CHECK(parsed.file.body.attribute("a") != nullptr);
  CHECK(parsed.file.body.attribute("c") == nullptr);
  CHECK(parsed.file.body.block("b")->labels.empty());
  CHECK(parsed.file.body.block("a") == nullptr);
  CHECK(parsed.file.body.blocks[1].label(0) == "second");
  CHECK(parsed.file.body.blocks[1].label(1).empty());
}

TEST_CASE("an expression can be read out of another file") {
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("rule.yaml", "when: self.x ==\n  1\nmore");
  const Fragment fragment = parse_expression(diags, sources, {file, 6, 19});
  CHECK(diags.empty());
  CHECK(dump(fragment.expr) == "(== (. (name self) x) num)");
  CHECK(fragment.expr->span == Span{file, 6, 19});
}

TEST_CASE("nothing may follow an expression") {
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("rule.yaml", "a b");
  const Fragment fragment = parse_expression(diags, sources, {file, 0, 3});
  CHECK(fragment.has_errors);
  REQUIRE(diags.size() == 1);
  CHECK(diags.all()[0].message == "expected nothing more after the expression, found `b`");
}

TEST_CASE("a template file has no escapes but doubled signs") {
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("user_data.sh", "echo \"\\n$${HOME}\" ${x}\n");
  const Fragment fragment =
      parse_template(diags, sources, {file, 0, std::uint32_t(sources.text(file).size())});
  CHECK(diags.empty());
  const auto* text = as<Template>(fragment.expr);
  REQUIRE(text->parts.size() == 3);
  CHECK(text->form == Template::Form::File);
  CHECK(text->parts[0].text == "echo \"\\n${HOME}\" ");
  CHECK(text->parts[2].text == "\n");
}

}  // namespace
}  // namespace blueprint::hcl
