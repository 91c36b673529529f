#include <algorithm>
#include <catch2/catch.hpp>

#include "lint/rule_set.h"
#include "support/strings.h"
#include "temporary_folder.h"

namespace blueprint::lint {
namespace {

// "line:column: message (help)" for each mistake in a rule file.
std::string mistakes(std::string_view text) {
  Sources sources;
  Diagnostics diags;
  read_rule(diags, sources, sources.add("rules/a/b.yaml", std::string(text)), "a/b");
  std::string lines;
  for (const Diagnostic& d : diags.sorted()) {
    const LineColumn at = sources.locate(d.span.file, d.span.begin);
    lines += concat(std::to_string(at.line), ":", std::to_string(at.column), ": ", d.message,
                    d.help.empty() ? "" : concat(" (", d.help, ")"), "\n");
  }
  return lines;
}

constexpr std::string_view kHead = "title: T\nseverity: error\ncategory: cost\nwhy: W\nbad: [x]\ngood: [y]\n";

TEST_CASE("a rule needs what makes it useful") {
  CHECK(mistakes(concat(kHead, "message: M\nterraform:\n  - resource: x\n    when: true\n")) == "");
  CHECK(
      mistakes(kHead) ==
      "1:1: the rule looks at nothing (add `terraform:`, `kubernetes:`, `helm:`, `blueprint:` or `text:`)\n");
  CHECK(mistakes(concat(kHead, "message: M\nterraform: { resource: x, when: true }\n")) ==
        "1:1: the rule looks at nothing (add `terraform:`, `kubernetes:`, `helm:`, `blueprint:` or `text:`)\n"
        "8:12: `terraform` is a list of clauses\n");
  CHECK(mistakes(concat(kHead, "terraform:\n  - resource: x\n")) ==
        "8:5: the clause has no `when`\n"
        "8:5: the rule has no `message`\n");
  CHECK(mistakes(concat(kHead, "message: M\nterraform:\n  - when: true\n")) ==
        "9:5: the clause selects nothing (say `resource:`, `kind:` or the like)\n");
}

TEST_CASE("a clause may select what the program finds by itself, and needs no condition then") {
  CHECK(mistakes(concat(kHead, "message: M\nterraform:\n  - check: wrong-type\n")) == "");
}

TEST_CASE("a word that is wrong is told with the one that may be meant") {
  const std::string_view rest = "terraform:\n  - resource: x\n    wen: true\n    when: true\n";
  CHECK(
      mistakes(concat("title: T\nseverity: fatal\ncategory: securty\nwhy: W\nbad: [x]\ngood: [y]\nmesage: M\n"
                      "message: M\n",
                      rest)) ==
      "2:11: `fatal` is no severity (use error, warning or info)\n"
      "3:11: `securty` is no category (did you mean `security`?)\n"
      "7:1: a rule has no `mesage` (did you mean `message`?)\n"
      "11:5: a clause has no `wen` (did you mean `when`?)\n");
}

TEST_CASE("a file that is no rule is told so") {
  CHECK(mistakes("- a\n").find("a rule is a mapping with `title`, `severity` and so on") !=
        std::string::npos);
  CHECK(mistakes("").find("a rule is a mapping") != std::string::npos);
  CHECK(mistakes("title: [\n") != "");
  CHECK(mistakes(concat(kHead, "terraform: [1, [2], null]\n")) != "");
}

TEST_CASE("the rules of the project are read only in part, and are the same in it") {
  const catalog::Library library;
  Sources sources;
  Diagnostics diags;
  RuleSet rules(diags, sources, library);
  for (const std::string& id : rules.ids()) {
    INFO(id);
    const auto text = library.find(concat("rules/", id, ".yaml"));
    REQUIRE(text);
    CHECK(catalog::working_part(*text).size() < text->size());
    const Rule part =
        read_working_part(diags, sources, sources.add(id, std::string(catalog::working_part(*text))), id);
    const Rule& whole = *rules.find(id);
    CHECK(part.title == whole.title);
    CHECK(part.aliases == whole.aliases);
    CHECK(part.clauses.size() == whole.clauses.size());
    // Several rules may answer to one alias.
    for (const std::string& alias : whole.aliases) {
      CHECK(std::ranges::count(rules.find_by_alias(alias)->aliases, alias) == 1);
    }
  }
  CHECK(diags.empty());
}

TEST_CASE("every rule is found for the things that its clauses select") {
  const catalog::Library library;
  Sources sources;
  Diagnostics diags;
  RuleSet rules(diags, sources, library);
  for (const std::string& id : rules.ids()) {
    for (const Clause& clause : rules.find(id)->clauses) {
      for (const std::string& type : clause.types) {
        INFO(id << " " << type);
        const Subject subject{.language = clause.language, .select = clause.select, .type = type};
        bool found = false;
        for (const ReadyClause* ready : rules.matching(subject)) found = found || ready->rule->id == id;
        CHECK(found);
      }
    }
  }
  CHECK(diags.empty());
}

TEST_CASE("a rule is found however its clause writes what it selects") {
  const std::string_view clauses[] = {
      "  - resource: [b, a]\n    when: true\n",
      "  - resource: [b,\n      a]\n    when: true\n",
      "  - resource:\n      - b\n      - a\n    when: true\n",
      "  - when: true\n    resource: a\n",
  };
  for (const std::string_view clause : clauses) {
    INFO(clause);
    TemporaryFolder folder;
    folder.write("own/rule.yaml", concat("message: M\nterraform:\n", clause, kHead));
    catalog::Library library;
    REQUIRE_FALSE(library.add("rules", folder.path()));
    Sources sources;
    Diagnostics diags;
    RuleSet rules(diags, sources, library);
    const auto count = [&](std::string_view type) {
      const Subject subject{.select = "resource", .type = std::string(type)};
      return std::ranges::count(rules.matching(subject), "own/rule",
                                [](const ReadyClause* ready) { return std::string_view(ready->rule->id); });
    };
    CHECK(count("a") == 1);
    CHECK(count("c") == 0);
    CHECK(diags.empty());
  }
}

}  // namespace
}  // namespace blueprint::lint
