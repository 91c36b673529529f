// Any YAML is read, and any blueprint is compiled or told what is wrong with it.

#include <cstdint>

#include "compile/compile.h"
#include "require.h"
#include "yaml/node.h"

namespace {

using namespace blueprint;

constexpr std::size_t kLargestCompiled = 2'000;  // Larger ones compile too slowly to try many.

void require_inside(const Sources& sources, const yaml::Node& node) {
  fuzz::require_inside(sources, node.span);
  for (const yaml::Node& item : node.items) require_inside(sources, item);
  for (const yaml::Pair& pair : node.pairs) {
    fuzz::require_inside(sources, pair.key_span);
    require_inside(sources, pair.value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  Diagnostics syntax;
  const FileId file = sources.add("blueprint.yaml", {reinterpret_cast<const char*>(data), size});
  for (const yaml::Node& document : yaml::parse(syntax, sources, file)) require_inside(sources, document);
  fuzz::require_places(sources, syntax);

  static const catalog::Library library;
  Diagnostics diags;
  const Compilation result = size > kLargestCompiled
                                 ? Compilation()
                                 : compile(diags, sources, library, file, {.today = "2026-11-20"});
  fuzz::require_places(sources, diags);
  fuzz::require(!syntax.has_errors() || size > kLargestCompiled || diags.has_errors(),
                "what is no YAML is no blueprint");
  return 0;
}
