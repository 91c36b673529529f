#include "fold/lines.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint::fold {

namespace {

class Text {
 public:
  Text(const Sources& sources, FileId file) : text_(sources.text(file)) {}

  std::uint32_t line_begin(std::uint32_t at) const {
    const std::size_t newline = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    return newline == std::string_view::npos ? 0 : std::uint32_t(newline) + 1;
  }
  // After the newline.
  std::uint32_t line_end(std::uint32_t at) const {
    const std::size_t newline = text_.find('\n', at);
    return std::uint32_t(newline == std::string_view::npos ? text_.size() : newline + 1);
  }
  std::string_view between(std::uint32_t begin, std::uint32_t end) const {
    return text_.substr(begin, end - begin);
  }
  bool is_blank(std::uint32_t begin, std::uint32_t end) const { return trim(between(begin, end)).empty(); }
  std::uint32_t size() const { return std::uint32_t(text_.size()); }

  // The line before the one at `begin` is blank, or opens the body, or is none.
  bool blank_before(std::uint32_t begin) const { return begin > 0 && is_blank(line_begin(begin - 1), begin); }
  bool starts_body(std::uint32_t begin) const {
    const std::string_view before = trim(between(0, begin));
    return before.empty() || (!blank_before(begin) && before.ends_with('{'));
  }
  bool ends_body(std::uint32_t end) const {
    const std::string_view after = trim(text_.substr(end));
    return after.empty() || after.front() == '}';
  }

 private:
  std::string_view text_;
};

// The comment that ends at `end` or, before blanks, behind it on the same line.
const hcl::Comment* comment_in(const hcl::File& file, std::uint32_t begin, std::uint32_t end) {
  const auto at = std::ranges::lower_bound(file.comments, begin, {},
                                           [](const hcl::Comment& comment) { return comment.span.begin; });
  return at != file.comments.end() && at->span.end <= end ? &*at : nullptr;
}

bool only_comment(const Text& text, const hcl::File& file, std::uint32_t begin, std::uint32_t end) {
  const hcl::Comment* comment = comment_in(file, begin, end);
  return comment && text.is_blank(begin, comment->span.begin) && text.is_blank(comment->span.end, end) &&
         text.line_end(comment->span.end) == end;
}

// Where the comments directly above the line at `begin` start.
std::uint32_t with_comments_above(const Text& text, const hcl::File& file, std::uint32_t begin) {
  while (begin > 0) {
    std::uint32_t above = text.line_begin(begin - 1);
    // A comment of several lines ends on the line above.
    const auto after = std::ranges::lower_bound(
        file.comments, begin, {}, [](const hcl::Comment& comment) { return comment.span.begin; });
    if (after != file.comments.begin())
      above = std::min(above, text.line_begin(std::prev(after)->span.begin));
    if (!only_comment(text, file, above, begin)) break;
    begin = above;
  }
  return begin;
}

}  // namespace

Span removable(const Sources& sources, const hcl::File& file, Span item) {
  const Text text(sources, item.file);
  const std::uint32_t begin = text.line_begin(item.begin);
  std::uint32_t end = text.line_end(item.end);
  const hcl::Comment* behind = comment_in(file, item.end, text.size());
  const bool has_comment = behind && behind->span.begin < end && text.is_blank(item.end, behind->span.begin);
  if (has_comment) end = text.line_end(behind->span.end);
  const std::uint32_t rest = has_comment ? behind->span.end : item.end;
  if (text.is_blank(begin, item.begin) && text.is_blank(rest, end)) {
    return {item.file, with_comments_above(text, file, begin), end};
  }
  // Within a line: the blanks before it go too.
  std::uint32_t from = item.begin;
  while (from > begin && text.is_blank(from - 1, from)) --from;
  return {item.file, from, item.end};
}

std::vector<Span> tidied(const Sources& sources, std::vector<Span> removals) {
  std::ranges::sort(removals);
  std::vector<Span> result;
  for (std::size_t i = 0; i < removals.size();) {
    Span cut = removals[i++];
    const Text text(sources, cut.file);
    const bool whole_lines = text.line_begin(cut.begin) == cut.begin;
    for (bool grew = whole_lines; grew;) {
      grew = false;
      for (; i < removals.size() && removals[i].begin <= cut.end; ++i, grew = true)
        cut.end = std::max(cut.end, removals[i].end);
      if (!text.blank_before(cut.begin) && !text.starts_body(cut.begin)) continue;
      while (cut.end < text.size() && text.is_blank(cut.end, text.line_end(cut.end))) {
        cut.end = text.line_end(cut.end);
        grew = true;
      }
    }
    if (whole_lines && text.ends_body(cut.end)) {
      while (text.blank_before(cut.begin)) cut.begin = text.line_begin(cut.begin - 1);
    }
    result.push_back(cut);
  }
  return result;
}

}  // namespace blueprint::fold
