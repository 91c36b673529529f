#include "lint/reads.h"

#include <catch2/catch.hpp>

#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

// What is read where `each` is gone through and `when` asked; `each` may be empty.
std::string reads(std::string when, std::string each = {}) {
  Diagnostics diags;
  Sources sources;
  const auto parse = [&](std::string text) {
    const auto size = std::uint32_t(text.size());
    return hcl::parse_expression(diags, sources, {sources.add("x", std::move(text)), 0, size});
  };
  const hcl::Fragment condition = parse(std::move(when));
  const hcl::Fragment elements = each.empty() ? hcl::Fragment{} : parse(std::move(each));
  REQUIRE(diags.empty());
  const Reads found = reads_of(elements.expr, condition.expr, nullptr);
  if (!found.is_complete) return "more than is said";
  std::string text;
  for (const std::string_view name : found.of_self) text += concat("self.", name, " ");
  if (found.all_of_self) text += "self ";
  for (const auto& types : found.related) {
    for (const std::string_view type : types) text += concat("related.", type, " ");
  }
  for (const std::string_view name : found.of_related) text += concat("others.", name, " ");
  if (found.compares) text += "compares ";
  if (found.names_itself) text += "names itself ";
  return std::string(trim(text));
}

TEST_CASE("a clause reads the arguments that it names") {
  CHECK(reads("self.a == 1 && !self.b[0].c && length(self.d) > 0") == "self.a self.b self.d");
  CHECK(reads("anytrue([for rule in self.rules : rule.open])") == "self.rules");
  CHECK(reads("contains(catalog.x[type], self.a)") == "self.a");
  CHECK(reads("each.value.open", "coalesce(self.ingress, [])") == "self.ingress");
  CHECK(reads("length(iam.write) > 0") == "self.policy self.json self.inline_policy");
  CHECK(reads("self.a == address") == "self.a names itself");
}

TEST_CASE("a clause reads arguments of what is related") {
  CHECK(reads("length(related.aws_a) == 0") == "related.aws_a");
  CHECK(reads("related.aws_a[0].b == null") == "self.b related.aws_a others.b");
  CHECK(reads("anytrue([for a in related.aws_a : a.b == self.c])") == "self.b self.c related.aws_a others.b");
  CHECK(reads("length(concat(related.aws_a, related.aws_a.related.aws_b)) > 0") ==
        "related.aws_a related.aws_a related.aws_b");
  CHECK(reads("anytrue([for x in concat([self], related.aws_a) : x.b])") == "self.b related.aws_a others.b");
  CHECK(reads("each.value.b", "related.aws_a") == "self.b related.aws_a others.b");
  CHECK(reads("anytrue(related.aws_a[*].b)") == "self.b related.aws_a others.b");
}

TEST_CASE("what there is of a type is the same for all, but not what it says of them") {
  CHECK(reads("anytrue([for a in all.aws_a : a.b == self.c])") == "self.c compares");
}

TEST_CASE("all arguments may count") {
  CHECK(reads("length([for key, value in self : value if value == null]) > 0") == "self");
  CHECK(reads("self[each.key] == 1", "catalog.x") == "self");
  CHECK(reads("blueprint::text(self) == \"\"") == "self");
}

TEST_CASE("some clauses read more than can be told") {
  CHECK(reads("length(referrers) > 0") == "more than is said");
  CHECK(reads("related.aws_a == self.b") == "more than is said");
  CHECK(reads("anytrue([for a in related.aws_a : blueprint::text(a) == \"\"])") == "more than is said");
  CHECK(reads("anytrue([for key, value in related.aws_a[0] : value])") == "more than is said");
}

}  // namespace
}  // namespace blueprint::lint
