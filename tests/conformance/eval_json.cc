// Evaluates expressions for comparison with `terraform console`: reads one a
// line, prints one line of JSON for each: {"ok":true,"value":…}, {"ok":false,
// "why":…}, or {"ok":true,"unknown":true}.

#include <iostream>
#include <string>

#include "eval/evaluate.h"
#include "eval/functions/json.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace {

using namespace blueprint;

std::string answer(std::string text) {
  Sources sources;
  Diagnostics diags;
  const auto size = static_cast<std::uint32_t>(text.size());
  const FileId file = sources.add("expression", std::move(text));
  const hcl::Fragment fragment =
      hcl::parse_expression(diags, sources, {.file = file, .begin = 0, .end = size});
  eval::Context context{.diags = diags, .sources = sources};
  const eval::Value value = eval::evaluate(context, *fragment.expr, eval::LocalScope());
  for (const Diagnostic& diagnostic : diags.all()) {
    if (diagnostic.severity != Severity::Error) continue;
    return concat("{\"ok\":false,\"why\":", eval::json_quoted(diagnostic.message), "}");
  }
  if (!value.wholly_known()) return "{\"ok\":true,\"unknown\":true}";
  return concat("{\"ok\":true,\"value\":", eval::json_text(value), "}");
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) std::cout << answer(line) << "\n";
}
