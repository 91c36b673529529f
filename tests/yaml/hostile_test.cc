// Input that someone made to hurt, or that a disk did: never a crash, a wait, or
// memory without a limit.

#include <catch2/catch.hpp>

#include "yaml/node.h"

namespace blueprint::yaml {
namespace {

struct Parsed {
  std::vector<Node> documents{};
  std::vector<std::string> messages{};  // As "line:column message".
};

Parsed check(std::string text) {
  Sources sources;
  const FileId file = sources.add("x.yaml", std::move(text));
  Diagnostics diags;
  Parsed parsed{.documents = parse(diags, sources, file)};
  for (const Diagnostic& diagnostic : diags.all()) {
    const LineColumn at = sources.locate(file, diagnostic.span.begin);
    REQUIRE(diagnostic.span.begin <= diagnostic.span.end);
    REQUIRE(diagnostic.span.end <= sources.text(file).size());
    parsed.messages.push_back(std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
                              diagnostic.message);
  }
  return parsed;
}

std::string repeat(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

TEST_CASE("nesting has a limit in every style") {
  const std::string message = " the nesting is deeper than 200 levels";
  CHECK(check(repeat("[", 10'000)).messages == std::vector<std::string>{"1:201" + message});
  CHECK(check(repeat("[a, ", 10'000)).messages == std::vector<std::string>{"1:801" + message});
  CHECK(check(repeat("{a: ", 10'000)).messages == std::vector<std::string>{"1:801" + message});
  CHECK(check(repeat("- ", 10'000)).messages == std::vector<std::string>{"1:401" + message});
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += std::string(std::size_t(i), ' ') + "a:\n";
  CHECK(check(deep).messages == std::vector<std::string>{"201:201" + message});
}

TEST_CASE("a file of nothing but brackets costs nothing") {
  const std::string deep = " the nesting is deeper than 200 levels";
  CHECK(check(repeat("[\n", 5'000'000)).messages == std::vector<std::string>{"201:1" + deep});
  CHECK(check(repeat("[a,", 5'000'000)).messages ==
        std::vector<std::string>{"1:1 the file has more than a million values"});
}

TEST_CASE("200 levels can be read") { CHECK(check(repeat("[", 200) + repeat("]", 200)).messages.empty()); }

TEST_CASE("aliases cannot nest deeper than brackets") {
  std::string text = "- &a0 [x]\n";
  for (int i = 1; i < 1000; ++i) text += "- &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  CHECK(check(text).messages == std::vector<std::string>{"200:10 the nesting is deeper than 200 levels"});
}

TEST_CASE("an alias bomb is refused") {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (char name = '1'; name <= '9'; ++name) {
    text += std::string("a") + name + ": &a" + name + " [";
    for (int i = 0; i < 9; ++i) text += std::string(i > 0 ? ", *a" : "*a") + char(name - 1);
    text += "]\n";
  }
  const Parsed parsed = check(text);
  CHECK(parsed.documents.empty());
  REQUIRE(parsed.messages.size() == 1);
  CHECK(parsed.messages[0] == "6:53 the file has more than a million values, with those that aliases repeat");
}

TEST_CASE("merge keys are no way around the limit") {
  std::string text = "a0: &a0 {x: 1, y: 2}\n";
  for (int i = 1; i < 40; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " {<<: [" + last + ", " + last + "], k" +
            std::to_string(i) + ": " + last + "}\n";
  }
  const Parsed parsed = check(text);
  REQUIRE(parsed.messages.size() == 1);
  CHECK(parsed.messages[0].ends_with("more than a million values, with those that aliases repeat"));
}

TEST_CASE("bytes that are no text are shown before anything is parsed") {
  CHECK(check("a: \xFF\n").messages == std::vector<std::string>{"1:4 the byte 0xFF is not UTF-8"});
  CHECK(check("a: 1\nb: \xC3(\n").messages == std::vector<std::string>{"2:4 the byte 0xC3 is not UTF-8"});
  CHECK(check("a: \xED\xA0\x80").messages == std::vector<std::string>{"1:4 the byte 0xED is not UTF-8"});
  CHECK(check(std::string("a: b\0c\n", 7)).messages ==
        std::vector<std::string>{"1:5 the control character 0x00 cannot be in YAML"});
  CHECK(check("\xFF\xFE"
              "a")
            .messages == std::vector<std::string>{"1:1 the file is UTF-16, not UTF-8"});
  CHECK(check("\x7F"
              "ELF")
            .messages == std::vector<std::string>{"1:1 the control character 0x7F cannot be in YAML"});
}

TEST_CASE("a file over 32 MiB is refused") {
  const Parsed parsed = check(std::string((32u << 20) + 1, ' '));
  CHECK(parsed.messages == std::vector<std::string>{"1:1 the file has more than 32 MiB"});
}

TEST_CASE("a file of very many values is refused") {
  const Parsed parsed = check(repeat("-\n", 1'000'000));
  CHECK(parsed.messages.size() == 1);
  CHECK(parsed.documents.empty());
}

TEST_CASE("after twenty broken documents the rest is left alone") {
  CHECK(check(repeat("]\n---\n", 100'000)).messages.size() == 20);
}

constexpr std::string_view kSample =
    "%YAML 1.2\n---\n# é\nblueprint: 1\n\"na\\u00efme\": &n 'it''s'\nlist:\n- a\n- {b: [1, *n], ? c : d}\n"
    "base: &base\n  x: |2-\n    text\n   more\nmerged: {<<: *base, y: >+\n\n}\n...\n---\n!Sub "
    "tagged\n---\n\t- a\n"
    "more:\n  <<: [*base]\n  deep: {\"a\": \"b\\\n   c\", 'd': e}\n";

TEST_CASE("every beginning of a file is survived") {
  for (std::size_t size = 0; size <= kSample.size(); ++size) check(std::string(kSample.substr(0, size)));
}

TEST_CASE("every file with one byte changed is survived") {
  for (std::size_t at = 0; at < kSample.size(); ++at) {
    for (const char byte : std::string_view("\n\t -:#[]{}&*!|>'\"%@\x80\r,?<")) {
      std::string text(kSample);
      text[at] = byte;
      check(text);
      text.erase(at, 1);
      check(text);
    }
  }
}

}  // namespace
}  // namespace blueprint::yaml
