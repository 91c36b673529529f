#include "support/fingerprint.h"

#include <catch2/catch.hpp>

namespace blueprint {
namespace {

std::string print_of(std::string path, std::string text, std::string_view found, Diagnostic diagnostic = {}) {
  Sources sources;
  const auto begin = std::uint32_t(text.find(found));
  const FileId file = sources.add(std::move(path), std::move(text));
  diagnostic.code = "aws/x";
  diagnostic.span = {file, begin, begin + std::uint32_t(found.size())};
  return fingerprints(sources, std::span(&diagnostic, 1)).front();
}

TEST_CASE("a finding keeps its fingerprint when its lines move or are formatted") {
  const std::string print = print_of("main.tf", "a = 1\n", "a = 1");
  CHECK(print.size() == 32);
  CHECK(print_of("./main.tf", "# a comment\n\na = 1\n", "a = 1") == print);
  CHECK(print_of("main.tf", "a   = 1\n", "a   = 1") == print);
  CHECK(print_of("main.tf", "a = 1\n", "a = 1", {.message = "said otherwise"}) == print);
}

TEST_CASE("another text, subject or file is another finding") {
  const std::string print = print_of("main.tf", "a = 1\n", "a = 1");
  CHECK(print_of("main.tf", "a = 2\n", "a = 2") != print);
  CHECK(print_of("main.tf", "a = 1\n", "a = 1", {.subject = "aws_vpc.a"}) != print);
  CHECK(print_of("b/main.tf", "a = 1\n", "a = 1") != print);
}

TEST_CASE("a secret is not in its fingerprint") {
  CHECK(print_of("main.tf", "\"hunter2\"", "\"hunter2\"", {.secret = true}) ==
        print_of("main.tf", "\"hunter3\"", "\"hunter3\"", {.secret = true}));
}

TEST_CASE("of equal findings each has a fingerprint of its own") {
  Sources sources;
  const FileId file = sources.add("main.tf", "a = 1\na = 1\n");
  const std::vector<Diagnostic> twice = {{.span = {file, 0, 5}}, {.span = {file, 6, 11}}};
  const auto prints = fingerprints(sources, twice);
  CHECK(prints[1] == prints[0] + ":2");
}

}  // namespace
}  // namespace blueprint
