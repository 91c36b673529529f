#include "eval/functions/regex.h"

#include <algorithm>

#include "eval/functions/arguments.h"
#include "eval/functions/unicode.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

std::optional<Regex> compile(const Call& call, std::size_t i, std::string_view pattern) {
  std::string why;
  std::optional<Regex> regex = Regex::compile(pattern, why);
  if (!regex) call.fail(i, concat("invalid regexp pattern: ", why));
  return regex;
}

// What a match gives: a text, a tuple of groups, or an object of named groups.
std::optional<Type> result_type(const Call& call, const Regex& regex) {
  const std::vector<std::string>& groups = regex.groups();
  const auto unnamed = static_cast<std::size_t>(std::ranges::count(groups, ""));
  if (groups.empty()) return Type::string();
  if (unnamed == groups.size()) return Type::tuple(std::vector<Type>(unnamed, Type::string()));
  if (unnamed > 0) {
    call.fail(0, "invalid regexp pattern: cannot mix both named and unnamed capture groups");
    return std::nullopt;
  }
  std::vector<Type::Attribute> attributes;
  for (const std::string& name : groups) attributes.push_back({.name = name, .type = Type::string()});
  return Type::object(std::move(attributes));
}

Value match_value(const Regex& regex, const RegexMatch& match) {
  if (regex.groups().empty()) return Value::string(match[0]);
  const auto group = [&](std::size_t i) {
    return match[i + 1].data() ? Value::string(match[i + 1]) : Value::null(Type::string());
  };
  if (regex.groups()[0].empty()) {
    std::vector<Value> items;
    for (std::size_t i = 0; i < regex.groups().size(); ++i) items.push_back(group(i));
    return Value::tuple(std::move(items));
  }
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < regex.groups().size(); ++i) entries.emplace_back(regex.groups()[i], group(i));
  return Value::object(std::move(entries));
}

Value call_regex(const Call& call) {
  if (!call.args[0].is_known()) return Value::unknown();
  const std::optional<Regex> regex = compile(call, 0, call.args[0].as_string());
  const std::optional<Type> type = regex ? result_type(call, *regex) : std::nullopt;
  if (!type || !call.args[1].is_known()) return Value::unknown(type.value_or(Type::dynamic()));
  const std::optional<RegexMatch> match = regex->find(call.args[1].as_string());
  return match ? match_value(*regex, *match)
               : call.fail("pattern did not match any part of the given string");
}

Value call_regexall(const Call& call) {
  if (!call.args[0].is_known()) return Value::unknown(any_list_type());
  const std::optional<Regex> regex = compile(call, 0, call.args[0].as_string());
  const std::optional<Type> type = regex ? result_type(call, *regex) : std::nullopt;
  if (!type || !call.args[1].is_known()) return Value::unknown(Type::list(type.value_or(Type::dynamic())));
  const std::vector<RegexMatch> matches =
      regex->find_all(call.args[1].as_string(), call.context.limits.collection_size + 1);
  if (!fits_collection(call, matches.size())) return Value::unknown(Type::list(*type));
  std::vector<Value> items;
  for (const RegexMatch& match : matches) items.push_back(match_value(*regex, match));
  return Value::list(*type, std::move(items));
}

// The name after a `$` in a replacement, without braces; empty when there is none.
std::string_view reference(std::string_view after_dollar, std::size_t& size) {
  const bool braces = after_dollar.starts_with('{');
  std::size_t end = braces ? 1 : 0;
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  while (end < after_dollar.size() && is_word(after_dollar[end])) ++end;
  const std::string_view name = after_dollar.substr(braces ? 1 : 0, end - (braces ? 1 : 0));
  if (braces && (end >= after_dollar.size() || after_dollar[end] != '}')) return {};
  size = end + (braces ? 1 : 0);
  return name;
}

