// Text as a terminal shows it: how wide characters are, and which are not shown as they are.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blueprint::report {

// A line ready for a terminal. Tabs are spaces up to the next fourth column;
// control characters and those that change the direction of text are replaced by
// visible signs; bytes that are not UTF-8 become U+FFFD.
struct ShownLine {
  std::string text{};
  std::vector<std::size_t> column{};  // Of each byte of the original, and of its end; in terminal cells.
  std::vector<std::size_t> byte{};    // In `text`, likewise.

  std::size_t width() const { return column.back(); }
};
ShownLine show_line(std::string_view line);

// True when a line is shown as it is, one cell for each byte: nearly all there is to show.
bool is_shown_as_is(std::string_view line);

// The same for a text whose columns do not matter, such as a message.
std::string show_text(std::string_view text);
void append_shown(std::string& to, std::string_view text);

}  // namespace blueprint::report
