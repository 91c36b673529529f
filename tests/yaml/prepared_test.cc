#include "yaml/prepared.h"

#include <catch2/catch.hpp>

#include "dump.h"
#include "yaml/node.h"

namespace blueprint::yaml {
namespace {

std::vector<Node> parsed(Sources& sources, FileId file) {
  Diagnostics diags;
  std::vector<Node> documents = parse(diags, sources, file);
  REQUIRE(diags.empty());
  return documents;
}

void check_same(const Node& a, const Node& b) {
  CHECK(a.kind == b.kind);
  CHECK(a.span == b.span);
  CHECK(a.text == b.text);
  CHECK(a.boolean == b.boolean);
  CHECK(a.quoted == b.quoted);
  CHECK(a.tag == b.tag);
  REQUIRE(a.items.size() == b.items.size());
  for (std::size_t i = 0; i < a.items.size(); ++i) check_same(a.items[i], b.items[i]);
  REQUIRE(a.pairs.size() == b.pairs.size());
  for (std::size_t i = 0; i < a.pairs.size(); ++i) {
    CHECK(a.pairs[i].key == b.pairs[i].key);
    CHECK(a.pairs[i].key_span == b.pairs[i].key_span);
    check_same(a.pairs[i].value, b.pairs[i].value);
  }
}

// What is restored must be what is parsed.
void check_restored(const std::string& text) {
  INFO(text);
  Sources sources;
  const FileId file = sources.add("x.yaml", text);
  const std::vector<Node> documents = parsed(sources, file);
  const std::vector<Node> again = restore(prepare(documents, text), text, file);
  REQUIRE(again.size() == documents.size());
  for (std::size_t i = 0; i < again.size(); ++i) check_same(again[i], documents[i]);
}

TEST_CASE("prepared YAML is restored as it was parsed") {
  check_restored("");
  check_restored("a: 1\nb: [x, 'y', \"z\", \"\\n\", true, null, ~, 0x1F]\nc: {d: !Sub e, f: }\n");
  check_restored("a: |\n  text\n  more\nb: >-\n  folded\n  text\nc: ''\nd: 'it''s'\n");
  check_restored("base: &base\n  a: 1\nother:\n  <<: *base\n  b: *base\n");
  check_restored("a: 1\n---\n- b\n- [c]\n--- d\n");
  check_restored("long: " + std::string(300, 'x') + "\n");
}

TEST_CASE("of the beginning of a text, the keys behind it are left out") {
  const std::string text = "a: 1\nb: {c: 2}\nwhy: long\nbad: []\n";
  Sources sources;
  const FileId whole = sources.add("x.yaml", text);
  const std::string prepared = prepare(parsed(sources, whole), text);
  const std::string_view beginning = std::string_view(text).substr(0, text.find("why"));
  const FileId file = sources.add_view("x.yaml", beginning, prepared);
  Diagnostics diags;
  const Node node = parse_one(diags, sources, file);
  CHECK(dump(node) == "{a: 1, b: {c: 2}}");
  CHECK(node.span.end == beginning.size());
}

}  // namespace
}  // namespace blueprint::yaml
