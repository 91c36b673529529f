#include "report/json_writer.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

namespace blueprint::report {
namespace {

using Json = nlohmann::ordered_json;

std::string written(const std::string& text) {
  JsonWriter json(JsonWriter::Layout::OneLine);
  json.value(text);
  return json.take();
}

std::string dumped(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

TEST_CASE("every text is written as nlohmann-json writes it") {
  for (int byte = 0; byte < 256; ++byte) {
    for (const std::string& text : {std::string(1, char(byte)), std::string("a") + char(byte) + "b"}) {
      CHECK(written(text) == dumped(text));
    }
  }
  // Bytes that begin, go on with and break off characters.
  std::mt19937 random(1);
  constexpr std::string_view kBytes =
      "a\"\\\n\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc2\xdf\xe0\xe2\xed\xef\xf0\xf1\xf4\xf5\xff";
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t size = random() % 9; size > 0; --size) text += kBytes[random() % kBytes.size()];
    REQUIRE(written(text) == dumped(text));
  }
}

// A value of any shape, by both.
Json build(JsonWriter& json, std::mt19937& random, int depth) {
  switch (random() % (depth > 3 ? 4 : 6)) {
    case 0: return json.null(), Json();
    case 1: return json.value(true), Json(true);
    case 2: return json.value(42u), Json(42u);
    case 3: return json.value("é"), Json("é");
    case 4: {
      Json all = Json::array();
      json.array([&] {
        for (std::size_t left = random() % 4; left > 0; --left) all.push_back(build(json, random, depth + 1));
      });
      return all;
    }
    default: {
      Json all = Json::object();
      json.object([&] {
        for (std::size_t left = random() % 4; left > 0; --left) {
          const std::string key = "k" + std::to_string(left);
          json.key(key);
          all[key] = build(json, random, depth + 1);
        }
      });
      return all;
    }
  }
}

TEST_CASE("objects and arrays are laid out as nlohmann-json lays them out") {
  std::mt19937 random(2);
  for (int i = 0; i < 2000; ++i) {
    JsonWriter indented;
    const Json tree = build(indented, random, 0);
    REQUIRE(indented.take() == tree.dump(2) + "\n");
  }
  std::mt19937 again(2);
  for (int i = 0; i < 2000; ++i) {
    JsonWriter line(JsonWriter::Layout::OneLine);
    const Json tree = build(line, again, 0);
    REQUIRE(line.take() == tree.dump() + "\n");
  }
}

}  // namespace
}  // namespace blueprint::report
