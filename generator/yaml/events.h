// YAML text as a flat stream of events with exact places; hides libfyaml.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace blueprint::yaml {

enum class EventKind : std::uint8_t {
  DocumentStart,
  DocumentEnd,
  Scalar,
  Alias,
  SequenceStart,
  SequenceEnd,
  MappingStart,
  MappingEnd,
  StreamEnd,
  Failure,  // The text is no YAML from here on; nothing follows.
};

struct Event {
  EventKind kind = EventKind::StreamEnd;
  std::uint32_t begin = 0;  // In the whole text. Quotes, brackets and block indicators are inside,
  std::uint32_t end = 0;    // tags and anchors are not. A block collection ends with its last entry.
  bool quoted = false;      // A scalar in quotes or a block.
  bool flow = false;        // A collection in brackets.
  std::string text{};       // Scalar: its text. Alias: the anchor's name. Failure: what the library says.
  std::string anchor{};
  std::string tag{};  // As short as in the source: "!Sub", "!!str".
};

class EventReader {
 public:
  // Reads `text` from the byte `begin` on; it must outlive the reader.
  EventReader(std::string_view text, std::uint32_t begin);
  ~EventReader();
  EventReader(const EventReader&) = delete;
  EventReader& operator=(const EventReader&) = delete;

  Event next();

 private:
  struct Library;

  std::unique_ptr<Library> library_;
};

}  // namespace blueprint::yaml
