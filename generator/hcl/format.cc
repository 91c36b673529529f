#include "hcl/format.h"

#include <algorithm>

#include "hcl/format_lines.h"
#include "hcl/parse.h"
#include "hcl/unicode.h"

namespace blueprint::hcl {
namespace {

using Cell = std::span<FormatToken> FormatLine::*;

// Each line that opens more brackets than it closes indents those after it by one
// step, however many it opens, until as many are closed.
void indent(std::span<FormatLine> lines) {
  std::vector<int> open;
  for (FormatLine& line : lines) {
    FormatToken& first = line.lead[0];
    if (first.kind == TokenKind::Newline) {
      first.spaces = 0;
      continue;
    }
    int net = 0;
    for (const FormatToken& token : line.lead) {
      net += bracket_change(token.kind);
      if (token.kind == TokenKind::OpenHeredoc) break;
    }
    for (const FormatToken& token : line.assign) net += bracket_change(token.kind);
    for (int closed = -net; closed > 0 && !open.empty();) {
      const int innermost = std::min(closed, open.back());
      closed -= innermost;
      open.back() -= innermost;
      if (open.back() == 0) open.pop_back();
    }
    first.spaces = 2 * std::uint32_t(open.size());
    if (net > 0) open.push_back(net);
  }
}

void space_cell(std::span<FormatToken> cell) {
  for (std::size_t i = 1; i < cell.size(); ++i) {
    const FormatToken* before = i > 1 ? &cell[i - 2] : nullptr;
    cell[i].spaces = space_between(before, cell[i - 1], cell[i]) ? 1 : 0;
  }
}

std::size_t columns(std::span<const FormatToken> cell) {
  std::size_t result = 0;
  for (const FormatToken& token : cell) result += token.spaces + count_graphemes(token.text);
  return result;
}

// Moves `cell` of neighbouring lines that have it one column behind the longest of
// what `width` measures.
template <typename Width>
void align(std::span<FormatLine> lines, Cell cell, Width width) {
  std::vector<std::size_t> widths;
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin;
    for (widths.clear(); end < lines.size() && !(lines[end].*cell).empty(); ++end) {
      widths.push_back(width(lines[end]));
    }
    const std::size_t widest = widths.empty() ? 0 : *std::max_element(widths.begin(), widths.end());
    for (std::size_t i = begin; i < end; ++i) {
      (lines[i].*cell)[0].spaces = std::uint32_t(widest - widths[i - begin] + 1);
    }
    begin = end + 1;
  }
}

void lay_out(std::span<FormatToken> tokens) {
  std::vector<FormatLine> lines = split_lines(tokens);
  indent(lines);
  for (const FormatLine& line : lines) {
    space_cell(line.lead);
    space_cell(line.assign);
  }
  align(lines, &FormatLine::assign, [](const FormatLine& line) { return columns(line.lead); });
  align(lines, &FormatLine::comment,
        [](const FormatLine& line) { return columns(line.lead) + columns(line.assign); });
}

// What differs between the source and its tokens as they stand now.
std::vector<Edit> differences(FileId file, std::string_view text, std::span<const FormatToken> tokens) {
  std::vector<Edit> edits;
  std::uint32_t last_end = 0;
  std::string between;
  for (const FormatToken& token : tokens) {
    between.append(token.spaces, ' ');
    if (token.is_new) {
      between.append(token.text);
      continue;
    }
    if (text.substr(last_end, token.begin - last_end) != between) {
      edits.push_back({.span = {file, last_end, token.begin}, .text = between});
    }
    between.clear();
    last_end = token.begin + std::uint32_t(token.text.size());
  }
  return edits;
}

}  // namespace

std::vector<Edit> format(Diagnostics& diags, const Sources& sources, FileId id) {
  return format(sources, parse(diags, sources, id));
}

std::vector<Edit> format(const Sources& sources, const File& file) {
  if (file.has_errors) return {};
  const FileId id = file.id;
  const std::string_view text = sources.text(id);
  std::vector<Token> tokens;
  lex(text, 0, std::uint32_t(text.size()), LexMode::Main, tokens);
  Arena arena;
  std::vector<FormatToken> formatted = rewrite_tokens(file.body, format_tokens(text, tokens), arena);
  lay_out(formatted);
  return differences(id, text, formatted);
}

}  // namespace blueprint::hcl
