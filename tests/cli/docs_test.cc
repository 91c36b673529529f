// The examples of docs/ do what the pages say: each block with the name of a file
// is written, and each `$ blueprint …` of a console block is run.

#include "session.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

struct Block {
  std::string language{};
  std::string file{};
  std::string text{};
};

std::vector<Block> blocks(std::string_view page) {
  std::vector<Block> found;
  bool inside = false;
  for (const std::string_view line : split(page, '\n')) {
    if (line.starts_with("```")) {
      inside = !inside;
      const std::size_t space = std::min(line.find(' '), line.size());
      if (inside) {
        found.push_back({.language = std::string(line.substr(3, space - 3)),
                         .file = std::string(trim(line.substr(space)))});
      }
    } else if (inside) {
      found.back().text += concat(line, "\n");
    }
  }
  return found;
}

std::vector<std::string> words(std::string_view command) {
  std::vector<std::string> found;
  for (const std::string_view word : split(command, ' ')) {
    const bool quoted = word.size() > 2 && word.front() == '\'';
    found.emplace_back(quoted ? word.substr(1, word.size() - 2) : word);
  }
  found.erase(found.begin());  // "blueprint"
  return found;
}

void follow(const Session& session, const Block& block) {
  std::string shown;
  for (const std::string_view line : split(block.text, '\n')) {
    if (!line.starts_with("$ ")) continue;
    const Outcome outcome = session.run(words(line.substr(2)));
    shown += concat(line, "\n", outcome.out, outcome.err);
  }
  CHECK(shown == block.text);
}

TEST_CASE("the examples of the documentation are true") {
  for (const char* page : {"silencing.md", "lint-in-ci.md", "coming-from.md"}) {
    INFO(page);
    const auto text = read_file(std::filesystem::path(PROJECT_DIR) / "docs" / page);
    REQUIRE(text);
    const Session session;
    for (const Block& block : blocks(*text)) {
      if (!block.file.empty()) session.folder.write(block.file, block.text);
      if (block.language == "console") follow(session, block);
    }
  }
}

}  // namespace
}  // namespace blueprint::cli
