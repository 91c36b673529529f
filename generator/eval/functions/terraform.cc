#include <algorithm>

#include "eval/functions/arguments.h"
#include "eval/functions/unicode.h"
#include "hcl/format.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

void append_escaped(std::string& out, char32_t point) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (unicode::is_printable(point)) return unicode::append(out, point);
  const bool wide = point >= 0x10000;
  out += wide ? "\\U" : "\\u";
  for (int shift = wide ? 28 : 12; shift >= 0; shift -= 4) out += kHex[(point >> shift) & 0xF];
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const unicode::Decoded next = unicode::decode(text, at);
    at += next.size;
    switch (next.point) {
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '$':
      case '%':
        out += static_cast<char>(next.point);
        if (text.substr(at).starts_with('{')) out += static_cast<char>(next.point);
        break;
      default: append_escaped(out, next.point);
    }
  }
  out += '"';
}

// As an HCL expression, which is yet to be formatted.
void append_expression(std::string& out, const Value& value) {
  if (value.is_string()) {
    append_quoted(out, value.as_string());
  } else if (value.is_number()) {
    out += value.as_number().text();
  } else if (value.is_bool()) {
    out += value.as_bool() ? "true" : "false";
  } else if (value.is_sequence()) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) out += ", ";
      append_expression(out, value.items()[i]);
    }
    out += ']';
  } else if (value.is_mapping()) {
    out += value.size() > 0 ? "{\n" : "{";
    for (const Entry* entry : value.sorted_entries()) {
      if (hcl::is_identifier(entry->first)) {
        out += entry->first;
      } else {
        append_quoted(out, entry->first);
      }
      out += " = ";
      append_expression(out, entry->second);
      out += '\n';
    }
    out += '}';
  } else {
    out += "null";
  }
}

std::string formatted(std::string text) {
  Diagnostics diags;
  Sources sources;
  const FileId file = sources.add("expression", text);
  return apply_edits(text, hcl::format(diags, sources, file));
}

Value call_encode_expr(const Call& call) {
  if (!call.args[0].wholly_known()) return Value::unknown(Type::string());
  constexpr std::string_view kName = "x = ";
  std::string text(kName);
  append_expression(text, call.args[0]);
  if (!fits_text(call, text.size())) return Value::unknown(Type::string());
  const std::string result = formatted(text + '\n');
  return Value::string(trim(std::string_view(result).substr(kName.size())));
}

Value call_encode_tfvars(const Call& call) {
  const Value& value = call.args[0];
  if (!value.wholly_known()) return Value::unknown(Type::string());
  if (!value.is_mapping()) {
    return call.fail(
        0,
        "invalid value to encode: must be an object whose attribute names will become the encoded "
        "variable names");
  }
  std::string text;
  for (const Entry* entry : value.sorted_entries()) {
    if (!hcl::is_identifier(entry->first)) {
      return call.fail(0, concat("invalid variable name ", in_quotes(entry->first),
                                 ": must be a valid identifier, per Terraform's rules for input variable "
                                 "declarations"));
    }
    text += entry->first + " = ";
    append_expression(text, entry->second);
    text += '\n';
  }
  if (!fits_text(call, text.size())) return Value::unknown(Type::string());
  return Value::string(formatted(std::move(text)));
}

// Knows no names: a .tfvars file may not refer to anything.
class NoScope final : public Scope {
 public:
  std::optional<Found> find(Context&, std::span<const std::string_view>, Span) const override {
    return std::nullopt;
  }
};

Value call_decode_tfvars(const Call& call) {
  Diagnostics diags;
  Sources sources;
  const FileId file = sources.add("tfvars", call.args[0].as_string());
  const hcl::File parsed = hcl::parse(diags, sources, file);
  std::vector<Entry> entries;
  Context inner{
      .diags = diags, .sources = sources, .limits = call.context.limits, .steps = call.context.steps};
  for (const hcl::Attribute& attribute : parsed.body.attributes) {
    if (diags.has_errors()) break;
    entries.emplace_back(std::string(attribute.name), evaluate(inner, *attribute.value, NoScope()));
  }
  call.context.steps = inner.steps;
  for (const Diagnostic& diag : diags.all()) {
    if (diag.severity != Severity::Error) continue;
    const int line = diag.span ? sources.locate(file, diag.span.begin).line : 1;
    return call.fail(0, concat("invalid tfvars syntax, line ", std::to_string(line), ": ", diag.message));
  }
  if (!parsed.body.blocks.empty()) {
    return call.fail(0, "invalid tfvars content: blocks are not allowed here");
  }
  return Value::object(std::move(entries));
}

const Function kFunctions[] = {
    {.name = "provider::terraform::decode_tfvars",
     .params = {{.name = "src", .type = string_type}},
     .doc = "The variables that a .tfvars text sets, as an object.",
     .example = "provider::terraform::decode_tfvars(\"a = 1\\n\") == {a = 1}",
     .call = call_decode_tfvars},
    {.name = "provider::terraform::encode_expr",
     .params = {{.name = "value", .null = true, .unknown = true}},
     .result = string_type,
     .doc = "A value as a Terraform expression.",
     .example = "provider::terraform::encode_expr([1, \"a\"]) == \"[1, \\\"a\\\"]\"",
     .call = call_encode_expr},
    {.name = "provider::terraform::encode_tfvars",
     .params = {{.name = "value", .unknown = true}},
     .result = string_type,
     .doc = "An object as the text of a .tfvars file.",
     .example = "provider::terraform::encode_tfvars({a = 1}) == \"a = 1\\n\"",
     .call = call_encode_tfvars},
};

}  // namespace

std::span<const Function> terraform_functions() { return kFunctions; }

}  // namespace blueprint::eval
