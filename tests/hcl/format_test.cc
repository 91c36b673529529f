#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "hcl/dump.h"
#include "hcl/format.h"
#include "hcl/parse.h"

namespace blueprint::hcl {
namespace {

const std::filesystem::path kConformance = std::filesystem::path(PROJECT_DIR) / "../shared/conformance";

std::string formatted(std::string text) {
  Sources sources;
  Diagnostics diags;
  const FileId id = sources.add("main.tf", std::move(text));
  const std::vector<Edit> edits = format(diags, sources, id);
  CHECK(diags.empty());
  return apply_edits(sources.text(id), edits);
}

std::string tree(std::string text) {
  Sources sources;
  Diagnostics diags;
  const File file = parse(diags, sources, sources.add("main.tf", std::move(text)));
  CHECK(diags.empty());
  return dump(file.body);
}

std::string contents(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_CASE("brackets indent the lines after them, however many they are") {
  CHECK(formatted("a {\nb = [{\nc = 1\n}]\n}\n") == "a {\n  b = [{\n    c = 1\n  }]\n}\n");
  CHECK(formatted("a = [\n[\n1\n]]\n") == "a = [\n  [\n    1\n]]\n");
}

TEST_CASE("tokens are spaced") {
  CHECK(formatted("a=f( 1,-2 ,a*- b...)\n") == "a = f(1, -2, a * -b...)\n");
  CHECK(formatted("a={b=[for x in [ y ]:x]}\n") == "a = { b = [for x in [y] : x] }\n");
  CHECK(formatted("b \"c\"{}\n") == "b \"c\" {}\n");
  CHECK(formatted("a=\"x${ b }%{if c}d%{endif}\"\n") == "a = \"x${b}%{if c}d%{endif}\"\n");
}

TEST_CASE("neighbouring lines are aligned") {
  CHECK(formatted("a=1 # x\nbbb=22 # y\n\nc=3\n") == "a   = 1  # x\nbbb = 22 # y\n\nc = 3\n");
  CHECK(formatted("é=1\nab=2\n") == "é  = 1\nab = 2\n");
  CHECK(formatted("a=\"👩‍👩‍👧\" # x\nb=\"xy\" # y\n") ==
        "a = \"👩‍👩‍👧\"  # x\nb = \"xy\" # y\n");
}

TEST_CASE("a value that is one sequence loses its quotes") {
  CHECK(formatted("a = \"${b}\"\nc = [\"${d}\"]\n") == "a = b\nc = [\"${d}\"]\n");
  CHECK(formatted("a = \"${b}${c}\"\n") == "a = \"${b}${c}\"\n");
  CHECK(formatted("a = \"${\n  b ? c :\n  d\n}\"\n") == "a = (b ? c :\nd)\n");
}

TEST_CASE("losing the quotes never changes the meaning") {
  CHECK(formatted("a = \"${(b)\n + (c)}\"\n") == "a = ((b)\n+ (c))\n");
  CHECK(formatted("a = \"${ # why\n b }\"\n") == "a = ( # why\nb)\n");
}

TEST_CASE("old types of variables become new ones") {
  CHECK(formatted("variable \"a\" {\n  type = \"list\"\n}\n") ==
        "variable \"a\" {\n  type = list(string)\n}\n");
  CHECK(formatted("variable \"a\" {\n  type = map\n}\n") == "variable \"a\" {\n  type = map(any)\n}\n");
  CHECK(formatted("variable \"a\" {\n  type = \"string\"\n}\n") == "variable \"a\" {\n  type = string\n}\n");
  CHECK(formatted("output \"a\" {\n  type = \"list\"\n}\n") == "output \"a\" {\n  type = \"list\"\n}\n");
}

TEST_CASE("labels are put in quotes") {
  CHECK(formatted("b c \"d\" /* e */ \"\\u00e9\\t\" {}\n") == "b \"c\" \"d\" \"é\\t\" {}\n");
}

TEST_CASE("labels with signs of templates are kept, which Terraform loses") {
  CHECK(formatted("b \"100%\" \"$x\" {}\n") == "b \"100%\" \"$x\" {}\n");
}

TEST_CASE("heredocs stay as they are") {
  CHECK(formatted("b {\na=<<EOT\n   x\n  EOT\ncc=1\n}\n") == "b {\n  a  = <<EOT\n   x\n  EOT\n  cc = 1\n}\n");
}

TEST_CASE("the byte order mark goes, other newlines stay") {
  CHECK(formatted("\xef\xbb\xbf"
                  "a=1\r\n") == "a = 1\r\n");
  CHECK(formatted("a=1") == "a = 1");
  CHECK(formatted("").empty());
}

TEST_CASE("a file with mistakes is left alone") {
  Sources sources;
  Diagnostics diags;
  const FileId id = sources.add("main.tf", "a=\n");
  CHECK(format(diags, sources, id).empty());
  CHECK(diags.has_errors());
}

TEST_CASE("a file that is right gives no edits") {
  Sources sources;
  Diagnostics diags;
  const FileId id = sources.add("main.tf", "a = 1\n\nb \"c\" {\n  d = 2 # e\n}\n");
  CHECK(format(diags, sources, id).empty());
}

TEST_CASE("every case of terraform fmt") {
  const std::filesystem::path path = kConformance / "hcl_fmt.jsonl";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: " << path << " is not there");
    return;
  }
  std::ifstream stream(path);
  int cases = 0;
  int equal = 0;
  for (std::string line; std::getline(stream, line); ++cases) {
    const nlohmann::json row = nlohmann::json::parse(line);
    std::string got = formatted(row["input"].get<std::string>());
    // The cases come from standard output, where terraform ends the last line.
    if (!got.ends_with('\n')) got += '\n';
    const std::string want = row["want"].get<std::string>();
    CHECK(got == want);
    equal += got == want;
  }
  CHECK(cases == 60);
  std::cout << "hcl_fmt.jsonl: " << equal << " of " << cases << "\n";
}

TEST_CASE("formatting keeps the meaning, and formatting again changes nothing") {
  const std::filesystem::path folder = kConformance / "terraform/fixtures";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: " << folder << " is not there");
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".tf") continue;
    const std::string text = contents(entry.path());
    Sources sources;
    Diagnostics diags;
    if (parse(diags, sources, sources.add("main.tf", text)).has_errors) continue;
    const std::string once = formatted(text);
    INFO(entry.path());
    CHECK(formatted(once) == once);
    // A value that loses its quotes and an old type make another tree.
    const bool rewritten =
        text.find("\"${") != std::string::npos || text.find("\"string\"") != std::string::npos;
    if (!rewritten) CHECK(tree(once) == tree(text));
  }
}

}  // namespace
}  // namespace blueprint::hcl