// Go's Expand: $1, ${1}, $name and $$; an unknown group is empty.
void expand(std::string& out, std::string_view replacement, const Regex& regex, const RegexMatch& match) {
  for (std::size_t at = 0; at < replacement.size();) {
    const std::string_view rest = replacement.substr(at + 1);
    std::size_t size = 0;
    if (replacement[at] != '$') {
      out += replacement[at++];
      continue;
    }
    if (rest.starts_with('$')) {
      out += '$';
      at += 2;
      continue;
    }
    const std::string_view name = reference(rest, size);
    if (name.empty()) {
      out += '$';
      ++at;
      continue;
    }
    at += 1 + size;
    if (std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; })) {
      const std::size_t group = name.size() > 4 ? match.size() : std::stoul(std::string(name));
      if (group < match.size()) out += match[group];
    } else {
      const auto found = std::ranges::find(regex.groups(), name);
      if (found != regex.groups().end())
        out += match[static_cast<std::size_t>(found - regex.groups().begin()) + 1];
    }
  }
}

Value replace_regex(const Call& call, std::string_view pattern) {
  const std::optional<Regex> regex = compile(call, 1, pattern);
  if (!regex) return Value::unknown(Type::string());
  const std::string& text = call.args[0].as_string();
  std::string out;
  std::size_t last_end = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::optional<RegexMatch> match = regex->find(text, at);
    if (!match) break;
    const auto begin = static_cast<std::size_t>((*match)[0].data() - text.data());
    const std::size_t end = begin + (*match)[0].size();
    out.append(text, last_end, begin - last_end);
    if (end > last_end || begin == 0) expand(out, call.args[2].as_string(), *regex, *match);
    if (!fits_text(call, out.size())) return Value::unknown(Type::string());
    last_end = end;
    const std::size_t width = at < text.size() ? unicode::decode(text, at).size : 1;
    at = std::max(end, at + width);
  }
  out.append(text, std::min(last_end, text.size()));
  return Value::string(std::move(out));
}

// Go puts the replacement of an empty text between all characters.
Value replace_between(const Call& call) {
  const std::string& text = call.args[0].as_string();
  std::string out = call.args[2].as_string();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = unicode::decode(text, at).size;
    out.append(text, at, size);
    out += call.args[2].as_string();
    if (!fits_text(call, out.size())) return Value::unknown(Type::string());
    at += size;
  }
  return Value::string(std::move(out));
}

Value call_replace(const Call& call) {
  const std::string& text = call.args[0].as_string();
  const std::string_view wanted = call.args[1].as_string();
  if (wanted.size() > 1 && wanted.front() == '/' && wanted.back() == '/') {
    return replace_regex(call, wanted.substr(1, wanted.size() - 2));
  }
  if (wanted.empty()) return replace_between(call);
  std::string out;
  std::size_t begin = 0;
  for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, begin)) {
    out.append(text, begin, at - begin);
    out += call.args[2].as_string();
    if (!fits_text(call, out.size())) return Value::unknown(Type::string());
    begin = at + wanted.size();
  }
  out.append(text, begin);
  return Value::string(std::move(out));
}

const Function kFunctions[] = {
    {.name = "regex",
     .params = {{.name = "pattern", .type = string_type, .unknown = true},
                {.name = "string", .type = string_type, .unknown = true}},
     .doc = "The first match of a regular expression: a text, or its groups as a list or an object.",
     .example = "regex(\"[a-z]+\", \"53453453.345345aaabbbccc23454\") == \"aaabbbccc\"",
     .call = call_regex},
    {.name = "regexall",
     .params = {{.name = "pattern", .type = string_type, .unknown = true},
                {.name = "string", .type = string_type, .unknown = true}},
     .result = any_list_type,
     .doc = "All matches of a regular expression.",
     .example = "length(regexall(\"[a-z]+\", \"1234abcd5678efgh9\")) == 2",
     .call = call_regexall},
    {.name = "replace",
     .params = {{.name = "str", .type = string_type},
                {.name = "substr", .type = string_type},
                {.name = "replace", .type = string_type}},
     .result = string_type,
     .doc = "The text with every occurrence of another replaced; /between slashes/ is a regular expression.",
     .example = "replace(\"hello world\", \"/w.*d/\", \"everybody\") == \"hello everybody\"",
     .call = call_replace},
};

}  // namespace

std::span<const Function> regex_functions() { return kFunctions; }

}  // namespace blueprint::eval
