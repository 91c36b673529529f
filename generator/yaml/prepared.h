// YAML that was parsed when the program was built: the nodes of a file as bytes,
// so that what the program carries inside itself is not parsed at every start.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "yaml/node.h"

namespace blueprint::yaml {

// The bytes for the documents of `text`.
std::string prepare(const std::vector<Node>& documents, std::string_view text);

// The documents again, of a file that holds `text` or its beginning: pairs of the
// outermost mapping whose keys lie behind its end are left out. `prepared` must be
// what prepare() gave.
std::vector<Node> restore(std::string_view prepared, std::string_view text, FileId file);

}  // namespace blueprint::yaml
