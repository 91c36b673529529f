// What `terraform fmt` does, byte for byte.

#pragma once

#include <vector>

#include "hcl/syntax.h"
#include "support/diagnostic.h"
#include "support/edit.h"
#include "support/source.h"

namespace blueprint::hcl {

// The changes that make `file` what `terraform fmt` would write; empty when it
// already is. A file with syntax errors gives diagnostics and no edits. Edits
// carry spans of `file`, in order, and do not overlap.
std::vector<Edit> format(Diagnostics& diags, const Sources& sources, FileId file);
// Of a file that has been parsed.
std::vector<Edit> format(const Sources& sources, const File& file);

}  // namespace blueprint::hcl
