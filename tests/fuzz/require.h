// What holds for every input. Broken, it ends the fuzzer with a message and the input.

#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

inline void require_inside(const Sources& sources, Span span) {
  if (!span) return;
  require(span.begin <= span.end, "a place begins before its end");
  require(span.end <= sources.text(span.file).size(), "a place is inside of its file");
}

// Every place of a diagnostic can be shown.
inline void require_places(const Sources& sources, const Diagnostics& diags) {
  for (const Diagnostic& diag : diags.sorted()) {
    require(!diag.message.empty(), "a diagnostic says something");
    require(diag.message.find('\n') == std::string_view::npos, "a message is one line");
    require_inside(sources, diag.span);
    for (const Label& label : diag.labels) require_inside(sources, label.span);
  }
}

}  // namespace blueprint::fuzz
