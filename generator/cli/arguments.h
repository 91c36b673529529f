// What someone typed, checked against the command's row.

#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blueprint::cli {

struct Command;

class Arguments {
 public:
  explicit Arguments(const Command& command) : command_(&command) {}

  // Was the option or positional given? `name` is as in the row: "--check", "PATH".
  bool has(std::string_view name) const { return given_.contains(name); }
  // Its last value, or its default.
  std::string value(std::string_view name) const;
  std::vector<std::string> values(std::string_view name) const;

  void give(std::string_view name, std::vector<std::string> values) {
    given_[std::string(name)] = std::move(values);
  }

 private:
  const Command* command_;
  std::map<std::string, std::vector<std::string>, std::less<>> given_;
};

// A command line that cannot be understood.
struct UsageError {
  std::string message{};
  std::string help{};
};

struct ParsedArguments {
  Arguments arguments;
  std::optional<UsageError> error{};
  bool wants_help = false;
};

// Reads what follows the command's name.
ParsedArguments parse_arguments(const Command& command, std::span<const std::string> words);

}  // namespace blueprint::cli
