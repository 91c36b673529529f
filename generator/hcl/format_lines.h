// Inside the formatter: tokens with the spaces before them, and lines of them.

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "hcl/syntax.h"
#include "hcl/token.h"

namespace blueprint::hcl {

struct FormatToken {
  TokenKind kind = TokenKind::EndOfFile;
  bool ends_line = false;   // A newline, or a comment with the newline behind it.
  bool is_new = false;      // Not in the source.
  std::uint32_t begin = 0;  // Its place in the source.
  std::uint32_t spaces = 0;
  std::string_view text{};
};

// A line is three cells, any of which may be empty; cells of neighbouring lines are aligned.
struct FormatLine {
  std::span<FormatToken> lead{};
  std::span<FormatToken> assign{};   // From `=`, when what it assigns ends on this line.
  std::span<FormatToken> comment{};  // Behind something else.
};

// format_tokens.cc
std::vector<FormatToken> format_tokens(std::string_view text, const std::vector<Token>& tokens);
std::vector<FormatLine> split_lines(std::span<FormatToken> tokens);
// +1 for what opens brackets or template sequences, -1 for what closes them.
int bracket_change(TokenKind kind);

// format_rewrite.cc: what Terraform changes besides space: needless interpolation,
// old forms of types in `variable` blocks, labels without quotes.
std::vector<FormatToken> rewrite_tokens(const Body& file, std::vector<FormatToken> tokens, Arena& arena);

// format_spaces.cc
bool space_between(const FormatToken* before, const FormatToken& left, const FormatToken& right);

}  // namespace blueprint::hcl
