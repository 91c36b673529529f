// The parser library's complaints in this program's words.

#pragma once

#include <string_view>

#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::yaml {

// `complaint` is the library's text about `span`; `open_flow` is the innermost
// `[` or `{` still open there, if any.
Diagnostic syntax_error(const Sources& sources, Span span, std::string_view complaint, Span open_flow);

// Text such as `{{ .Values.name }}` at `span`, where it is no value.
Diagnostic template_error(Span span);

}  // namespace blueprint::yaml
