#include "cli/console.h"

#include <algorithm>
#include <cstring>

#include "report/columns.h"
#include "support/descriptor.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr std::size_t kMostPending = 1u << 16;
constexpr std::size_t kMostInput = 256u << 20;

}  // namespace

Console::Console(Streams streams, Surroundings surroundings)
    : streams_(streams),
      surroundings_(std::move(surroundings)),
      out_is_terminal_(::isatty(streams.out) != 0),
      err_is_terminal_(::isatty(streams.err) != 0) {}

Console::~Console() { flush(); }

void Console::print(std::string_view text) {
  if (text.size() > kMostPending) {
    if (flush() && !write_all(streams_.out, text)) failed_ = true;
    return;
  }
  pending_ += text;
  if (pending_.size() > kMostPending) flush();
}

void Console::note(std::string_view text) {
  flush();  // So that what is printed keeps its order on a terminal.
  write_all(streams_.err, text);
}

void Console::complain(std::string_view message, std::string_view help) {
  const std::string_view red = colors_notes() ? "\x1b[1;31m" : "";
  const std::string_view reset = colors_notes() ? "\x1b[0m" : "";
  std::string text = concat(red, "error", reset, ": ", report::show_text(message), "\n");
  if (!help.empty()) text += concat("help: ", report::show_text(help), "\n");
  note(text);
}

bool Console::flush() {
  if (!pending_.empty() && !write_all(streams_.out, pending_)) failed_ = true;
  pending_.clear();
  return !failed_;
}

Result<std::string> Console::read_input() const {
  std::string text;
  for (;;) {
    std::string piece(kMostPending, '\0');
    if (!read_up_to(streams_.in, piece)) {
      return Error{concat("cannot read standard input: ", std::strerror(errno))};
    }
    if (piece.empty()) return text;
    text += piece;
    if (text.size() > kMostInput) return Error{"cannot read standard input: it is larger than 256 MiB"};
  }
}

bool Console::colors(bool is_terminal) const {
  switch (color_) {
    case Color::Auto: return is_terminal && !surroundings_.no_color;
    case Color::Always: return true;
    case Color::Never: return false;
  }
  return false;
}

}  // namespace blueprint::cli
