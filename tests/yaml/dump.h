// Trees as short text, for comparisons in tests.

#pragma once

#include <string>

#include "yaml/node.h"

namespace blueprint::yaml {

// {a: 1, b: "x", c: [null, true]}: text in double quotes, other scalars as written.
inline std::string dump(const Node& node) {
  std::string text = node.tag.empty() ? "" : node.tag + " ";
  if (node.kind == Kind::Null) return text + "null";
  if (node.kind == Kind::String) return text + '"' + node.text + '"';
  if (node.is_scalar()) return text + node.text;
  const char* separator = "";
  text += node.is_mapping() ? '{' : '[';
  for (const Node& item : node.items) {
    text += separator + dump(item);
    separator = ", ";
  }
  for (const Pair& pair : node.pairs) {
    text += separator + pair.key + ": " + dump(pair.value);
    separator = ", ";
  }
  return text + (node.is_mapping() ? '}' : ']');
}

}  // namespace blueprint::yaml
