#include <algorithm>

#include "eval/functions/arguments.h"
#include "eval/functions/format.h"
#include "eval/functions/template.h"
#include "eval/functions/unicode.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

const std::string& text(const Call& call, std::size_t i) { return call.args[i].as_string(); }

Value call_chomp(const Call& call) {
  std::string_view result = text(call, 0);
  while (!result.empty() && (result.back() == '\n' || result.back() == '\r')) result.remove_suffix(1);
  return Value::string(result);
}

Value call_endswith(const Call& call) { return Value::boolean(text(call, 0).ends_with(text(call, 1))); }

Value call_indent(const Call& call) {
  const std::optional<std::int64_t> spaces = whole_argument(call, 0);
  if (!spaces) return Value::unknown(Type::string());
  if (*spaces < 0) return call.fail(0, "the number of spaces must not be negative");
  const std::string& input = text(call, 1);
  const auto lines = static_cast<std::size_t>(std::ranges::count(input, '\n'));
  const std::size_t width = std::min(static_cast<std::size_t>(*spaces), call.context.limits.text_bytes + 1);
  if (lines > 0 &&
      !fits_text(call, width > call.context.limits.text_bytes / lines ? call.context.limits.text_bytes + 1
                                                                      : input.size() + lines * width)) {
    return Value::unknown(Type::string());
  }
  std::string result;
  for (const char c : input) {
    result += c;
    if (c == '\n') result.append(width, ' ');
  }
  return Value::string(std::move(result));
}

Value call_join(const Call& call) {
  if (call.args.size() < 2) return call.fail("at least one list is required");
  std::size_t bytes = 0;
  for (std::size_t i = 1; i < call.args.size(); ++i) {
    if (!call.args[i].wholly_known()) return Value::unknown(Type::string());
    std::size_t at = 0;
    for (const Value& item : call.args[i].items()) {
      if (item.is_null()) {
        return call.fail(i,
                         concat("element ", std::to_string(at), " is null; cannot concatenate null values"));
      }
      bytes += item.as_string().size() + text(call, 0).size();
      ++at;
    }
  }
  if (!fits_text(call, bytes)) return Value::unknown(Type::string());
  std::string result;
  bool first = true;
  for (const Value& list : call.args.subspan(1)) {
    for (const Value& item : list.items()) {
      if (!first) result += text(call, 0);
      first = false;
      result += item.as_string();
    }
  }
  return Value::string(std::move(result));
}

Value call_lower(const Call& call) { return Value::string(unicode::lower(text(call, 0))); }
Value call_upper(const Call& call) { return Value::string(unicode::upper(text(call, 0))); }
Value call_title(const Call& call) { return Value::string(unicode::title(text(call, 0))); }

Value call_split(const Call& call) {
  const std::string& separator = text(call, 0);
  const std::string_view input = text(call, 1);
  std::vector<std::string> parts;
  if (separator.empty()) {
    for (std::size_t at = 0; at < input.size();) {
      const std::size_t size = unicode::decode(input, at).size;
      parts.emplace_back(input.substr(at, size));
      at += size;
    }
  } else {
    std::size_t begin = 0;
    for (std::size_t end = input.find(separator); end != std::string_view::npos;
         end = input.find(separator, begin)) {
      parts.emplace_back(input.substr(begin, end - begin));
      begin = end + separator.size();
    }
    parts.emplace_back(input.substr(begin));
  }
  if (!fits_collection(call, parts.size())) return Value::unknown(string_list_type());
  return strings(std::move(parts));
}

Value call_startswith(const Call& call) { return Value::boolean(text(call, 0).starts_with(text(call, 1))); }

Value call_strcontains(const Call& call) {
  return Value::boolean(text(call, 0).find(text(call, 1)) != std::string::npos);
}

