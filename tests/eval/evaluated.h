// Evaluates the text of one expression, for tests.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "eval/evaluate.h"
#include "eval/functions/json.h"
#include "hcl/parse.h"

namespace blueprint::eval {

// What came of an expression: its value, and the messages of the errors.
struct Evaluated {
  Value value{};
  std::vector<std::string> messages{};
  std::vector<std::string> codes{};

  // As JSON; "unknown", or the first error.
  std::string text() const {
    if (!messages.empty()) return "error: " + messages.front();
    return value.wholly_known() ? json_text(value) : "unknown";
  }
};

struct EvaluateOptions {
  std::filesystem::path module_dir{};
  Limits limits{};
  std::vector<std::pair<std::string_view, Value>> names{};
};

inline Evaluated evaluated(std::string_view text, const EvaluateOptions& options = {}) {
  Sources sources;
  Diagnostics diags;
  const FileId file = sources.add("test", std::string(text));
  const Span whole{.file = file, .begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  const hcl::Fragment fragment = hcl::parse_expression(diags, sources, whole);
  Context context{
      .diags = diags, .sources = sources, .module_dir = options.module_dir, .limits = options.limits};
  LocalScope scope;
  for (const auto& [name, value] : options.names) scope.set(name, value);
  Evaluated result{.value = evaluate(context, *fragment.expr, scope)};
  for (const Diagnostic& diag : diags.all()) {
    if (diag.severity != Severity::Error) continue;
    result.messages.push_back(diag.message);
    result.codes.push_back(diag.code);
  }
  return result;
}

}  // namespace blueprint::eval
