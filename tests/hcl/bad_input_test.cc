#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <random>

#include "hcl/dump.h"
#include "hcl/format.h"
#include "hcl/parse.h"
#include "support/strings.h"

// Whatever the bytes are: an answer, in time, with places inside the file.

namespace blueprint::hcl {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

Diagnostics read(std::string text) {
  Sources sources;
  Diagnostics diags;
  const std::size_t size = text.size();
  const FileId id = sources.add("main.tf", std::move(text));
  const File file = parse(diags, sources, id);
  const auto inside = [&](Span span) {
    return span.file == id && span.begin <= span.end && span.end <= size;
  };
  for (const Diagnostic& diagnostic : diags.all()) {
    if (!inside(diagnostic.span)) FAIL("outside of the file: " << diagnostic.message);
  }
  dump(file.body);
  Diagnostics more;
  format(more, sources, id);
  parse_template(more, sources, {id, 0, std::uint32_t(size)});
  parse_expression(more, sources, {id, 0, std::uint32_t(size)});
  return diags;
}

constexpr std::string_view kSample = R"(
variable "x" { type = list(string) }
resource "a" "b" {
  for_each = { for k, v in var.x : k => v... if v != null }
  a        = "x${~ f(a.b[*].c, "y${z}", -1) ~}%{ if a }b%{ else }c%{ endif }\n\u00e9" # é
  b        = <<-EOT
    %{ for x in y ~}
    $${x} ${x.0}
    %{ endfor ~}
  EOT
  c { d = [1, 2.5e3, !true ? a : (b)] /* … */ }
}
)";

TEST_CASE("a file cut off anywhere is read") {
  for (std::size_t size = 0; size <= kSample.size(); ++size) read(std::string(kSample.substr(0, size)));
}

TEST_CASE("a file without any one of its bytes is read") {
  for (std::size_t i = 0; i < kSample.size(); ++i) read(std::string(kSample).erase(i, 1));
}

TEST_CASE("random bytes are read") {
  std::mt19937 random(1);
  constexpr std::string_view kLikely = "{}[]()\"\"$%{~}=\n\n\r:,.?<<-A\nA\\u#/* ab1é";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t size = random() % 80; size > 0; --size) {
      text += random() % 20 == 0 ? char(random() % 256) : kLikely[random() % kLikely.size()];
    }
    read(text);
  }
}

TEST_CASE("nesting stops at 1,000 levels, with one mistake") {
  constexpr std::size_t kDepth = 10'000;
  for (const auto& [open, close] : {std::pair("[", "]"), std::pair("(", ")"), std::pair("{a=", "}"),
                                    std::pair("f(", ")"), std::pair("\"${", "}\""), std::pair("x[", "]")}) {
    const Diagnostics diags =
        read(concat("a = ", repeat(open, kDepth), "1", repeat(close, kDepth), "\nb = ]\n"));
    REQUIRE(diags.size() == 2);
    CHECK(diags.all()[0].message == "the nesting is deeper than 1000 levels");
    CHECK(diags.all()[1].message == "expected an expression, found `]`");
  }
  CHECK(read("a = " + repeat("!", kDepth)).size() == 1);
  CHECK(read("a = b" + repeat("[*]", kDepth)).size() == 1);
  CHECK(read("a = " + repeat("b ? c : ", kDepth)).size() == 1);
  CHECK(read(repeat("a {\n", kDepth) + repeat("}\n", kDepth)).size() == 1);
  CHECK(read("a = " + repeat("[", 1'000'000)).size() == 1);
  CHECK(read("a = " + repeat("[", 1'000'000) + repeat("]", 1'000'000)).size() == 1);
}

TEST_CASE("long chains are mistakes too, for the tree they make is deep") {
  CHECK(read("a = 1" + repeat(" + 1", 500)).empty());
  CHECK(read("a = 1" + repeat(" + 1", 100'000)).size() == 1);
  CHECK(read("a = b" + repeat(".c", 100'000)).size() == 1);
  CHECK(read("a = \"" + repeat("%{ if b }", 10'000) + "\"\n").size() == 1);
}

TEST_CASE("many mistakes take time in proportion") {
  read(repeat("a = (1 2\n", 10'000));
  read(repeat("\"${\n", 10'000));
  read(repeat("a = \"${b\n", 10'000));
  read(repeat("<<A\n", 10'000));
  read(repeat("a {\n", 900) + repeat("b = \n", 10'000));
  read(repeat("([{\"${", 10'000) + repeat("]}", 10'000));
  std::string attributes;
  for (int i = 0; i < 10'000; ++i) attributes += concat("a", std::to_string(i % 5'000), " = 1\n");
  CHECK(read(attributes).size() == 5'000);
}

TEST_CASE("a file beyond 8 MiB is refused at once") {
  const Diagnostics diags = read(repeat("a = 1\n", 17u << 20));
  REQUIRE(diags.size() == 1);
  CHECK(diags.all()[0].code == "hcl/limit");
  CHECK(diags.all()[0].message == "the text has more than 8 MiB");
  CHECK(diags.all()[0].help == "split the file");
}

TEST_CASE("beyond ten thousand mistakes in a file no more are listed") {
  const Diagnostics diags = read(repeat("a = 1\n", 100'000));
  REQUIRE(diags.size() == 10'001);
  CHECK(diags.all().back().message == "there are more mistakes, which are not listed");
  CHECK(read(repeat("a = \n", 100'000)).size() == 10'001);
}

TEST_CASE("a message is one line, also when a label with an interpolation goes over several") {
  const Diagnostics diags = read("resource \"a${x \"y\"\n  b}c\"\nz = 1\n");
  REQUIRE(!diags.empty());
  for (const Diagnostic& diag : diags.all()) CHECK(diag.message.find('\n') == std::string::npos);
}

TEST_CASE("sample files cut off anywhere are read") {
  const std::filesystem::path folder =
      std::filesystem::path(PROJECT_DIR) / "../shared/conformance/terraform/fixtures";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: " << folder << " is not there");
    return;
  }
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".tf" && entry.file_size() < 1500) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (std::size_t i = 0; i < paths.size(); i += 100) {
    std::ifstream stream(paths[i], std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    for (std::size_t size = 0; size <= text.size(); ++size) read(text.substr(0, size));
  }
}

}  // namespace
}  // namespace blueprint::hcl
