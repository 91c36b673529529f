// What no report shows: the texts that diagnostics call secret.

#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.h"

namespace blueprint::report {

// The secrets of one run: of `name = value` and `name: value` the value, up to the
// end of its line. They are hidden in every excerpt, also in that of another
// diagnostic which stands on the same line.
class Secrets {
 public:
  Secrets(const Sources& sources, std::span<const Diagnostic> diagnostics);

  // `text`, which begins at `begin` of `file`, with every secret byte as `*`.
  std::string masked(FileId file, std::uint32_t begin, std::string_view text) const;

 private:
  std::map<FileId, std::vector<Span>> spans_;
};

}  // namespace blueprint::report
