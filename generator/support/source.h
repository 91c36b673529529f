// Source text, and positions in it.
//
// A position is a byte offset. Lines and columns are worked out only when a
// diagnostic is printed, so no other code counts newlines.

#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <mutex>
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
// Threads may add and read at once; ids count up in the order of adding.
class Sources {
 public:
  // `path` is what diagnostics show. Texts over 4 GiB are not supported.
  FileId add(std::string path, std::string text);
  // A text that outlives this object, such as one embedded in the program, and
  // what the build made of it for who parses it (yaml/prepared.h).
  FileId add_view(std::string path, std::string_view text, std::string_view prepared = {});

  std::string_view path(FileId file) const;
  std::string_view text(FileId file) const;
  std::string_view text(Span span) const;
  std::string_view prepared(FileId file) const;  // Empty for most.

  // The whole line that holds `offset`, without its newline.
  std::string_view line_at(FileId file, std::uint32_t offset) const;
  LineColumn locate(FileId file, std::uint32_t offset) const;

 private:
  struct File {
    std::string path;
    std::string owned;
    std::string_view text;
    std::string_view prepared;
  };

  FileId add(File file);
  const File& file(FileId id) const;

  // Block n holds 64 << n files, and once there never moves: who was given an id reads without a lock.
  std::array<std::unique_ptr<File[]>, 26> blocks_{};
  std::uint32_t count_ = 0;
  std::mutex adding_;
};

}  // namespace blueprint
