#include <cmath>

#include "eval/functions/arguments.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

Value call_abs(const Call& call) {
  const Number& number = call.args[0].as_number();
  return Value::number(number.sign() < 0 ? -number : number);
}

Value call_ceil(const Call& call) { return Value::number(call.args[0].as_number().ceil()); }

Value call_floor(const Call& call) { return Value::number(call.args[0].as_number().floor()); }

Value from_double(const Call& call, double value) {
  if (!std::isfinite(value)) return call.fail("the result is not a finite number");
  return Value::number(Number::from_double(value));
}

Value call_log(const Call& call) {
  return from_double(
      call, std::log(call.args[0].as_number().as_double()) / std::log(call.args[1].as_number().as_double()));
}

Value call_pow(const Call& call) {
  return from_double(call,
                     std::pow(call.args[0].as_number().as_double(), call.args[1].as_number().as_double()));
}

Value extreme(const Call& call, bool largest) {
  if (call.args.empty()) return call.fail("must pass at least one number");
  const Value* best = &call.args[0];
  for (const Value& arg : call.args.subspan(1)) {
    const bool better = largest ? arg.as_number() > best->as_number() : arg.as_number() < best->as_number();
    if (better) best = &arg;
  }
  return *best;
}

Value call_max(const Call& call) { return extreme(call, true); }
Value call_min(const Call& call) { return extreme(call, false); }

Value call_parseint(const Call& call) {
  if (call.args[0].kind() != TypeKind::String) {
    return call.fail(0, concat("first argument must be a string, not ", call.args[0].type().friendly()));
  }
  const std::optional<std::int64_t> base = whole_argument(call, 1);
  if (!base) return Value::unknown(Type::number());
  if (*base < 2 || *base > 62) return call.fail(1, "base must be a whole number between 2 and 62 inclusive");
  const std::optional<Number> number =
      Number::parse_integer(call.args[0].as_string(), static_cast<int>(*base));
  if (number) return Value::number(*number);
  return call.fail(
      0, concat("cannot parse ", quoted_argument(call, 0), " as a base ", std::to_string(*base), " integer"));
}

Value call_signum(const Call& call) {
  if (!whole_argument(call, 0)) return Value::unknown(Type::number());
  return Value::number(call.args[0].as_number().sign());
}

const Function kFunctions[] = {
    {.name = "abs",
     .params = {{.name = "num", .type = number_type}},
     .result = number_type,
     .doc = "The number without its sign.",
     .example = "abs(-12.4) == 12.4",
     .call = call_abs},
    {.name = "ceil",
     .params = {{.name = "num", .type = number_type}},
     .result = number_type,
     .doc = "The smallest whole number that is not less than the number.",
     .example = "ceil(5.1) == 6",
     .call = call_ceil},
    {.name = "floor",
     .params = {{.name = "num", .type = number_type}},
     .result = number_type,
     .doc = "The largest whole number that is not greater than the number.",
     .example = "floor(-1.8) == -2",
     .call = call_floor},
    {.name = "log",
     .params = {{.name = "num", .type = number_type}, {.name = "base", .type = number_type}},
     .result = number_type,
     .doc = "The logarithm of a number in a base.",
     .example = "log(16, 2) == 4",
     .call = call_log},
    {.name = "max",
     .rest = {{.name = "numbers", .type = number_type}},
     .result = number_type,
     .doc = "The greatest of the numbers.",
     .example = "max(12, 54, 3) == 54",
     .call = call_max},
    {.name = "min",
     .rest = {{.name = "numbers", .type = number_type}},
     .result = number_type,
     .doc = "The smallest of the numbers.",
     .example = "min(12, 54, 3) == 3",
     .call = call_min},
    {.name = "parseint",
     .params = {{.name = "number"}, {.name = "base", .type = number_type}},
     .result = number_type,
     .doc = "The whole number that a text stands for in a base from 2 to 62.",
     .example = "parseint(\"FF\", 16) == 255",
     .call = call_parseint},
    {.name = "pow",
     .params = {{.name = "num", .type = number_type}, {.name = "power", .type = number_type}},
     .result = number_type,
     .doc = "A number raised to a power.",
     .example = "pow(3, 2) == 9",
     .call = call_pow},
    {.name = "signum",
     .params = {{.name = "num", .type = number_type}},
     .result = number_type,
     .doc = "-1, 0 or 1: the sign of a number.",
     .example = "signum(-13) == -1",
     .call = call_signum},
};

}  // namespace

std::span<const Function> numeric_functions() { return kFunctions; }

}  // namespace blueprint::eval
