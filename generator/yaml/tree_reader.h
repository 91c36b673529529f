// Events → nodes: anchors, aliases, and the limits that keep input harmless.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/events.h"
#include "yaml/node.h"

namespace blueprint::yaml {

// Reads the documents of one file. It uses a stack of its own, not recursion.
class TreeReader {
 public:
  TreeReader(Diagnostics& diags, const Sources& sources, FileId file);

  // Every document that could be understood.
  std::vector<Node> read();

 private:
  // What an alias copies.
  struct Anchor {
    Node node{};
    std::size_t nodes = 1;   // In the whole tree.
    std::size_t height = 0;  // Levels of collections in it.
  };

  // A collection that is still being read. Its node stays where it is, because
  // the collection around it gets no further entry before this one is closed.
  struct Frame {
    Node* node = nullptr;
    std::string anchor{};
    std::size_t nodes_before = 0;
    std::size_t height = 1;
    bool flow = false;
    bool has_key = false;               // Mapping: the last pair waits for its value.
    std::vector<std::size_t> merges{};  // Mapping: the pairs that are merge keys.
  };

  bool read_documents(std::uint32_t begin);
  bool take(Event& event);
  bool take_key(Event& event);
  bool take_scalar(Event& event);
  bool take_alias(const Event& event);
  bool open(Event& event);
  bool close(const Event& event);
  bool syntax_failure(const Event& event);

  bool expects_key() const;
  Node* place_for_value(const Event& event);
  void value_done(std::size_t height);
  const Anchor* anchor_of(const Event& alias);
  void remember(std::string name, const Node& node, std::size_t nodes, std::size_t height);
  bool count(std::size_t nodes, const Event& event);
  bool fail(std::string_view code, const Event& event, std::string message, std::string help = {});
  std::uint32_t next_document(std::uint32_t from) const;
  Span span(const Event& event) const { return {file_, event.begin, event.end}; }

  Diagnostics& diags_;
  const Sources& sources_;
  FileId file_;
  std::string_view text_;
  std::vector<Node> documents_{};
  Node root_{};
  std::vector<Frame> open_{};
  std::map<std::string, Anchor, std::less<>> anchors_{};
  std::size_t nodes_ = 0;
  std::uint32_t failed_at_ = 0;
};

}  // namespace blueprint::yaml
