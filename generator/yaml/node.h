// YAML (and so JSON) text as a tree of nodes with places.
//
// A tree is what a person wrote: anchors are resolved, merge keys (<<) are
// applied, comments are gone, and every scalar keeps its text and its place.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::yaml {

enum class Kind : std::uint8_t { Null, Bool, Number, String, Sequence, Mapping };

// A template, because a Node holds pairs that hold Nodes: only so may both be
// used before the other is complete.
template <typename Value>
struct KeyValue {
  std::string key{};
  Span key_span{};
  Value value{};
};

struct Node;
using Pair = KeyValue<Node>;

// Scalars are typed by YAML 1.2's core schema: `yes` and `012` are text,
// `true` and `0x1F` are not; a quoted or block scalar is always a String. What
// an alias repeats keeps the place where it was written.
struct Node {
  Kind kind = Kind::Null;
  Span span{};                // Of the value; for an absent value the place after its key.
  std::string text{};         // Scalars: the text, escapes resolved.
  bool boolean = false;       // Bool.
  bool quoted = false;        // The scalar was quoted or a block.
  std::string tag{};          // An explicit tag such as "!Sub"; the core's own ("!!str") only set the kind.
  std::vector<Node> items{};  // Sequence.
  std::vector<Pair> pairs{};  // Mapping, in source order. Keys are unique.

  bool is_null() const { return kind == Kind::Null; }
  bool is_mapping() const { return kind == Kind::Mapping; }
  bool is_sequence() const { return kind == Kind::Sequence; }
  bool is_string() const { return kind == Kind::String; }
  bool is_scalar() const { return kind < Kind::Sequence; }

  const Node* find(std::string_view key) const;  // In a mapping, else nullptr.
  Node* find(std::string_view key);
};

// Every document of `file`. Mistakes are reported ("yaml/syntax",
// "yaml/duplicate-key", "yaml/limit"), and what was understood is returned: an
// unreadable document is left out, of equal keys the first stays. Limits are 200
// levels of nesting, 32 MiB, and a million values and keys, with those that
// aliases repeat.
std::vector<Node> parse(Diagnostics& diags, const Sources& sources, FileId file);

// The same, of a file that must hold exactly one document. Null when there is none.
Node parse_one(Diagnostics& diags, const Sources& sources, FileId file);

}  // namespace blueprint::yaml
