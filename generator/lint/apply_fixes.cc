#include <algorithm>

#include "eval/functions/json.h"
#include "hcl/format.h"
#include "hcl/parse.h"
#include "lint/fix.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

bool touches(const Edit& a, const Edit& b) {
  if (a.span.begin == b.span.begin && a.span.end == b.span.end) return true;
  return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

// Bytes of the new text that edits made.
struct Touched {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

std::vector<Touched> touched(std::span<const Edit> sorted) {
  std::vector<Touched> result;
  std::int64_t shift = 0;
  for (const Edit& edit : sorted) {
    const auto begin = std::uint32_t(edit.span.begin + shift);
    result.push_back({begin, std::uint32_t(begin + edit.text.size())});
    shift += std::int64_t(edit.text.size()) - edit.span.size();
  }
  return result;
}

// The lines around a place that are aligned with it: up to the next empty ones.
Touched paragraph(std::string_view text, Touched place) {
  const auto begin_of_line = [&](std::size_t at) {
    const std::size_t newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return newline == std::string_view::npos ? 0 : newline + 1;
  };
  const auto end_of_line = [&](std::size_t at) { return std::min(text.find('\n', at), text.size()); };
  const auto is_empty = [&](std::size_t begin, std::size_t end) {
    return trim(text.substr(begin, end - begin)).empty();
  };
  std::size_t begin = begin_of_line(place.begin);
  while (begin > 0 && !is_empty(begin_of_line(begin - 1), begin - 1)) begin = begin_of_line(begin - 1);
  std::size_t end = end_of_line(place.end);
  while (end < text.size() && !is_empty(end + 1, end_of_line(end + 1))) end = end_of_line(end + 1);
  return {std::uint32_t(begin), std::uint32_t(end)};
}

std::vector<Edit> format_edits(std::string_view path, std::string_view text) {
  Sources sources;
  Diagnostics diags;
  return hcl::format(diags, sources, sources.add_view(std::string(path), text));
}

bool is_json(std::string_view path) { return path.ends_with(".json"); }

bool parses(std::string_view path, std::string_view text) {
  if (is_json(path)) {
    constexpr int kDeepest = 100;
    std::string why;
    return bool(eval::parse_json(text, kDeepest, why));
  }
  Sources sources;
  Diagnostics diags;
  return !hcl::parse(diags, sources, sources.add_view(std::string(path), text)).has_errors && diags.empty();
}

std::string with_carriage_returns(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? "\r\n" : std::string(1, c);
  return result;
}

std::string formatted(std::string_view path, std::string text, std::span<const Touched> places,
                      bool was_formatted) {
  std::vector<Edit> edits = format_edits(path, text);
  if (!was_formatted) {
    std::erase_if(edits, [&](const Edit& edit) {
      return std::ranges::none_of(places, [&](Touched place) {
        const Touched around = paragraph(text, place);
        return edit.span.begin >= around.begin && edit.span.end <= around.end;
      });
    });
  }
  return apply_edits(text, edits);
}

}  // namespace

Fixed apply_fixes(const Sources& sources, FileId file, std::span<const Diagnostic> findings) {
  const std::string_view before = sources.text(file);
  Fixed result{.text = std::string(before)};
  std::vector<Edit> edits;
  for (const Diagnostic& finding : findings) {
    if (!finding.fix || finding.fix->safety != Safety::Safe || finding.fix->edits.empty()) continue;
    const std::vector<Edit>& wanted = finding.fix->edits;
    const bool fits = std::ranges::all_of(wanted, [&](const Edit& edit) {
      return edit.span.file == file &&
             std::ranges::none_of(edits, [&](const Edit& other) { return touches(edit, other); });
    });
    if (!fits) continue;
    edits.insert(edits.end(), wanted.begin(), wanted.end());
    ++result.fixes;
  }
  if (edits.empty()) return result;
  if (before.find("\r\n") != std::string_view::npos) {
    for (Edit& edit : edits) edit.text = with_carriage_returns(edit.text);
  }
  std::ranges::stable_sort(edits, {}, &Edit::span);
  const std::string_view path = sources.path(file);
  std::string after = apply_edits(before, edits);
  if (!is_json(path)) {
    const bool was_formatted = format_edits(path, before).empty();
    after = formatted(path, std::move(after), touched(edits), was_formatted);
  }
  if (!parses(path, after)) return {.text = std::string(before)};
  result.text = std::move(after);
  return result;
}

}  // namespace blueprint::lint
