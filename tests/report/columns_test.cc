#include "report/columns.h"

#include <catch2/catch.hpp>

namespace blueprint::report {
namespace {

TEST_CASE("a line is shown as it is when every byte of it takes its own cell") {
  CHECK(is_shown_as_is(""));
  CHECK(is_shown_as_is("resource \"aws_s3_bucket\" \"a\" { ~ }"));
  // Each byte at each place of eight that are looked at together, and behind them.
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t at = 0; at < 11; ++at) {
      std::string line = " ~azAZ09{}:";
      line[at] = char(byte);
      const ShownLine shown = show_line(line);
      INFO("byte " << byte << " at " << at);
      CHECK(is_shown_as_is(line) == (shown.text == line && shown.width() == line.size()));
      std::string appended = "> ";
      append_shown(appended, line);
      CHECK(appended == "> " + shown.text);
      CHECK(show_text(line) == shown.text);
    }
  }
}

TEST_CASE("what has no sign of its own gets one, and columns are counted in cells") {
  const ShownLine shown = show_line("\ta\x07é\xff");
  CHECK(shown.text == "    a␇é\xEF\xBF\xBD");
  CHECK(shown.column == std::vector<std::size_t>{0, 4, 5, 6, 6, 7, 8});
}

}  // namespace
}  // namespace blueprint::report
