// Questions about expressions that exist only as text, and the escapes of strings.

#pragma once

#include <string>
#include <string_view>

namespace blueprint::fold {

// True when `text` needs parentheses beside an operator or before `.x` and
// `[0]`: it has an operator or a `? :` outside of brackets and quotes.
bool is_compound(std::string_view text);

// True when `text` needs parentheses before `.x` and `[0]` in particular: it is
// compound, or a splat, which would apply them to each element.
bool is_loose_base(std::string_view text);

// True when `text` has a newline outside of brackets and quotes, so that it
// ends too early unless it stands in parentheses.
bool breaks_line(std::string_view text);

// The text between the quotes when `text` is one quoted string and nothing
// else; `"${x}-y"` gives ${x}-y. Otherwise an empty view with no data.
std::string_view inside_quotes(std::string_view text);

// `text` as it is written between quotes.
std::string escape_quoted(std::string_view text);

// `text` as it is written in a heredoc; control characters other than newline
// and tab cannot be.
std::string escape_heredoc(std::string_view text);
bool fits_heredoc(std::string_view text);

}  // namespace blueprint::fold
