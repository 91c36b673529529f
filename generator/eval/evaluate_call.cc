#include <algorithm>
#include <utility>

#include "eval/convert.h"
#include "eval/evaluator.h"
#include "support/short_list.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

std::string_view plain_name(std::string_view name) {
  if (name.starts_with("core::")) name.remove_prefix(6);
  return name;
}

std::string counted(std::size_t count) {
  return concat(std::to_string(count), count == 1 ? " argument" : " arguments");
}

const Parameter* parameter(const Function& function, std::size_t i) {
  if (i < function.params.size()) return &function.params[i];
  return function.rest.empty() ? nullptr : &function.rest.front();
}

// Of what a result holds, so that a loop over such calls is bounded.
std::size_t weight(const Value& value) {
  if (value.is_string()) return value.as_string().size() / 16;
  return value.is_known() ? value.size() : 0;
}

}  // namespace

Value Evaluator::call(const hcl::Call& expr, const Scope& scope) {
  const std::string_view name = plain_name(expr.name);
  const Function* const function = find_function(name);
  if (!function) return unknown_function(expr);
  if (allowed_ && !allowed_(expr.name)) {
    return fail("eval/unknown-function", concat("`", expr.name, "` cannot be called here"), expr.name_span);
  }
  Arguments args;
  if (!expand(expr, scope, args)) return Value::unknown();
  if (name == "try") return call_try(expr, args, scope);
  if (!check_count(expr, *function, args)) return Value::unknown();
  if (name == "can") return call_can(args, scope);
  return call_function(expr, *function, args, scope);
}

Value Evaluator::unknown_function(const hcl::Call& expr) {
  // Functions of providers are known to Terraform alone.
  if (expr.name.starts_with("provider::") && !expr.name.starts_with("provider::terraform::"))
    return Value::unknown();
  std::vector<std::string_view> names;
  for (const Function* function : functions()) names.push_back(function->name);
  return fail("eval/unknown-function", concat("there is no function `", expr.name, "`"), expr.name_span,
              did_you_mean(expr.name, names));
}

// False when what `...` expands is not known, or is nothing to expand.
bool Evaluator::expand(const hcl::Call& expr, const Scope& scope, Arguments& args) {
  args.exprs = expr.args;
  args.plain = args.exprs.size();
  if (!expr.expand_last || args.exprs.empty()) return true;
  const hcl::Expr* const last = args.exprs.back();
  const Value value = evaluate(*last, scope);
  const TypeKind kind = value.kind();
  const bool sequence = kind == TypeKind::Tuple || kind == TypeKind::List || kind == TypeKind::Set;
  if (value.is_null() || (!sequence && kind != TypeKind::Dynamic)) {
    fail("eval/arguments",
         value.is_null() ? std::string("what `...` expands is null")
                         : concat("`...` expands a list, a set or a tuple, not a ", value.type().friendly()),
         last->span);
    return false;
  }
  if (!value.is_known()) return false;
  --args.plain;
  args.repeated.assign(expr.args.begin(), expr.args.end() - 1);
  for (const Value& item : value.items()) {
    args.repeated.push_back(last);
    args.values.push_back(value.is_sensitive() ? item.with_sensitive(true) : item);
  }
  args.exprs = args.repeated;
  return spend(value.size(), last->span);
}

Value Evaluator::argument(const Arguments& args, std::size_t i, const Scope& scope) {
  return i < args.plain ? evaluate(*args.exprs[i], scope) : args.values[i - args.plain];
}

bool Evaluator::check_count(const hcl::Call& expr, const Function& function, const Arguments& args) {
  const std::size_t given = args.exprs.size();
  const std::size_t wanted = function.params.size();
  if (given < wanted) {
    const std::string_view at_least = function.rest.empty() ? "" : "at least ";
    fail("eval/arguments",
         concat("`", expr.name, "` takes ", at_least, counted(wanted), ", but there ",
                given == 1 ? "is " : "are ", std::to_string(given), ": `", function.params[given].name,
                "` is missing"),
         expr.span);
    return false;
  }
  if (given <= wanted || !function.rest.empty()) return true;
  fail("eval/arguments",
       concat("`", expr.name, "` takes ", wanted == 0 ? "no arguments" : counted(wanted), ", but there are ",
              std::to_string(given)),
       args.exprs[wanted]->span);
  return false;
}

Value Evaluator::call_function(const hcl::Call& expr, const Function& function, const Arguments& args,
                               const Scope& scope) {
  const auto unknown = [&] { return Value::unknown(function.result ? function.result() : Type::dynamic()); };
  const std::size_t before = mark();
  std::vector<Value> values;
  ShortList<Span, 8> spans;
  values.reserve(args.exprs.size());
  bool known = function.call != nullptr;
  bool sensitive = false;
  for (std::size_t i = 0; i < args.exprs.size(); ++i) {
    const Parameter& wanted = *parameter(function, i);
    spans.push_back(args.exprs[i]->span);
    std::optional<Value> value = convert_argument(expr, wanted, argument(args, i, scope), spans.back());
    if (!value) continue;
    sensitive = sensitive || (function.keeps_marks ? value->is_sensitive() : value->contains_sensitive());
    known = known && (wanted.unknown || value->wholly_known());
    values.push_back(std::move(*value));
  }
  if (failed_since(before)) return Value::unknown();
  const std::string_view name = plain_name(expr.name);
  sensitive = sensitive && name != "nonsensitive" && name != "issensitive";
  if (!known) return unknown().with_sensitive(sensitive);
  const Value result = function.call(
      {.context = context_, .args = values, .spans = spans.items(), .at = expr.span, .name = function.name});
  if (failed_since(before)) return Value::unknown();
  if (!spend(weight(result), expr.span)) return unknown();
  return checked(sensitive ? result.with_sensitive(true) : result, expr.span);
}

std::optional<Value> Evaluator::convert_argument(const hcl::Call& expr, const Parameter& parameter,
                                                 Value value, Span at) {
  const auto wrong = [&](std::string_view why) {
    fail("eval/function", concat("invalid value for `", parameter.name, "` of `", expr.name, "`: ", why), at);
    return std::nullopt;
  };
  if (parameter.type) {
    std::string why;
    std::optional<Value> converted = convert(value, parameter.type(), why);
    if (!converted) return wrong(why);
    value = std::move(*converted);
  }
  if (value.is_null() && !parameter.null) return wrong("argument must not be null");
  return value;
}

Value Evaluator::hushed_argument(const Arguments& args, std::size_t i, const Scope& scope) {
  const bool outer = std::exchange(context_.hushed, true);
  Value value = argument(args, i, scope);
  context_.hushed = outer;
  return value;
}

Value Evaluator::call_try(const hcl::Call& expr, const Arguments& args, const Scope& scope) {
  for (std::size_t i = 0; i < args.exprs.size(); ++i) {
    const std::size_t before = mark();
    const Value value = hushed_argument(args, i, scope);
    if (!failed_since(before)) return value.wholly_known() ? value : Value::unknown();
    forget(before, mark());
  }
  if (args.exprs.empty()) return fail("eval/arguments", "`try` takes at least 1 argument", expr.span);
  return fail("eval/function", "none of the expressions of `try` succeeds", expr.span,
              "end with a value that cannot fail");
}

Value Evaluator::call_can(const Arguments& args, const Scope& scope) {
  const std::size_t before = mark();
  const Value value = hushed_argument(args, 0, scope);
  const bool failed = failed_since(before);
  forget(before, mark());
  if (failed) return Value::boolean(false);
  return value.wholly_known() ? Value::boolean(true) : Value::unknown(Type::boolean());
}

}  // namespace blueprint::eval
