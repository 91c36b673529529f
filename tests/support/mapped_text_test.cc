#include <catch2/catch.hpp>

#include "support/mapped_text.h"

namespace blueprint {
namespace {

Span span_of(const Sources& sources, FileId file, std::string_view part) {
  const auto begin = std::uint32_t(sources.text(file).find(part));
  return {file, begin, begin + std::uint32_t(part.size())};
}

TEST_CASE("copied text maps byte by byte, put text to what it replaces") {
  Sources sources;
  const FileId file = sources.add("vpc.tf", "cidr = spec.cidr\n");
  MappedText text;
  text.copy(sources, span_of(sources, file, "cidr = "));
  text.put("\"10.0.0.0/16\"", {.copied = span_of(sources, file, "spec.cidr")});
  text.copy(sources, span_of(sources, file, "\n"));
  REQUIRE(text.text() == "cidr = \"10.0.0.0/16\"\n");
  CHECK(text.origin(2).copied == Span{file, 2, 3});
  CHECK(text.origin(10).copied == Span{file, 7, 16});
  CHECK(text.origin(20).copied == Span{file, 16, 17});
}

TEST_CASE("origins survive edits") {
  Sources sources;
  const FileId file = sources.add("vpc.tf", "a=b\nc=d\n");
  MappedText text;
  text.copy(sources, {file, 0, 8});
  const MappedText spaced =
      text.edited({{.span = {{}, 1, 2}, .text = " = "}, {.span = {{}, 5, 6}, .text = " = "}});
  REQUIRE(spaced.text() == "a = b\nc = d\n");
  CHECK(spaced.origin(4).copied == Span{file, 2, 3});
  CHECK(spaced.origin(10).copied == Span{file, 6, 7});
}

}  // namespace
}  // namespace blueprint
