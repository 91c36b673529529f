#include "eval/convert.h"
#include "eval/functions/arguments.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

Value convert_to(const Call& call, const Type& type) {
  const Value& value = call.args[0];
  std::string why;
  if (const std::optional<Value> result = convert(value, type, why)) return *result;
  const std::string target = type.friendly_wanted();
  if (value.is_sensitive()) {
    return call.fail(0, concat("cannot convert this sensitive ", value.type().friendly(), " to ", target));
  }
  if (value.is_string() && type.kind() == TypeKind::Bool) {
    return call.fail(0, concat("cannot convert ", in_quotes(value.as_string()),
                               " to bool; only the strings \"true\" or \"false\" are allowed"));
  }
  if (value.is_string() && type.kind() == TypeKind::Number) {
    return call.fail(0, concat("cannot convert ", in_quotes(value.as_string()),
                               " to number; given string must be a decimal representation of a number"));
  }
  return call.fail(0, concat("cannot convert ", value.type().friendly(), " to ", target));
}

Value call_tobool(const Call& call) { return convert_to(call, Type::boolean()); }
Value call_tolist(const Call& call) { return convert_to(call, any_list_type()); }
Value call_tomap(const Call& call) { return convert_to(call, any_map_type()); }
Value call_tonumber(const Call& call) { return convert_to(call, Type::number()); }
Value call_toset(const Call& call) { return convert_to(call, any_set_type()); }
Value call_tostring(const Call& call) { return convert_to(call, Type::string()); }

// No value is ephemeral here: such values exist only while Terraform runs.
Value call_ephemeralasnull(const Call& call) { return call.args[0]; }

Value call_issensitive(const Call& call) {
  if (call.args[0].is_sensitive()) return Value::boolean(true);
  return call.args[0].is_unknown() ? Value::unknown(Type::boolean()) : Value::boolean(false);
}

Value call_nonsensitive(const Call& call) { return call.args[0].with_sensitive(false); }
Value call_sensitive(const Call& call) { return call.args[0].with_sensitive(true); }

Value call_type(const Call& call) { return Value::string(call.args[0].type().text()); }

const Function kFunctions[] = {
    {.name = "can",
     .params = {{.name = "expression", .null = true, .unknown = true}},
     .result = bool_type,
     .doc = "Whether an expression has a value rather than an error.",
     .example = "can(tonumber(\"1\")) && !can(tonumber(\"a\"))"},
    {.name = "ephemeralasnull",
     .params = {{.name = "value", .null = true, .unknown = true}},
     .keeps_marks = true,
     .doc = "The value, with null in place of ephemeral parts.",
     .example = "ephemeralasnull(\"a\") == \"a\"",
     .call = call_ephemeralasnull},
    {.name = "issensitive",
     .params = {{.name = "value", .null = true, .unknown = true}},
     .keeps_marks = true,
     .result = bool_type,
     .doc = "Whether a value is marked as sensitive.",
     .example = "issensitive(sensitive(\"a\"))",
     .call = call_issensitive},
    {.name = "nonsensitive",
     .params = {{.name = "value", .null = true, .unknown = true}},
     .keeps_marks = true,
     .doc = "The value without the mark that it is sensitive.",
     .example = "!issensitive(nonsensitive(sensitive(\"a\")))",
     .call = call_nonsensitive},
    {.name = "sensitive",
     .params = {{.name = "value", .null = true, .unknown = true}},
     .keeps_marks = true,
     .doc = "The value, marked as sensitive.",
     .example = "issensitive(sensitive(1))",
     .call = call_sensitive},
    {.name = "tobool",
     .params = {{.name = "v", .null = true, .unknown = true}},
     .keeps_marks = true,
     .result = bool_type,
     .doc = "The value as true or false.",
     .example = "tobool(\"true\") == true",
     .call = call_tobool},
    {.name = "tolist",
     .params = {{.name = "v", .null = true, .unknown = true}},
     .keeps_marks = true,
     .result = any_list_type,
     .doc = "The value as a list.",
     .example = "tolist(toset([\"b\", \"a\"]))[0] == \"a\"",
     .call = call_tolist},
    {.name = "tomap",
     .params = {{.name = "v", .null = true, .unknown = true}},
     .keeps_marks = true,
     .result = any_map_type,
     .doc = "The value as a map.",
     .example = "tomap({a = 1, b = \"2\"})[\"a\"] == \"1\"",
     .call = call_tomap},
    {.name = "tonumber",
     .params = {{.name = "v", .null = true, .unknown = true}},
     .keeps_marks = true,
     .result = number_type,
     .doc = "The value as a number.",
     .example = "tonumber(\"1.5\") == 1.5",
     .call = call_tonumber},
    {.name = "toset",
     .params = {{.name = "v", .null = true, .unknown = true}},
     .keeps_marks = true,
     .result = any_set_type,
     .doc = "The value as a set.",
     .example = "length(toset([\"a\", \"b\", \"a\"])) == 2",
     .call = call_toset},
    {.name = "tostring",
     .params = {{.name = "v", .null = true, .unknown = true}},
     .keeps_marks = true,
     .result = string_type,
     .doc = "The value as a text.",
     .example = "tostring(1.5) == \"1.5\"",
     .call = call_tostring},
    {.name = "try",
     .rest = {{.name = "expressions", .null = true, .unknown = true}},
     .doc = "The value of the first expression that has one rather than an error.",
     .example = "try(tonumber(\"a\"), 2) == 2"},
    {.name = "type",
     .params = {{.name = "value", .null = true, .unknown = true}},
     .result = string_type,
     .doc = "The type of a value, as a text.",
     .example = "type(\"a\") == \"string\"",
     .call = call_type},
};

}  // namespace

std::span<const Function> type_functions() { return kFunctions; }

}  // namespace blueprint::eval
