// Findings that were there before: an old repository starts with them accepted,
// and new ones are reported.
//
// A baseline is a JSON file with one line for each finding, so that its changes
// read well and merge well. A finding is known again by its fingerprint; the rest
// is for people.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.h"
#include "support/result.h"
#include "support/source.h"

namespace blueprint::silence {

struct BaselineEntry {
  std::string file{};
  std::string rule{};
  std::string fingerprint{};
};
using Baseline = std::vector<BaselineEntry>;

std::string print_baseline(const Sources& sources, const Diagnostics& findings);

// Fails on a text that is no baseline; the error does not name the file.
Result<Baseline> parse_baseline(std::string_view text);

struct Known {
  std::size_t in_baseline = 0;  // Findings that were removed.
  std::size_t resolved = 0;     // Entries that nothing was found for, although it was looked for.
};

// Removes from `findings` what the baseline holds, as often as it holds it.
// Mistakes in files ("hcl/syntax") are never part of one. `looked_for`: would an
// entry have been found again, or was its file or its rule left out this time?
Known apply_baseline(Diagnostics& findings, const Sources& sources, const Baseline& baseline,
                     const std::function<bool(const BaselineEntry&)>& looked_for);

}  // namespace blueprint::silence
