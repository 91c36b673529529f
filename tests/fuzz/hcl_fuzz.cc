// Any text is parsed and formatted, and what was formatted stays as it is.

#include <cstdint>

#include "hcl/format.h"
#include "hcl/parse.h"
#include "require.h"

namespace {

using namespace blueprint;

// The formatted text; as it was when it has mistakes.
std::string formatted(const std::string& text, bool& has_errors) {
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("main.tf", text);
  const std::vector<Edit> edits = hcl::format(diags, sources, file);
  fuzz::require_places(sources, diags);
  has_errors = diags.has_errors();
  fuzz::require(!has_errors || edits.empty(), "a text with mistakes is left alone");
  return apply_edits(text, edits);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Sources sources;
  Diagnostics diags;
  hcl::parse(diags, sources, sources.add("main.tf", text));
  fuzz::require_places(sources, diags);

  bool has_errors = false;
  const std::string once = formatted(text, has_errors);
  fuzz::require(has_errors == diags.has_errors(), "the formatter finds the mistakes that the parser finds");
  if (has_errors) return 0;
  const std::string twice = formatted(once, has_errors);
  fuzz::require(!has_errors, "a formatted text has no new mistakes");
  fuzz::require(twice == once, "a formatted text stays as it is");
  return 0;
}
