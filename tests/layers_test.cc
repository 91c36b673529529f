// Holds the code to what ARCHITECTURE.md says of it.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kProject = PROJECT_DIR;

struct Layer {
  std::string name{};
  std::string third_party{};
  std::set<std::string> uses{};  // Itself, and all that those it uses may use.
};

struct Include {
  std::string path{};
  bool is_quoted = false;
};

// How the table's libraries are included.
const std::vector<std::pair<std::string, std::vector<std::string>>> kLibraries = {
    {"libfyaml", {"libfyaml.h"}},      {"MPFR", {"mpfr.h", "gmp.h"}},    {"RE2", {"re2/"}},
    {"libcrypto", {"openssl/"}},       {"nlohmann-json", {"nlohmann/"}}, {"CLI11", {"CLI/"}},
    {"tree-sitter", {"tree_sitter/"}}, {"utf8proc", {"utf8proc.h"}}};

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

std::string trim(std::string text) {
  text.erase(0, text.find_first_not_of(" `/"));
  text.erase(text.find_last_not_of(" `/") + 1);
  return text;
}

// The files below a folder with one of these endings, sorted.
std::vector<fs::path> files(const fs::path& folder, const std::vector<std::string>& endings) {
  std::vector<fs::path> found;
  if (!fs::exists(kProject / folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(kProject / folder)) {
    const bool fits = std::ranges::find(endings, entry.path().extension().string()) != endings.end();
    if (entry.is_regular_file() && (endings.empty() || fits)) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

// The rows of ARCHITECTURE.md's table of folders.
std::vector<Layer> layers() {
  std::vector<Layer> rows;
  for (const std::string& line : split(read(kProject / "ARCHITECTURE.md"), '\n')) {
    const std::vector<std::string> cells = split(line, '|');
    if (!line.starts_with("| `") || cells.size() < 5 || cells[1].find("/`") == std::string::npos) continue;
    Layer layer{.name = trim(cells[1]), .third_party = cells[3]};
    layer.uses.insert(layer.name);
    if (trim(cells[4]).starts_with("all")) {
      for (const Layer& other : rows) layer.uses.insert(other.name);
    }
    for (const std::string& used : split(cells[4], ',')) layer.uses.insert(trim(used));
    rows.push_back(std::move(layer));
  }
  // "all" in the middle of the table means the whole of it.
  for (Layer& layer : rows) {
    if (layer.uses.contains("all") || layer.uses.contains("all above")) {
      for (const Layer& other : rows) {
        if (other.name != "cli" && other.name != layer.name) layer.uses.insert(other.name);
      }
    }
  }
  for (bool grown = true; grown;) {
    grown = false;
    for (Layer& layer : rows) {
      const std::set<std::string> direct = layer.uses;
      for (const Layer& other : rows) {
        if (!direct.contains(other.name)) continue;
        for (const std::string& used : other.uses) grown |= layer.uses.insert(used).second;
      }
    }
  }
  return rows;
}

std::vector<Include> includes(const fs::path& path) {
  std::vector<Include> found;
  for (const std::string& line : split(read(path), '\n')) {
    if (!line.starts_with("#include ")) continue;
    const std::size_t begin = line.find_first_of("<\"");
    const std::size_t end = line.find_last_of(">\"");
    if (begin == std::string::npos || end <= begin) continue;
    found.push_back({.path = line.substr(begin + 1, end - begin - 1), .is_quoted = line[begin] == '"'});
  }
  return found;
}

// The table's name of the library that a header belongs to; empty for the standard library.
std::string library_of(const std::string& header) {
  for (const auto& [name, prefixes] : kLibraries) {
    for (const std::string& prefix : prefixes) {
      if (header.starts_with(prefix)) return name;
    }
  }
  return "";
}

std::string shown(const fs::path& path) { return path.lexically_relative(kProject).string(); }

TEST_CASE("every folder of generator/ is a row of ARCHITECTURE.md, and the other way round") {
  std::set<std::string> rows;
  for (const Layer& layer : layers()) rows.insert(layer.name);
  std::set<std::string> folders;
  for (const auto& entry : fs::directory_iterator(kProject / "generator")) {
    if (entry.is_directory()) folders.insert(entry.path().filename().string());
  }
  CHECK(rows == folders);
}

TEST_CASE("a folder includes only what the table lets it include") {
  for (const Layer& layer : layers()) {
    for (const fs::path& file : files("generator/" + layer.name, {".h", ".cc"})) {
      for (const Include& include : includes(file)) {
        if (!include.is_quoted) continue;
        INFO(shown(file) << " includes " << include.path);
        CHECK(layer.uses.contains(include.path.substr(0, include.path.find('/'))));
      }
    }
  }
}

TEST_CASE("the header of a library stands only in sources of the folder that owns it") {
  for (const Layer& layer : layers()) {
    for (const fs::path& file : files("generator/" + layer.name, {".h", ".cc"})) {
      for (const Include& include : includes(file)) {
        const std::string library = library_of(include.path);
        if (library.empty()) continue;
        INFO(shown(file) << " includes " << include.path);
        CHECK(file.extension() == ".cc");
        CHECK(layer.third_party.find(library) != std::string::npos);
      }
    }
  }
}

TEST_CASE("no file of generator/ has more than 400 lines") {
  for (const fs::path& file : files("generator", {".h", ".cc"})) {
    const std::string text = read(file);
    INFO(shown(file));
    CHECK(std::ranges::count(text, '\n') <= 400);
  }
}

TEST_CASE("no line ends in a space, and every text ends in a newline") {
  for (const char* folder : {"generator", "tests", "templates", "rules", "blueprints", "docs", ".ci"}) {
    for (const fs::path& file :
         files(folder, {".h", ".cc", ".c", ".txt", ".tf", ".hcl", ".yaml", ".md", ".sh", ".py"})) {
      const std::string text = read(file);
      INFO(shown(file));
      CHECK(text.find(" \n") == std::string::npos);
      CHECK((text.empty() || text.back() == '\n'));
    }
  }
}

TEST_CASE("every header compiles alone") {
  std::string alone;
  for (const fs::path& header : files("generator", {".h"})) {
    INFO(shown(header));
    CHECK(read(header).find("#pragma once\n") != std::string::npos);
    fs::path source = header;
    source.replace_extension(".cc");
    if (fs::exists(source)) {
      // The compiler has seen to it, because the header is the first thing that its source includes.
      const std::vector<Include> own = includes(source);
      REQUIRE(!own.empty());
      CHECK(own.front().path == header.lexically_relative(kProject / "generator").string());
    } else {
      alone += header.string() + "\\n";
    }
  }
  const std::string compile = "printf '" + alone +
                              "' | xargs -P 2 -I {} " CXX_COMPILER " -std=c++20 -fsyntax-only -I '" +
                              (kProject / "generator").string() + "' -include {} -x c++ /dev/null";
  CHECK(std::system(compile.c_str()) == 0);
}

}  // namespace
