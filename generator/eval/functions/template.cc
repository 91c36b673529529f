#include "eval/functions/template.h"

#include <algorithm>

#include "eval/functions/arguments.h"
#include "eval/functions/module_files.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

std::string_view plain_name(std::string_view name) {
  if (name.starts_with("core::")) name.remove_prefix(6);
  return name;
}

bool is_template_function(std::string_view name) {
  return plain_name(name) == "templatefile" || plain_name(name) == "templatestring";
}

bool allowed_in_file(std::string_view name) { return !is_template_function(name); }

bool allowed_in_text(std::string_view name) {
  const std::string_view plain = plain_name(name);
  const bool reads_files = plain.starts_with("file");
  return !is_template_function(name) && !reads_files;
}

// True, or a report that `vars` cannot be the variables of a template.
bool check_variables(const Call& call) {
  const Value& vars = call.args[1];
  if (!vars.is_mapping()) {
    call.fail(1, "invalid vars value: must be a map");
    return false;
  }
  for (const Entry& entry : vars.entries()) {
    if (hcl::is_identifier(entry.first)) continue;
    call.fail(
        1, concat("invalid template variable name ", in_quotes(entry.first),
                  ": must start with a letter, followed by zero or more letters, digits, and underscores"));
    return false;
  }
  return true;
}

// The template has places of its own, which mean nothing to the caller's
// sources: its mistakes are reported at the call, with the line in words.
Value render(const Call& call, std::string_view text, std::string_view title,
             bool (*allowed)(std::string_view function)) {
  Diagnostics diags;
  Sources sources;
  Context inner{.diags = diags,
                .sources = sources,
                .module_dir = call.context.module_dir,
                .limits = call.context.limits,
                .lenient = call.context.lenient,
                .steps = call.context.steps,
                .depth = call.context.depth};
  const FileId file = sources.add_view(std::string(title), text);
  const Span whole{.file = file, .begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  Value result = evaluate_template(inner, whole, call.args[1], allowed);
  call.context.steps = inner.steps;
  for (Diagnostic diag : diags.all()) {
    const int line = diag.span.file == file ? sources.locate(file, diag.span.begin).line : 1;
    diag.message = concat("in ", title, ", line ", std::to_string(line), ": ", diag.message);
    diag.span = call.spans.empty() ? call.at : call.spans[0];
    diag.labels.clear();
    diag.fix.reset();
    call.context.diags.add(std::move(diag));
  }
  if (result.is_null()) return call.fail("the result of the template is null");
  return result.with_origin({});
}

}  // namespace

Value call_templatefile(const Call& call) {
  if (!call.args[0].is_known() || call.args[1].is_unknown()) return Value::unknown();
  const std::optional<std::string> text = read_module_file(call, 0);
  if (!text) return Value::unknown();
  if (!is_utf8(*text)) return call.fail(0, "the contents of the file are not valid UTF-8");
  if (!check_variables(call)) return Value::unknown();
  return render(call, *text, concat("`", call.args[0].as_string(), "`"), allowed_in_file);
}

Value call_templatestring(const Call& call) {
  if (!call.args[0].is_known() || call.args[1].is_unknown()) return Value::unknown(Type::string());
  if (!check_variables(call)) return Value::unknown(Type::string());
  const Value result = render(call, call.args[0].as_string(), "the template", allowed_in_text);
  return result.is_unknown() ? Value::unknown(Type::string()) : converted(result, Type::string());
}

}  // namespace blueprint::eval