Value call_strrev(const Call& call) {
  std::string_view rest = text(call, 0);
  std::string result(rest.size(), '\0');
  for (std::size_t end = rest.size(); !rest.empty();) {
    const std::size_t size = unicode::cluster_size(rest);
    end -= size;
    rest.copy(result.data() + end, size);
    rest.remove_prefix(size);
  }
  return Value::string(std::move(result));
}

// What is left of `text` after its first `count` characters.
std::string_view skip(std::string_view text, std::int64_t count) {
  for (; count > 0 && !text.empty(); --count) text.remove_prefix(unicode::cluster_size(text));
  return text;
}

Value call_substr(const Call& call) {
  const std::optional<std::int64_t> offset = whole_argument(call, 1);
  const std::optional<std::int64_t> length = whole_argument(call, 2);
  if (!offset || !length) return Value::unknown(Type::string());
  const std::string_view input = text(call, 0);
  if (*offset >= 0 && *length == 0) return Value::string("");
  const std::int64_t begin =
      *offset >= 0 ? *offset : *offset + static_cast<std::int64_t>(unicode::count_clusters(input));
  const std::string_view rest = skip(input, begin);
  // Terraform gives everything for a length of zero after a negative offset.
  if (*length <= 0) return Value::string(rest);
  return Value::string(rest.substr(0, rest.size() - skip(rest, *length).size()));
}

Value call_trim(const Call& call) {
  std::u32string cutset;
  for (std::size_t at = 0; at < text(call, 1).size();) {
    const unicode::Decoded next = unicode::decode(text(call, 1), at);
    cutset += next.point;
    at += next.size;
  }
  std::string_view rest = text(call, 0);
  const auto cut = [&](std::size_t at) {
    const unicode::Decoded next = unicode::decode(rest, at);
    return cutset.find(next.point) != std::u32string::npos ? next.size : 0;
  };
  while (!rest.empty() && cut(0) > 0) rest.remove_prefix(cut(0));
  while (!rest.empty()) {
    std::size_t at = rest.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(rest[at]) & 0xC0) == 0x80) --at;
    if (cut(at) == 0) break;
    rest = rest.substr(0, at);
  }
  return Value::string(rest);
}

Value call_trimprefix(const Call& call) {
  std::string_view result = text(call, 0);
  if (result.starts_with(text(call, 1))) result.remove_prefix(text(call, 1).size());
  return Value::string(result);
}

Value call_trimspace(const Call& call) { return Value::string(unicode::trim_space(text(call, 0))); }

Value call_trimsuffix(const Call& call) {
  std::string_view result = text(call, 0);
  if (result.ends_with(text(call, 1))) result.remove_suffix(text(call, 1).size());
  return Value::string(result);
}

