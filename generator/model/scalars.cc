#include "model/scalars.h"

#include <algorithm>
#include <cmath>

#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Number;
using eval::Value;
using Type = Schema::Type;

std::optional<Number> number_of(std::string_view text) {
  if (text.starts_with("0x")) return Number::parse_integer(text.substr(2), 16);
  if (text.starts_with("0o")) return Number::parse_integer(text.substr(2), 8);
  if (text.starts_with('+')) text.remove_prefix(1);
  return text.size() > 400 ? std::nullopt : Number::parse(text);
}

std::string number_text(double value) { return Number::from_double(value).text(); }

// "16 to 28", "at least 1"
std::string range_words(const Schema& schema) {
  if (!schema.maximum) return concat("at least ", number_text(*schema.minimum));
  if (!schema.minimum) return concat("at most ", number_text(*schema.maximum));
  if (*schema.minimum == *schema.maximum) return number_text(*schema.minimum);
  return concat(number_text(*schema.minimum), " to ", number_text(*schema.maximum));
}

bool in_range(const Reading& reading, const Schema& schema, const Number& number, Span span,
              std::string_view name) {
  const double value = number.as_double();
  if ((!schema.minimum || value >= *schema.minimum) && (!schema.maximum || value <= *schema.maximum))
    return true;
  reading.error("out-of-range",
                concat(shown(name), " is ", number.text(), ", ", range_words(schema), " is expected"), span);
  return false;
}

bool is_one_of(const Reading& reading, const Schema& schema, const yaml::Node& node, std::string_view name) {
  if (schema.one_of.empty() || std::ranges::find(schema.one_of, node.text) != schema.one_of.end())
    return true;
  const std::vector<std::string_view> allowed = views_of(schema.one_of);
  const std::string near = did_you_mean(node.text, allowed);
  reading.error("not-allowed",
                concat(shown(name), " is ", shown(node.text), ", one of ", listed(allowed), " is expected"),
                node.span, near);
  return false;
}

bool has_pattern(const Reading& reading, const Schema& schema, const yaml::Node& node,
                 std::string_view name) {
  if (schema.pattern.empty() || matches(schema.pattern, node.text)) return true;
  reading.error(
      "wrong-format",
      concat(shown(name), " is ", shown(node.text), ", which does not match `", schema.pattern, "`"),
      node.span);
  return false;
}

bool has_format(const Reading& reading, const Schema& schema, const yaml::Node& node) {
  const Format* const format = schema.format.empty() ? nullptr : find_format(schema.format);
  if (!format) return true;
  auto problem = format_problem(reading, *format, node.text);
  if (!problem) return true;
  Diagnostic diagnostic{.code = concat(reading.subject, "/", problem->problem),
                        .message = std::move(problem->message),
                        .span = node.span,
                        .help = std::move(problem->help)};
  const Span text = text_span(reading.sources, node);
  if (!problem->replacement.empty() && text) {
    diagnostic.fix = Fix{.title = concat("write `", problem->replacement, "`"),
                         .edits = {{.span = text, .text = problem->replacement}}};
  }
  reading.diags.add(std::move(diagnostic));
  return false;
}

}  // namespace

bool fits_scalar(const Schema& schema, const yaml::Node& node) {
  switch (schema.type) {
    case Type::String:
      return node.is_string() || (schema.format == "account-id" && node.kind == yaml::Kind::Number);
    case Type::Number: return node.kind == yaml::Kind::Number;
    case Type::Bool: return node.kind == yaml::Kind::Bool;
    case Type::Any:
    case Type::List:
    case Type::Map:
    case Type::Object: break;
  }
  return false;
}

Value read_scalar(const Reading& reading, const Schema& schema, const yaml::Node& node,
                  std::string_view name) {
  if (schema.type == Type::Bool) return Value::boolean(node.boolean).with_origin(node.span);
  const Value value = schema.type == Type::Number ? read_number(reading, node)
                                                  : Value::string(node.text).with_origin(node.span);
  if (value.is_unknown()) return value;
  if (value.is_number() && !in_range(reading, schema, value.as_number(), node.span, name))
    return Value::unknown();
  const bool right = is_one_of(reading, schema, node, name) && has_pattern(reading, schema, node, name) &&
                     has_format(reading, schema, node);
  return right ? value : Value::unknown();
}

Value read_number(const Reading& reading, const yaml::Node& node) {
  const std::optional<Number> number = number_of(node.text);
  const double value = number ? number->as_double() : 0;
  const bool vanishes = number && value == 0 && number->sign() != 0;
  if (number && std::isfinite(value) && !vanishes) return Value::number(*number).with_origin(node.span);
  reading.error("invalid-number", concat(shown(node.text), " is no number that can be used"), node.span,
                "write it in quotes if a text is meant");
  return Value::unknown();
}

void suggest_conversion(const Reading& reading, Type type, const yaml::Node& node, Diagnostic& diagnostic) {
  const auto fix = [&](std::string text, Safety safety) {
    diagnostic.help = concat(type == Type::String ? "quote it: `" : "write `", text, "`");
    diagnostic.fix = Fix{
        .title = diagnostic.help, .edits = {{.span = node.span, .text = std::move(text)}}, .safety = safety};
  };
  const bool is_word = node.is_scalar() && !node.is_null();
  if (type == Type::String && is_word && !node.is_string()) {
    fix(concat("\"", node.text, "\""), Safety::Safe);
  } else if (type == Type::Number && node.is_string() && !node.text.empty() && number_of(node.text)) {
    fix(node.text, Safety::Safe);
  } else if (type == Type::Bool && node.is_string()) {
    constexpr std::string_view kTrue[] = {"true", "yes", "on", "True", "TRUE", "Yes", "On"};
    constexpr std::string_view kFalse[] = {"false", "no", "off", "False", "FALSE", "No", "Off"};
    if (std::ranges::find(kTrue, node.text) != std::end(kTrue)) fix("true", Safety::Safe);
    if (std::ranges::find(kFalse, node.text) != std::end(kFalse)) fix("false", Safety::Safe);
  } else if (type == Type::List && is_word && text_span(reading.sources, node)) {
    fix(concat("[", reading.sources.text(node.span), "]"), Safety::Safe);
  }
}

}  // namespace blueprint
