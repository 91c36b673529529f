// What a rule's `fix:` changes in a Terraform block.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hcl/syntax.h"
#include "support/diagnostic.h"

namespace blueprint::lint {

// One argument set or removed; `path` as in "metadata_options.http_tokens" or
// "ingress[1].cidr_blocks". Blocks on the way that are missing are added.
struct FixStep {
  std::string path{};
  std::string value{};  // HCL; empty: the argument or block is removed.
};

std::string title_of(const FixStep& step);  // "set `a.b` to `true`"

// The edits of `steps` in `block`. Nothing when they cannot be made with
// certainty about the place: what a step is about comes from a `dynamic` block,
// or is not there. Unsafe when what they replace is not written out but comes
// from a variable or another expression, which may be set elsewhere.
std::optional<Fix> fix_block(const Sources& sources, const hcl::Block& block, std::span<const FixStep> steps);

// The text of a file after the safe fixes of `findings` in it; of two that
// overlap the first. Only lines that were touched are formatted, unless the
// whole file was as `terraform fmt` writes it: then it still is. The text as it
// was when nothing is to be done, or when the result would not parse.
struct Fixed {
  std::string text{};
  std::size_t fixes = 0;
};
Fixed apply_fixes(const Sources& sources, FileId file, std::span<const Diagnostic> findings);

}  // namespace blueprint::lint
