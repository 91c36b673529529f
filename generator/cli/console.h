// Where a run reads and prints, and what it knows of its surroundings. Commands
// know the outside world only through this, so that tests can run them.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace blueprint::cli {

// What the environment says. main() asks it; tests state it.
struct Surroundings {
  bool no_color = false;  // NO_COLOR is set, or the terminal is dumb.
  std::string today{};    // "2026-11-20".
  // All variables, as NAME=VALUE: asked only when the user says that they count.
  std::function<std::vector<std::string>()> environment{};
};

enum class Color { Auto, Always, Never };

class Console {
 public:
  struct Streams {
    int in = 0, out = 1, err = 2;
  };

  Console(Streams streams, Surroundings surroundings);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  // The product of a run. Kept until flush(), or until there is much of it.
  void print(std::string_view text);
  // What a person should know: printed at once.
  void note(std::string_view text);
  // "error: …", and "help: …" unless empty.
  void complain(std::string_view message, std::string_view help = {});

  // False when something printed did not arrive, because a disk is full.
  bool flush();

  // Keeps something large as long as this lives: main() ends without taking it apart.
  void keep(std::shared_ptr<const void> what) { kept_.push_back(std::move(what)); }

  Result<std::string> read_input() const;  // All of standard input, up to 256 MiB.

  void set_color(Color color) { color_ = color; }
  bool colors_output() const { return colors(out_is_terminal_); }
  bool colors_notes() const { return colors(err_is_terminal_); }
  bool shows_progress() const { return err_is_terminal_; }
  const std::string& today() const { return surroundings_.today; }
  std::vector<std::string> environment() const {
    return surroundings_.environment ? surroundings_.environment() : std::vector<std::string>();
  }

 private:
  bool colors(bool is_terminal) const;

  Streams streams_;
  Surroundings surroundings_;
  Color color_ = Color::Auto;
  bool out_is_terminal_;
  bool err_is_terminal_;
  bool failed_ = false;
  std::string pending_;
  std::vector<std::shared_ptr<const void>> kept_;
};

}  // namespace blueprint::cli
