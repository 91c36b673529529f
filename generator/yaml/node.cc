#include "yaml/node.h"

#include <algorithm>

namespace blueprint::yaml {

const Node* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(pairs, key, &Pair::key);
  return found == pairs.end() ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) {
  const auto found = std::ranges::find(pairs, key, &Pair::key);
  return found == pairs.end() ? nullptr : &found->value;
}

}  // namespace blueprint::yaml
