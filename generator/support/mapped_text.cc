#include "support/mapped_text.h"

#include <algorithm>

namespace blueprint {

void MappedText::add_segment(Segment segment, std::string_view text) {
  if (text.empty()) return;
  segment.begin = std::uint32_t(text_.size());
  segments_.push_back(segment);
  text_ += text;
}

void MappedText::copy(const Sources& sources, Span span) {
  add_segment({.verbatim = true, .origin = {.copied = span}}, sources.text(span));
}

void MappedText::put(std::string_view text, TextOrigin origin) { add_segment({.origin = origin}, text); }

void MappedText::append(const MappedText& other) {
  const auto shift = std::uint32_t(text_.size());
  for (Segment segment : other.segments_) {
    segment.begin += shift;
    segments_.push_back(segment);
  }
  text_ += other.text_;
}

TextOrigin MappedText::origin(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(segments_, offset, {}, &Segment::begin);
  if (after == segments_.begin()) return {};
  const Segment& segment = *std::prev(after);
  if (!segment.verbatim) return segment.origin;
  const std::uint32_t at = segment.origin.copied.begin + (offset - segment.begin);
  return {.copied = {segment.origin.copied.file, at, std::min(at + 1, segment.origin.copied.end)},
          .value = segment.origin.value};
}

MappedText MappedText::edited(std::vector<Edit> edits) const {
  std::ranges::stable_sort(edits, {}, &Edit::span);
  MappedText result;
  std::size_t segment = 0;
  // Copies [from, to) of this text, segment by segment.
  const auto keep = [&](std::uint32_t from, std::uint32_t to) {
    while (from < to) {
      while (segment + 1 < segments_.size() && segments_[segment + 1].begin <= from) ++segment;
      const std::uint32_t end =
          segment + 1 < segments_.size() ? std::min(segments_[segment + 1].begin, to) : to;
      Segment piece = segments_[segment];
      if (piece.verbatim) piece.origin.copied.begin += from - piece.begin;
      result.add_segment(piece, std::string_view(text_).substr(from, end - from));
      from = end;
    }
  };
  std::uint32_t at = 0;
  for (const Edit& edit : edits) {
    keep(at, edit.span.begin);
    result.put(edit.text, origin(edit.span.begin));
    at = edit.span.end;
  }
  keep(at, std::uint32_t(text_.size()));
  return result;
}

}  // namespace blueprint
