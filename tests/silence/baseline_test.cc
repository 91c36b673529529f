#include "silence/baseline.h"

#include <catch2/catch.hpp>

namespace blueprint::silence {
namespace {

// A finding at each place in `text` where `a` stands.
Diagnostics findings_in(Sources& sources, std::string text, std::string_view code = "aws/x") {
  const FileId file = sources.add("main.tf", std::move(text));
  const std::string_view all = sources.text(file);
  Diagnostics findings;
  for (std::size_t at = all.find('a'); at != all.npos; at = all.find('a', at + 1)) {
    const auto begin = std::uint32_t(at);
    findings.add({.code = std::string(code), .span = {file, begin, begin + 5}, .subject = "s"});
  }
  return findings;
}

Known apply(std::string before, std::string after, std::size_t left, bool looked_for = true) {
  Sources sources;
  const Result<Baseline> baseline =
      parse_baseline(print_baseline(sources, findings_in(sources, std::move(before))));
  REQUIRE(baseline);
  Diagnostics findings = findings_in(sources, std::move(after));
  const Known known = apply_baseline(findings, sources, *baseline, [&](const BaselineEntry& entry) {
    CHECK(entry.file == "main.tf");
    CHECK(entry.rule == "aws/x");
    return looked_for;
  });
  CHECK(findings.size() == left);
  return known;
}

TEST_CASE("what is in the baseline is not reported, wherever its line went") {
  CHECK(apply("a = 1\n", "\n\na = 1\n", 0).in_baseline == 1);
  CHECK(apply("a = 1\n", "a = 2\n", 1).resolved == 1);
  CHECK(apply("a = 1\n", "b = 1\n", 0).resolved == 1);
  CHECK(apply("a = 1\n", "b = 1\n", 0, false).resolved == 0);
}

TEST_CASE("of equal findings as many are known as there were") {
  CHECK(apply("a = 1\na = 1\n", "a = 1\na = 1\na = 1\n", 1).in_baseline == 2);
  CHECK(apply("a = 1\na = 1\n", "a = 1\n", 0).resolved == 1);
}

TEST_CASE("a baseline has a line for each finding, sorted") {
  Sources sources;
  CHECK(print_baseline(sources, findings_in(sources, "a = 1\n")) ==
        "{\n\"blueprint-baseline\": 1,\n\"findings\": [\n"
        "{\"file\":\"main.tf\",\"rule\":\"aws/"
        "x\",\"subject\":\"s\",\"fingerprint\":\"9c3d4685885fd3d0fbd753cca05f540d\"}\n]\n}\n");
  CHECK(print_baseline(sources, {}) == "{\n\"blueprint-baseline\": 1,\n\"findings\": [\n]\n}\n");
}

TEST_CASE("what is wrong with a file is in no baseline") {
  Sources sources;
  CHECK(print_baseline(sources, findings_in(sources, "a = 1\n", "hcl/syntax")) ==
        print_baseline(sources, {}));
}

TEST_CASE("other texts are no baselines") {
  CHECK(parse_baseline("[]").error().message == "this is no baseline");
  CHECK(parse_baseline("{").error().message == "this is no baseline");
  CHECK(parse_baseline(R"({"blueprint-baseline": 2})").error().message ==
        "this baseline is of another version of blueprint");
  CHECK(parse_baseline(R"({"blueprint-baseline": 1})").error().message ==
        "the baseline has no list of findings");
  CHECK(parse_baseline(R"({"blueprint-baseline": 1, "findings": [{}]})").error().message ==
        "an entry of the baseline has no fingerprint");
}

}  // namespace
}  // namespace blueprint::silence
