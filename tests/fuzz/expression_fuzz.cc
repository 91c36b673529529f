// Any expression has a value, within its limits, and the same one each time.

#include <cstdint>

#include "eval/evaluate.h"
#include "eval/functions/json.h"
#include "hcl/parse.h"
#include "require.h"

namespace {

using namespace blueprint;
using eval::Value;

eval::LocalScope names() {
  eval::LocalScope scope;
  const Value list = Value::tuple({Value::string("a"), Value::number(1), Value::null(), Value::unknown()});
  scope.set("list", list);
  scope.set("map", Value::object({{"a", list}, {"b", Value::boolean(true)}}));
  scope.set("set", Value::set(eval::Type::string(), {Value::string("x"), Value::string("y")}));
  scope.set("text", Value::string("na\xc3\xafve").with_sensitive(true));
  scope.set("var", Value::symbol("var"));
  scope.set("unknown", Value::unknown(eval::Type::list(eval::Type::number())));
  return scope;
}

Value evaluated(const Sources& sources, Diagnostics& diags, const hcl::Expr& expr, bool lenient) {
  eval::Context context{.diags = diags, .sources = sources};
  context.limits = {.steps = 20'000, .text_bytes = 1 << 20, .collection_size = 10'000};
  context.lenient = lenient;
  return eval::evaluate(context, expr, names());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  Diagnostics syntax;
  const FileId file = sources.add("main.tf", {reinterpret_cast<const char*>(data), size});
  const hcl::Fragment fragment =
      hcl::parse_expression(syntax, sources, {.file = file, .begin = 0, .end = std::uint32_t(size)});
  fuzz::require_places(sources, syntax);
  for (const bool lenient : {false, true}) {
    Diagnostics first;
    Diagnostics second;
    const Value value = evaluated(sources, first, *fragment.expr, lenient);
    fuzz::require_places(sources, first);
    fuzz::require(identical(value, evaluated(sources, second, *fragment.expr, lenient)),
                  "an expression has the same value each time");
    fuzz::require(first.size() == second.size(), "an expression has the same mistakes each time");
    if (value.wholly_known() && !value.contains_sensitive()) eval::json_text(value);
    value.type().friendly();
  }
  return 0;
}
