#include "support/hidden_texts.h"

#include <catch2/catch.hpp>

namespace blueprint {
namespace {

// `text` as it is told when these are secrets.
std::string told(std::vector<std::string> secrets, std::string_view text) {
  Sources sources;
  std::vector<Span> spans;
  for (std::string& secret : secrets) {
    const auto size = std::uint32_t(secret.size());
    spans.push_back({sources.add("secret.tf", std::move(secret)), 0, size});
  }
  return HiddenTexts(sources, spans).without(text);
}

TEST_CASE("a secret is told as stars wherever it stands") {
  CHECK(told({"hunter22"}, "hunter22") == "********");
  CHECK(told({"hunter22"}, "a hunter22, hunter22!") == "a ********, ********!");
  CHECK(told({"hunter22"}, "hunter2") == "hunter2");
  CHECK(told({"hunter22"}, "") == "");
  CHECK(told({}, "hunter22") == "hunter22");
}

TEST_CASE("secrets that overlap are both taken out") {
  CHECK(told({"abcdefgh", "efghijkl"}, "-abcdefghijkl-") == "-************-");
  CHECK(told({"abcdefgh", "abcdefghij"}, "abcdefghij abcdefgh") == "********** ********");
}

TEST_CASE("what is short stands in too many other texts to be taken out") {
  CHECK(told({"root"}, "root of the folder") == "root of the folder");
}

TEST_CASE("a finding tells no secret in any of its words") {
  Sources sources;
  const FileId file = sources.add("main.tf", "hunter22");
  const Span span{file, 0, 8};
  Diagnostic finding{.message = "it is hunter22",
                     .labels = {{.span = span, .text = "not hunter22"}},
                     .help = "change hunter22"};
  HiddenTexts(sources, std::span(&span, 1)).take_from(finding);
  CHECK(finding.message == "it is ********");
  CHECK(finding.help == "change ********");
  CHECK(finding.labels[0].text == "not ********");
}

}  // namespace
}  // namespace blueprint
