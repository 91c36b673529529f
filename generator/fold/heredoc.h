// Texts of several lines as heredocs.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace blueprint::fold {

// `text` as a heredoc whose lines are indented below a line that is indented by
// `indent`; nullopt when no heredoc gives exactly `text`. `marker` is used
// unless the text has a line that is it.
std::optional<std::string> heredoc_of(std::string_view text, int indent, std::string_view marker = "EOT");

// True for the first byte of characters that Terraform may take for indentation
// though they are no blanks, such as U+00A0.
bool may_be_space(char first_byte);

// The marker of a heredoc whose whole source is `source`: "EOT".
std::string_view heredoc_marker(std::string_view source);
// `marker`, made longer until no line of `content` is it.
std::string free_marker(std::string_view content, std::string_view marker);

}  // namespace blueprint::fold
