// What must happen to a mapping's pairs before they are a Node's: each key
// once, and merge keys (<<) replaced by what they merge.

#pragma once

#include <span>

#include "yaml/node.h"

namespace blueprint::yaml {

// `merges` are the indices of the pairs that are merge keys, ascending. Of equal
// keys the first stays. A key given here wins over a merged one, and an earlier
// merge over a later one; merged pairs stand where their merge key stood.
void finish_mapping(Diagnostics& diags, Node& mapping, std::span<const std::size_t> merges);

}  // namespace blueprint::yaml
