#include <catch2/catch.hpp>

#include "fold/folded.h"
#include "fold/print.h"

// What is folded means the same: evaluating the folded text with the names that
// Terraform knows gives what the template gives with all names.

namespace blueprint::fold {
namespace {

const std::string kKnown = R"(spec = {
  name = "web", dollar = "$", percent = "%", brace = "{x}", open = "$${", directive = "%%{ if true }",
  lines = "a\nb", empty = "", blank = "  ", quote = "\"", slash = "\\", mark = "EOT", newline = "\n",
  on = true, off = false, port = 443, zones = ["$", "{", "b"], none = [], map = { x = 1, y = 2 },
})";
const std::string kForeign =
    "var = { x = true, k = \"K$\", zones = [\"p\", \"q\"], n = 5, map = { a = \"1\" } }";

// A scope of the entries of an object.
class Entries final : public eval::Scope {
 public:
  explicit Entries(eval::Value object) : object_(std::move(object)) {}
  std::optional<Found> find(eval::Context&, std::span<const std::string_view> path, Span) const override {
    const eval::Value* value = object_.find(path[0]);
    if (!value) return std::nullopt;
    return Found{*value};
  }

 private:
  eval::Value object_;
};

// The value of the argument `a` of the file, or its problems.
std::string evaluated(const std::string& file_text, const std::string& names) {
  Sources sources;
  Diagnostics diags;
  eval::Context context{.diags = diags, .sources = sources};
  const FileId names_id = sources.add("names", "{" + names + "}");
  const hcl::Fragment object =
      hcl::parse_expression(diags, sources, {names_id, 0, std::uint32_t(names.size() + 2)});
  const Entries scope(eval::evaluate(context, *object.expr, eval::LocalScope()));
  const hcl::File file = hcl::parse(diags, sources, sources.add("t.tf", file_text));
  if (file.has_errors) return "does not parse: " + diags.all()[0].message;
  const eval::Value value = eval::evaluate(context, *file.body.blocks[0].body.attributes[0].value, scope);
  if (diags.has_errors()) return "error: " + diags.all()[0].message;
  return print(value);
}

void check_meaning(const std::string& expression) {
  const std::string text = "b {\n  a = " + expression + "\n}\n";
  const std::string expected = evaluated(text, kKnown + "\n" + kForeign);
  if (expected.starts_with("does not parse") || expected.starts_with("error")) return;
  Folded result({.known = "{" + kKnown + "}"}, text);
  INFO(text);
  INFO(result.raw());
  CHECK(result.problems() == "");
  CHECK(evaluated(result.raw(), kForeign) == expected);
  CHECK(evaluated(result.text(), kForeign) == expected);
}

// Numbers that look random and are the same every time.
class Dice {
 public:
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return std::size_t(state_ >> 33) % n;
  }
  std::string pick(std::initializer_list<const char*> from) { return from.begin()[below(from.size())]; }

 private:
  std::uint64_t state_ = 42;
};

std::string value(Dice& dice) {
  return dice.pick({"spec.name", "spec.dollar", "spec.percent", "spec.brace", "spec.open", "spec.directive",
                    "spec.lines", "spec.empty", "spec.blank", "spec.quote", "spec.slash", "spec.mark",
                    "spec.newline", "spec.port", "spec.on", "var.k", "var.n", "var.k", "var.x"});
}

std::string part(Dice& dice, int depth) {
  const std::string open = dice.pick({"{", "{", "{", "{~ "});
  const std::string close = dice.pick({"}", "}", "}", " ~}"});
  switch (dice.below(depth > 0 ? 8 : 6)) {
    case 0:
    case 1:
    case 2: return "$" + open + value(dice) + close;
    case 3: return dice.pick({"a", " ", "  ", "$", "%", "{", "}", "$${", "%%{"});
    case 4:
    case 5: return dice.pick({"x", "y ", " z", "\n", "\n  ", "\n    "});
    case 6:
      return "%" + open + "if " + dice.pick({"spec.on", "spec.off", "var.x"}) + close +
             part(dice, depth - 1) + "%{ else }" + part(dice, depth - 1) + "%{ endif " + close;
    default:
      return "%" + open + "for v in " + dice.pick({"spec.zones", "spec.none", "var.zones"}) + close +
             part(dice, depth - 1) + "${v}%{ endfor " + close;
  }
}

std::string parts(Dice& dice) {
  std::string text;
  for (std::size_t n = 1 + dice.below(5); n > 0; --n) text += part(dice, 2);
  return text;
}

TEST_CASE("quoted strings mean the same after folding") {
  Dice dice;
  for (int i = 0; i < 1500; ++i) {
    std::string text = parts(dice);
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n'))
      text.replace(at, 1, "\\n");
    check_meaning("\"" + text + "\"");
  }
}

TEST_CASE("heredocs mean the same after folding") {
  Dice dice;
  for (int i = 0; i < 1500; ++i) {
    const std::string open = dice.pick({"<<EOT\n", "<<-EOT\n", "<<-EOT\n    ", "<<-EOT\n  a\n    "});
    check_meaning(open + parts(dice) + "\n  EOT");
  }
}

TEST_CASE("expressions mean the same after folding") {
  for (const char* expression : {
           "[spec.port, var.n, spec.zones[0], spec.zones[var.n - 5]]",
           "{ (spec.name) = var.n, \"${spec.name}-${var.k}\" = spec.map, for = 1 }",
           "merge(spec.map, var.map)",
           "(spec.on ? var.n + 1 : 2) * 3",
           "-(spec.off ? 1 : var.n)",
           "var.n - -spec.port",
           "spec.on && var.x || spec.off",
           "!(spec.off || var.x)",
           "[for z in spec.zones : \"${z}${var.k}\" if z != spec.dollar]",
           "{ for z in var.zones : z => \"${z}${spec.open}\"... }",
           "{ for i, z in spec.zones : \"${i}${var.k}\" => z }",
           "[for spec in var.zones : spec]",
           "[for o in [spec.map, var.map] : keys(o)]",
           "jsonencode({ a = spec.open, b = [var.n, spec.none] })",
           "try(var.map.zz, spec.map.zz, spec.map.x)",
           "coalesce(spec.empty, var.k)",
           "[{ a = spec.map }, { a = var.map }][*].a",
           "spec.port > 400 ? \"${var.k}%{ if spec.on }!%{ endif }\" : null",
           "length([var.n, spec.zones])",
           "format(\"%s-%s\", spec.name, var.k)",
       }) {
    check_meaning(expression);
  }
}

}  // namespace
}  // namespace blueprint::fold
