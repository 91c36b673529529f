// What makes a finding the same finding after the file around it has changed.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint {

// One per diagnostic, in their order: 32 hexadecimal digits of a hash over its
// code, the path of its file, its subject and the text that it stands on, with
// runs of white space as one space. Lines do not count, so that a finding that
// moved keeps its fingerprint; neither does the message, which may be reworded.
// Of several with the same hash the second ends in ":2", the third in ":3".
// Secret texts do not count either: their hash could be searched for.
std::vector<std::string> fingerprints(const Sources& sources, std::span<const Diagnostic> diagnostics);

}  // namespace blueprint
