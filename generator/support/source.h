// Source text, and positions in it.
//
// A position is a byte offset. Lines and columns are worked out only when a
// diagnostic is printed, so no other code counts newlines.

#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace blueprint {

// 0 is "no file": the span of a value that no text wrote.
enum class FileId : std::uint32_t {};

// The bytes [begin, end) of one file.
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  explicit operator bool() const { return file != FileId{}; }
  std::uint32_t size() const { return end - begin; }

  friend auto operator<=>(const Span&, const Span&) = default;
};

// From the start of `first` to the end of `last`, which are in the same file.
inline Span join(Span first, Span last) { return {first.file, first.begin, last.end}; }

// A place as people write it. Both numbers start at 1; a column counts
// characters (Unicode code points), not bytes.
struct LineColumn {
  int line = 1;
  int column = 1;
};

// Every text read during one run. Ids and views stay valid as long as it lives.
class Sources {
 public:
  // `path` is what diagnostics show. Texts over 4 GiB are not supported.
  FileId add(std::string path, std::string text);
  // A text that outlives this object, such as one embedded in the program.
  FileId add_view(std::string path, std::string_view text);

  std::string_view path(FileId file) const;
  std::string_view text(FileId file) const;
  std::string_view text(Span span) const;

  // The whole line that holds `offset`, without its newline.
  std::string_view line_at(FileId file, std::uint32_t offset) const;
  LineColumn locate(FileId file, std::uint32_t offset) const;

 private:
  struct File {
    std::string path;
    std::string owned;
    std::string_view text;
  };

  const File& file(FileId id) const;

  std::deque<File> files_;  // A deque never moves its elements, so views hold.
};

}  // namespace blueprint
