// Finds what no parser should see: bytes that are no text, and structure that
// the parser library would spend gigabytes on before it says a word.

#pragma once

#include <optional>
#include <string_view>

#include "support/diagnostic.h"

namespace blueprint::yaml {

// Why the text of `file` is refused; none for a text that can be parsed.
std::optional<Diagnostic> prescan(std::string_view text, FileId file);

}  // namespace blueprint::yaml
