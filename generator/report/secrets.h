// What no report shows: the texts that diagnostics call secret.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "support/hidden_texts.h"

namespace blueprint::report {

// The secrets of one run: those whose places are known, and what diagnostics call
// secret, of `name = value` and `name: value` the value, up to the end of its line.
// They are hidden in every excerpt, also in that of another diagnostic which stands
// on the same line.
class Secrets {
 public:
  explicit Secrets(const Report& report);

  // `text`, which begins at `begin` of `file`, with every secret byte as `*`.
  std::string masked(FileId file, std::uint32_t begin, std::string_view text) const;

 private:
  HiddenTexts texts_;                          // Where they are repeated.
  std::map<FileId, std::vector<Span>> spans_;  // In order, and apart.
};

}  // namespace blueprint::report
