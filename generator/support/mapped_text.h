// Text that remembers where each of its pieces came from.
//
// The compiler builds output files of pieces of templates and of values from a
// blueprint; a finding in the output is then shown at all three places.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/edit.h"
#include "support/source.h"

namespace blueprint {

// Where a piece of text came from; either part may be absent.
struct TextOrigin {
  Span copied{};  // The template text it was copied from, or that it replaces.
  Span value{};   // The place that gave the value printed here: a blueprint line or a default.
};

class MappedText {
 public:
  // Appends the text of `span`, copied byte for byte.
  void copy(const Sources& sources, Span span);
  // Appends `text` that replaces `origin.copied`.
  void put(std::string_view text, TextOrigin origin = {});
  void append(const MappedText& other);

  // The same text after edits to it (their spans are offsets into text()).
  // Replaced text keeps the origin of the first byte it replaces.
  MappedText edited(std::vector<Edit> edits) const;

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  // Where the byte at `offset` came from. For copied text, `copied` is the
  // exact byte; for put text it is the whole replaced span.
  TextOrigin origin(std::uint32_t offset) const;

 private:
  struct Segment {
    std::uint32_t begin = 0;  // In text_; ends where the next begins.
    bool verbatim = false;
    TextOrigin origin{};
  };

  void add_segment(Segment segment, std::string_view text);

  std::string text_;
  std::vector<Segment> segments_;
};

}  // namespace blueprint
