// Expected texts that live in golden/, and one switch that rewrites them all.

#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace blueprint {

// Checks that golden/`path` holds `text`. With UPDATE_GOLDEN=1 in the
// environment it is written instead: `./dev golden`, then read the diff.
inline void check_golden(std::string_view path, std::string_view text) {
  const std::filesystem::path file = std::filesystem::path(PROJECT_DIR) / "golden" / path;
  const char* const update = std::getenv("UPDATE_GOLDEN");
  if (update && std::string_view(update) == "1") {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return;
  }
  std::ostringstream expected;
  expected << std::ifstream(file, std::ios::binary).rdbuf();
  INFO("golden/" << path << " differs; `./dev golden` rewrites it");
  CHECK(text == expected.str());
}

}  // namespace blueprint
