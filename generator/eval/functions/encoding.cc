#include "eval/functions/arguments.h"
#include "eval/functions/base64.h"
#include "eval/functions/charset.h"
#include "eval/functions/csv.h"
#include "eval/functions/json.h"
#include "eval/functions/yaml_text.h"
#include "eval/pieces.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

Value call_base64decode(const Call& call) {
  const std::optional<std::string> bytes = from_base64(call.args[0].as_string());
  if (!bytes) return call.fail(concat("failed to decode base64 data ", quoted_argument(call, 0)));
  if (is_utf8(*bytes)) return Value::string(*bytes);
  return call.fail("the result of decoding the provided string is not valid UTF-8");
}

Value call_base64encode(const Call& call) { return Value::string(to_base64(call.args[0].as_string())); }

Value call_csvdecode(const Call& call) {
  std::string why;
  const std::optional<std::vector<CsvRecord>> records = parse_csv(call.args[0].as_string(), why);
  if (!records) return call.fail(why);
  if (records->empty()) return call.fail("missing header line");
  const CsvRecord& header = records->front();
  std::vector<Type::Attribute> attributes;
  for (std::size_t i = 0; i < header.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (header[i] == header[j]) return call.fail(concat("duplicate column name ", in_quotes(header[i])));
    }
    attributes.push_back({.name = header[i], .type = Type::string()});
  }
  if (!fits_collection(call, records->size() * header.size())) return Value::unknown();
  std::vector<Value> rows;
  for (const CsvRecord& record : std::span(*records).subspan(1)) {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < header.size(); ++i) entries.emplace_back(header[i], Value::string(record[i]));
    rows.push_back(Value::object(std::move(entries)));
  }
  return Value::list(Type::object(std::move(attributes)), std::move(rows));
}

Value call_jsondecode(const Call& call) {
  std::string why;
  const Value& text = call.args[0];
  const int depth = call.context.limits.depth;
  if (text.is_unknown()) {
    if (text.pieces().empty()) return Value::unknown();
    return parse_json_pieces(text.pieces(), depth, why).value_or(Value::unknown());
  }
  std::optional<Value> value = parse_json(text.as_string(), depth, why);
  return value ? std::move(*value) : call.fail(why);
}

Value call_jsonencode(const Call& call) {
  if (call.args[0].is_unknown()) return Value::unknown(Type::string());
  const std::size_t most = call.context.limits.text_bytes;
  Value text = json_string(call.args[0], most);
  const bool fits = !text.is_unknown() || !text.pieces().empty() || fits_text(call, most + 1);
  return fits ? text : Value::unknown(Type::string());
}

// Unknown for the encodings that Terraform has and we lack; an error for what is none.
Value unsupported_charset(const Call& call) {
  if (is_charset_name(call.args[1].as_string())) return Value::unknown(Type::string());
  return call.fail(1, concat(quoted_argument(call, 1),
                             " is not a supported IANA encoding name or alias in this Terraform version"));
}

Value call_textdecodebase64(const Call& call) {
  const Charset charset = find_charset(call.args[1].as_string());
  const std::optional<std::string> bytes = from_base64(call.args[0].as_string());
  if (!bytes) return call.fail(0, "the given value has an invalid base64 symbol");
  if (charset == Charset::Unsupported) return unsupported_charset(call);
  const std::optional<std::string> text = decode(*bytes, charset);
  if (text) return Value::string(*text);
  return call.fail(0, concat("the given string contains symbols that are not defined for ", name(charset)));
}

Value call_textencodebase64(const Call& call) {
  const Charset charset = find_charset(call.args[1].as_string());
  if (charset == Charset::Unsupported) return unsupported_charset(call);
  const std::optional<std::string> bytes = encode(call.args[0].as_string(), charset);
  if (bytes) return Value::string(to_base64(*bytes));
  return call.fail(
      0, concat("the given string contains characters that cannot be represented in ", name(charset)));
}

Value call_urlencode(const Call& call) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : call.args[0].as_string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       std::string_view("-_.~").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return Value::string(std::move(out));
}

Value call_yamldecode(const Call& call) {
  std::string why;
  std::optional<Value> value = parse_yaml(call.args[0].as_string(), why);
  return value ? std::move(*value) : call.fail(why);
}

Value call_yamlencode(const Call& call) {
  if (!call.args[0].wholly_known()) return Value::unknown(Type::string());
  std::string text = yaml_text(call.args[0]);
  return fits_text(call, text.size()) ? Value::string(std::move(text)) : Value::unknown(Type::string());
}

const Function kFunctions[] = {
    {.name = "base64decode",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The text that base64 stands for.",
     .example = "base64decode(\"SGVsbG8=\") == \"Hello\"",
     .call = call_base64decode},
    {.name = "base64encode",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "A text in base64.",
     .example = "base64encode(\"Hello\") == \"SGVsbG8=\"",
     .call = call_base64encode},
    {.name = "base64gzip",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "A text, compressed, in base64; not known before Terraform runs."},
    {.name = "csvdecode",
     .params = {{.name = "str", .type = string_type}},
     .doc = "The rows of a CSV text as objects, by the names in its first line.",
     .example = "csvdecode(\"a,b\\n1,2\\n\")[0].b == \"2\"",
     .call = call_csvdecode},
    {.name = "jsondecode",
     .params = {{.name = "str", .type = string_type, .unknown = true}},
     .doc = "The value that a JSON text stands for.",
     .example = "jsondecode(\"{\\\"a\\\": [1]}\").a[0] == 1",
     .call = call_jsondecode},
    {.name = "jsonencode",
     .params = {{.name = "val", .null = true, .unknown = true}},
     .result = string_type,
     .doc = "A value as JSON.",
     .example = "jsonencode({a = [1, true]}) == \"{\\\"a\\\":[1,true]}\"",
     .call = call_jsonencode},
    {.name = "textdecodebase64",
     .params = {{.name = "source", .type = string_type}, {.name = "encoding", .type = string_type}},
     .result = string_type,
     .doc = "The text that base64 stands for, in another character encoding.",
     .example = "textdecodebase64(\"SABpAA==\", \"UTF-16LE\") == \"Hi\"",
     .call = call_textdecodebase64},
    {.name = "textencodebase64",
     .params = {{.name = "string", .type = string_type}, {.name = "encoding", .type = string_type}},
     .result = string_type,
     .doc = "A text in another character encoding, in base64.",
     .example = "textencodebase64(\"Hi\", \"UTF-16LE\") == \"SABpAA==\"",
     .call = call_textencodebase64},
    {.name = "urlencode",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "A text as it may stand in a URL's query.",
     .example = "urlencode(\"a b/c\") == \"a+b%2Fc\"",
     .call = call_urlencode},
    {.name = "yamldecode",
     .params = {{.name = "src", .type = string_type}},
     .doc = "The value that a YAML text stands for.",
     .example = "yamldecode(\"a: [1, yes]\") == {a = [1, true]}",
     .call = call_yamldecode},
    {.name = "yamlencode",
     .params = {{.name = "value", .null = true, .unknown = true}},
     .result = string_type,
     .doc = "A value as YAML.",
     .example = "yamlencode({a = [1]}) == \"\\\"a\\\":\\n- 1\\n\"",
     .call = call_yamlencode},
};

}  // namespace

std::span<const Function> encoding_functions() { return kFunctions; }

}  // namespace blueprint::eval
