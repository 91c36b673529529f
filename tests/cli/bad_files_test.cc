// Files that someone made to hurt, or that a disk did: every command that reads
// files says where what is wrong, and ends soon, with little memory.

#include <fstream>

#include "process.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

std::string repeat(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

constexpr std::string_view kShop =
    "blueprint: 1\nname: shop\nenvironment: prod\nregion: eu-central-1\ncomponents:\n  network: {}\n";

std::string in_crlf(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return result;
}

std::string alias_bomb() {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (char name = '1'; name <= '9'; ++name) {
    text += concat("a", std::string(1, name), ": &a", std::string(1, name), " [");
    for (int i = 0; i < 9; ++i) text += concat(i > 0 ? ", *a" : "*a", std::string(1, char(name - 1)));
    text += "]\n";
  }
  return text;
}

bool is_modest(const Ended& ended, long most_mebibytes) {
#ifdef __SANITIZE_ADDRESS__
  return ended.mebibytes <= 10 * most_mebibytes;
#else
  return ended.mebibytes <= most_mebibytes;
#endif
}

// What the program does with `text` as a file, which must never be to crash or
// to take more than its share.
Ended run_on(const std::string& text, std::vector<std::string> words) {
  const TemporaryFolder folder;
  folder.write(words.back(), text);
  Ended ended = run_program(folder, std::move(words));
  CHECK(ended.signal == 0);
  CHECK((ended.code == 0 || ended.code == 1));
  CHECK(is_modest(ended, 150));
  return ended;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

struct Case {
  std::string_view name;
  std::string text;
  std::string_view yaml;  // What is said of it as a blueprint; empty: nothing is wrong.
  std::string_view hcl;   // And as Terraform.
};

TEST_CASE("what a file cannot be is said with its place, by every command that reads files") {
  const std::vector<Case> cases = {
      {"empty", "", "x.yaml:1:1", ""},
      {"blank", "\n \n", "x.yaml:1:1", ""},
      {"binary",
       std::string("\x7f"
                   "ELF\x02\x01\x01\0\0\xff\xfe",
                   11),
       "x.yaml:1:1", "x.tf:1:1"},
      {"zeros", std::string(5'000, '\0'), "x.yaml:1:1", "x.tf:1:1"},
      {"not UTF-8", "name: caf\xe9\n", "x.yaml:1:10", "x.tf:1:5"},
      {"UTF-16",
       std::string("\xff\xfe"
                   "a\0",
                   4),
       "x.yaml:1:1", "x.tf:1:1"},
      {"tabs", "components:\n\tnetwork: {}\n", "x.yaml:2:1", "x.tf:1:11"},
      {"10,000 levels", "a = " + repeat("[", 10'000), "x.yaml:1:205", "x.tf:1:1005"},
      {"10,000 blocks", repeat("a {\n", 10'000), "x.yaml:", "x.tf:"},
      {"alias bomb", alias_bomb(), "x.yaml:6:53", "x.tf:1:3"},
      {"duplicate keys", "a = 1\na = 2\n", "x.yaml:", "x.tf:2:1"},
      {"a word", "hello", "x.yaml:1:1", "x.tf:1:6"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"gen", "--stdout", "x.yaml"}, {"graph", "x.yaml"}}) {
      const Ended ended = run_on(c.text, words);
      INFO(ended.err);
      CHECK(ended.code == 1);
      CHECK(contains(ended.err, concat(" --> ", c.yaml)));
      CHECK(ended.out.empty());
    }
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"lint", "x.tf"}, {"fmt", "--diff", "x.tf"}}) {
      const Ended ended = run_on(c.text, words);
      INFO(ended.out << ended.err);
      if (c.hcl.empty()) continue;
      CHECK(ended.code == 1);
      CHECK(contains(ended.out + ended.err, concat(" --> ", c.hcl)));
    }
    run_on(c.text, {"lint", "x.yaml"});
    run_on(c.text, {"explain", "network.cidr", "x.yaml"});
  }
}

TEST_CASE("a byte order mark and carriage returns change nothing") {
  const Ended plain = run_on(std::string(kShop), {"gen", "--stdout", "x.yaml"});
  REQUIRE(plain.code == 0);
  CHECK(run_on(concat("\xEF\xBB\xBF", kShop), {"gen", "--stdout", "x.yaml"}).out == plain.out);
  CHECK(run_on(in_crlf(kShop), {"gen", "--stdout", "x.yaml"}).out == plain.out);
  const Ended wrong = run_on(in_crlf(concat(kShop, "  netwrok: {}\n")), {"gen", "--stdout", "x.yaml"});
  CHECK(contains(wrong.err, " --> x.yaml:7:3\n"));
  CHECK(run_on("\xEF\xBB\xBFlocals {\r\n  a = 1\r\n}\r\n", {"lint", "x.tf"}).code == 0);
}

// 100 MB of one text, written in pieces: what this process holds counts for those it starts.
void write_hundred(const TemporaryFolder& folder, std::string_view name, std::string_view part) {
  const std::string piece = repeat(part, 1'000'000 / part.size());
  std::ofstream file(folder / name, std::ios::binary);
  for (int i = 0; i < 100; ++i) file << piece;
}

TEST_CASE("a file of 100 MB is refused before it hurts") {
  for (const std::string_view part : {"a: 1\n", "[", " "}) {
    INFO(part);
    const TemporaryFolder folder;
    write_hundred(folder, "x.yaml", part);
    const Ended gen = run_program(folder, {"gen", "--stdout", "x.yaml"});
    CHECK(gen.code == 1);
    CHECK(is_modest(gen, 300));
    CHECK(contains(gen.err, "the file has more than 32 MiB\n --> x.yaml:1:1\n"));
  }
  for (const std::string_view part : {"a = 1\n", "a {\n}\n", "["}) {
    INFO(part);
    const TemporaryFolder folder;
    write_hundred(folder, "x.tf", part);
    const Ended lint = run_program(folder, {"lint", "x.tf"});
    CHECK(lint.code == 1);
    CHECK(is_modest(lint, 500));
    CHECK(contains(lint.out, "the text has more than 8 MiB\n --> x.tf:1:1\n"));
    const Ended fmt = run_program(folder, {"fmt", "--check", "x.tf"});
    CHECK(is_modest(fmt, 500));
    CHECK(contains(fmt.err, "the text has more than 8 MiB"));
  }
}

TEST_CASE("a file that ends anywhere is read, and what is wrong has a place") {
  const TemporaryFolder folder;
  const std::string text = concat(kShop, "  kms: { deletion_days: 7 }\ntags: { Owner: \"a b\" }\n");
  for (std::size_t size = 0; size <= text.size(); ++size) {
    INFO(size);
    folder.write("x.yaml", std::string_view(text).substr(0, size));
    const Ended ended = run_program(folder, {"gen", "--stdout", "x.yaml"});
    CHECK((ended.code == 0 || ended.code == 1));
    CHECK((ended.code == 0 || contains(ended.err, " --> x.yaml:")));
    CHECK(ended.out.empty() == (ended.code == 1));
  }
}

}  // namespace
}  // namespace blueprint::cli
