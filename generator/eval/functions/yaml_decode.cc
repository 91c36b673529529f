#include <algorithm>

#include "eval/functions/timestamp.h"
#include "eval/functions/yaml_text.h"
#include "support/strings.h"
#include "yaml/core_schema.h"
#include "yaml/node.h"

namespace blueprint::eval {

namespace {

// Terraform reads scalars by the rules of YAML 1.1 for words, of 1.2 for numbers.
constexpr std::string_view kTrue[] = {"y",    "Y",    "yes", "Yes", "YES", "true",
                                      "True", "TRUE", "on",  "On",  "ON"};
constexpr std::string_view kFalse[] = {"n",     "N",     "no",  "No",  "NO", "false",
                                       "False", "FALSE", "off", "Off", "OFF"};
constexpr std::string_view kNull[] = {"", "~", "null", "Null", "NULL"};

template <std::size_t N>
bool is_one_of(std::string_view text, const std::string_view (&words)[N]) {
  return std::ranges::find(words, text) != std::end(words);
}

bool all_digits(std::string_view text, std::string_view digits) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

// 0o17, 0x1F, and decimal numbers with an optional fraction and exponent.
std::optional<Number> parse_number(std::string_view text) {
  if (text.starts_with("0x") && all_digits(text.substr(2), "0123456789abcdefABCDEF")) {
    return Number::parse_integer(text.substr(2), 16);
  }
  if (text.starts_with("0o") && all_digits(text.substr(2), "01234567")) {
    return Number::parse_integer(text.substr(2), 8);
  }
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  const std::string_view mantissa = rest.substr(0, rest.find_first_of("eE"));
  const std::size_t point = mantissa.find('.');
  const std::string_view whole = mantissa.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "" : mantissa.substr(point + 1);
  if (whole.empty() && fraction.empty()) return std::nullopt;
  constexpr std::string_view kDigits = "0123456789";
  if ((!whole.empty() && !all_digits(whole, kDigits)) ||
      (!fraction.empty() && !all_digits(fraction, kDigits))) {
    return std::nullopt;
  }
  std::string clean = concat(negative ? "-" : "", whole.empty() ? "0" : whole);
  if (!fraction.empty()) clean = concat(clean, ".", fraction);
  if (mantissa.size() < rest.size()) {
    std::string_view exponent = rest.substr(mantissa.size() + 1);
    if (exponent.starts_with('-') || exponent.starts_with('+')) exponent.remove_prefix(1);
    if (!all_digits(exponent, kDigits) || exponent.size() > 6) return std::nullopt;
    clean += rest.substr(mantissa.size());
  }
  return Number::parse(clean);
}

Value plain_scalar(const std::string& text) {
  if (is_one_of(text, kTrue)) return Value::boolean(true);
  if (is_one_of(text, kFalse)) return Value::boolean(false);
  if (is_one_of(text, kNull)) return Value::null();
  if (const std::optional<Timestamp> time = parse_yaml_timestamp(text))
    return Value::string(rfc3339_text(*time));
  if (const std::optional<Number> number = parse_number(text)) return Value::number(*number);
  return Value::string(text);
}

std::optional<Value> scalar(const yaml::Node& node, std::string& why) {
  std::string_view tag = node.tag;
  if (tag.starts_with("tag:yaml.org,2002:")) tag.remove_prefix(18);
  if (tag.starts_with("!!")) tag.remove_prefix(2);
  constexpr std::string_view kKnown[] = {"", "str", "bool", "int", "float", "null", "timestamp", "binary"};
  if (!is_one_of(tag, kKnown)) {
    why = concat("unsupported tag `", node.tag, "`");
    return std::nullopt;
  }
  if (tag == "null") return Value::null();
  if (tag == "str" || tag == "binary" || (node.quoted && tag.empty())) return Value::string(node.text);
  constexpr std::string_view kNotFinite[] = {".inf",  ".Inf",  ".INF",  "+.inf", "+.Inf", "+.INF",
                                             "-.inf", "-.Inf", "-.INF", ".nan",  ".NaN",  ".NAN"};
  if (is_one_of(node.text, kNotFinite)) {
    why = concat("`", node.text, "` is not a number that can be represented");
    return std::nullopt;
  }
  // A number or a word that the tag !!str made a text.
  if (node.is_string() && yaml::plain_kind(node.text) != yaml::Kind::String) return Value::string(node.text);
  const Value value = plain_scalar(node.text);
  const bool wrong = (tag == "bool" && !value.is_bool()) ||
                     ((tag == "int" || tag == "float") && !value.is_number()) ||
                     (tag == "timestamp" && !value.is_string());
  if (!wrong) return value;
  why = concat("cannot parse `", node.text, "` as ", tag);
  return std::nullopt;
}

// A key as text: `yes` is the boolean true, and so the key "true".
std::string key_text(const Sources& sources, const yaml::Pair& pair) {
  const std::string_view source = sources.text(pair.key_span);
  if (source != pair.key) return pair.key;
  const Value key = plain_scalar(pair.key);
  if (key.is_bool()) return key.as_bool() ? "true" : "false";
  if (key.is_number()) return key.as_number().text();
  return key.is_string() ? key.as_string() : pair.key;
}

std::optional<Value> to_value(const Sources& sources, const yaml::Node& node, std::string& why) {
  if (node.is_sequence()) {
    std::vector<Value> items;
    for (const yaml::Node& item : node.items) {
      std::optional<Value> value = to_value(sources, item, why);
      if (!value) return std::nullopt;
      items.push_back(std::move(*value));
    }
    return Value::tuple(std::move(items));
  }
  if (node.is_mapping()) {
    std::vector<Entry> entries;
    for (const yaml::Pair& pair : node.pairs) {
      std::optional<Value> value = to_value(sources, pair.value, why);
      if (!value) return std::nullopt;
      entries.emplace_back(key_text(sources, pair), std::move(*value));
    }
    return Value::object(std::move(entries));
  }
  return scalar(node, why);
}

}  // namespace

std::optional<Value> parse_yaml(std::string_view text, std::string& why) {
  Diagnostics diags;
  Sources sources;
  const std::vector<yaml::Node> documents = yaml::parse(diags, sources, sources.add_view("yaml", text));
  for (const Diagnostic& diag : diags.all()) {
    if (diag.code == "yaml/duplicate-key" || diag.severity != Severity::Error) continue;
    const int line = diag.span ? sources.locate(diag.span.file, diag.span.begin).line : 1;
    why = concat("on line ", std::to_string(line), ": ", diag.message);
    return std::nullopt;
  }
  if (documents.size() > 1) {
    why = "only a single document is allowed";
    return std::nullopt;
  }
  if (documents.empty()) {
    why = "expecting value but found end of stream";
    return std::nullopt;
  }
  return to_value(sources, documents.front(), why);
}

}  // namespace blueprint::eval