const Function kFunctions[] = {
    {.name = "chomp",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The text without the newlines at its end.",
     .example = "chomp(\"hello\\n\\n\") == \"hello\"",
     .call = call_chomp},
    {.name = "endswith",
     .params = {{.name = "str", .type = string_type}, {.name = "suffix", .type = string_type}},
     .result = bool_type,
     .doc = "Whether a text ends with another.",
     .example = "endswith(\"hello world\", \"world\")",
     .call = call_endswith},
    {.name = "format",
     .params = {{.name = "format", .type = string_type}},
     .rest = {{.name = "args", .null = true, .unknown = true}},
     .result = string_type,
     .doc = "A text made of a pattern with verbs such as %s and %d, and the values for them.",
     .example = "format(\"%s-%03d\", \"web\", 7) == \"web-007\"",
     .call = call_format},
    {.name = "formatlist",
     .params = {{.name = "format", .type = string_type}},
     .rest = {{.name = "args", .null = true, .unknown = true}},
     .result = string_list_type,
     .doc = "format() for each element of the lists among the arguments.",
     .example = "formatlist(\"%s.com\", [\"a\", \"b\"]) == tolist([\"a.com\", \"b.com\"])",
     .call = call_formatlist},
    {.name = "indent",
     .params = {{.name = "spaces", .type = number_type}, {.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The text with spaces before every line but the first.",
     .example = "indent(2, \"a\\nb\") == \"a\\n  b\"",
     .call = call_indent},
    {.name = "join",
     .params = {{.name = "separator", .type = string_type}},
     .rest = {{.name = "lists", .type = string_list_type}},
     .result = string_type,
     .doc = "The elements of lists, one after the other, with a separator in between.",
     .example = "join(\", \", [\"a\", \"b\"]) == \"a, b\"",
     .call = call_join},
    {.name = "lower",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The text in lower case.",
     .example = "lower(\"HELLO\") == \"hello\"",
     .call = call_lower},
    {.name = "split",
     .params = {{.name = "separator", .type = string_type}, {.name = "str", .type = string_type}},
     .result = string_list_type,
     .doc = "The parts of a text between the separators in it.",
     .example = "split(\",\", \"a,b\") == tolist([\"a\", \"b\"])",
     .call = call_split},
    {.name = "startswith",
     .params = {{.name = "str", .type = string_type}, {.name = "prefix", .type = string_type}},
     .result = bool_type,
     .doc = "Whether a text begins with another.",
     .example = "startswith(\"hello world\", \"hello\")",
     .call = call_startswith},
    {.name = "strcontains",
     .params = {{.name = "str", .type = string_type}, {.name = "substr", .type = string_type}},
     .result = bool_type,
     .doc = "Whether a text contains another.",
     .example = "strcontains(\"hello world\", \"wor\")",
     .call = call_strcontains},
    {.name = "strrev",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The characters of a text in reverse order.",
     .example = "strrev(\"hello\") == \"olleh\"",
     .call = call_strrev},
    {.name = "substr",
     .params = {{.name = "str", .type = string_type},
                {.name = "offset", .type = number_type},
                {.name = "length", .type = number_type}},
     .result = string_type,
     .doc = "Part of a text; a negative offset counts from the end, a length of -1 means the rest.",
     .example = "substr(\"hello world\", 1, 4) == \"ello\"",
     .call = call_substr},
    {.name = "templatestring",
     .params = {{.name = "template", .type = string_type, .unknown = true},
                {.name = "vars", .unknown = true}},
     .result = string_type,
     .doc = "The text of a template that is itself a value, with variables filled in.",
     .example = "templatestring([\"Hello, $${name}!\"][0], {name = \"Jodie\"}) == \"Hello, Jodie!\"",
     .call = call_templatestring},
    {.name = "title",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The text with the first letter of each word in upper case.",
     .example = "title(\"hello world\") == \"Hello World\"",
     .call = call_title},
    {.name = "trim",
     .params = {{.name = "str", .type = string_type}, {.name = "cutset", .type = string_type}},
     .result = string_type,
     .doc = "The text without the given characters at both ends.",
     .example = "trim(\"?!hello?!\", \"!?\") == \"hello\"",
     .call = call_trim},
    {.name = "trimprefix",
     .params = {{.name = "str", .type = string_type}, {.name = "prefix", .type = string_type}},
     .result = string_type,
     .doc = "The text without the given beginning, if it has it.",
     .example = "trimprefix(\"helloworld\", \"hello\") == \"world\"",
     .call = call_trimprefix},
    {.name = "trimspace",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The text without white space at both ends.",
     .example = "trimspace(\"  hello\\n\") == \"hello\"",
     .call = call_trimspace},
    {.name = "trimsuffix",
     .params = {{.name = "str", .type = string_type}, {.name = "suffix", .type = string_type}},
     .result = string_type,
     .doc = "The text without the given end, if it has it.",
     .example = "trimsuffix(\"helloworld\", \"world\") == \"hello\"",
     .call = call_trimsuffix},
    {.name = "upper",
     .params = {{.name = "str", .type = string_type}},
     .result = string_type,
     .doc = "The text in upper case.",
     .example = "upper(\"hello\") == \"HELLO\"",
     .call = call_upper},
};

}  // namespace

std::span<const Function> string_functions() { return kFunctions; }

}  // namespace blueprint::eval
