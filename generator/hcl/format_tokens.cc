#include "hcl/format_lines.h"

namespace blueprint::hcl {
namespace {

std::size_t net_brackets(std::span<const FormatToken> tokens) {
  int net = 0;
  for (const FormatToken& token : tokens) net += bracket_change(token.kind);
  return std::size_t(net);
}

FormatLine split_cells(std::span<FormatToken> line) {
  FormatLine cells{.lead = line};
  if (line.size() > 1 && line.back().kind == TokenKind::Comment) {
    cells.lead = line.first(line.size() - 1);
    cells.comment = line.last(1);
  }
  for (std::size_t i = 1; i < cells.lead.size(); ++i) {
    if (cells.lead[i].kind != TokenKind::Equal) continue;
    if (net_brackets(cells.lead.subspan(i)) == 0) {
      cells.assign = cells.lead.subspan(i);
      cells.lead = cells.lead.first(i);
    }
    break;
  }
  return cells;
}

}  // namespace

int bracket_change(TokenKind kind) {
  switch (kind) {
    case TokenKind::OpenBrace:
    case TokenKind::OpenBracket:
    case TokenKind::OpenParen:
    case TokenKind::OpenInterpolation:
    case TokenKind::OpenDirective: return 1;
    case TokenKind::CloseBrace:
    case TokenKind::CloseBracket:
    case TokenKind::CloseParen:
    case TokenKind::CloseTemplate: return -1;
    default: return 0;
  }
}

std::vector<FormatToken> format_tokens(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<FormatToken> result;
  result.reserve(tokens.size());
  std::uint32_t last_end = 0;
  for (const Token& token : tokens) {
    const bool newline = token.kind == TokenKind::Newline;
    const bool ends_comment = newline && !result.empty() && result.back().kind == TokenKind::Comment &&
                              !result.back().ends_line && !result.back().text.starts_with("/*");
    if (ends_comment) {
      FormatToken& comment = result.back();
      comment.ends_line = true;
      comment.text = text.substr(comment.begin, token.end - comment.begin);
    } else {
      result.push_back({.kind = token.kind,
                        .ends_line = newline,
                        .begin = token.begin,
                        .spaces = token.begin - last_end,
                        .text = text.substr(token.begin, token.end - token.begin)});
    }
    last_end = token.end;
  }
  return result;
}

std::vector<FormatLine> split_lines(std::span<FormatToken> tokens) {
  std::vector<FormatLine> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size() && tokens[i].kind != TokenKind::EndOfFile; ++i) {
    const bool last = i + 1 == tokens.size() || tokens[i + 1].kind == TokenKind::EndOfFile;
    if (!tokens[i].ends_line && !last) continue;
    lines.push_back(split_cells(tokens.subspan(begin, i + 1 - begin)));
    begin = i + 1;
  }
  return lines;
}

}  // namespace blueprint::hcl
