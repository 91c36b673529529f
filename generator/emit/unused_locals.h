// Locals that nothing uses once their component is folded.

#pragma once

#include <map>
#include <string>

#include "emit/emit.h"

namespace blueprint::emit {

// Takes the locals out of `files` (path to text) that no file of their root refers to. A local
// of which only such locals were made goes with them.
void remove_unused_locals(Plan& plan, std::map<std::string, MappedText>& files);

}  // namespace blueprint::emit
