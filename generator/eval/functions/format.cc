#include "eval/functions/format.h"

#include <algorithm>

#include "eval/convert.h"
#include "eval/functions/arguments.h"
#include "eval/functions/json.h"
#include "eval/functions/unicode.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

struct Verb {
  std::string_view raw{};
  std::size_t offset = 0;
  std::size_t argument = 1;
  char mode = 0;
  std::string flags{};
  int width = -1;
  int precision = -1;
};

// Reads digits into `number`; false when it grows beyond what any text may be.
bool read_number(std::string_view format, std::size_t& at, int& number) {
  number = 0;
  for (; at < format.size() && format[at] >= '0' && format[at] <= '9'; ++at) {
    if (number > 100'000'000) return false;
    number = number * 10 + (format[at] - '0');
  }
  return true;
}

// Formats one text with one set of arguments.
class Formatter {
 public:
  Formatter(const Call& call, std::span<const Value> args) : call_(call), args_(args) {}

  // nullopt after reporting a mistake.
  std::optional<std::string> run(std::string_view format);
  std::string why;

 private:
  bool parse(std::string_view format, std::size_t& at, Verb& verb);
  bool append(const Verb& verb);
  bool append_as_is(const Verb& verb, const Value& arg);
  bool append_number(const Verb& verb, const Value& arg);
  bool append_text(const Verb& verb, const Value& arg);
  bool unsupported(const Verb& verb, std::string_view problem);
  void put_padded(const Verb& verb, std::string_view text);

  const Call& call_;
  std::span<const Value> args_;
  std::string out_;
};

std::string at_text(const Verb& verb) {
  return concat(in_quotes(verb.raw), " at ", std::to_string(verb.offset));
}

bool Formatter::unsupported(const Verb& verb, std::string_view problem) {
  why = concat("unsupported value for ", at_text(verb), ": ", problem);
  return false;
}

bool Formatter::parse(std::string_view format, std::size_t& at, Verb& verb) {
  verb.offset = at++;
  while (at < format.size() && std::string_view("0#-+ ").find(format[at]) != std::string_view::npos) {
    verb.flags += format[at++];
  }
  const auto digit = [&] { return at < format.size() && format[at] >= '0' && format[at] <= '9'; };
  bool good = true;
  if (digit()) good = read_number(format, at, verb.width);
  if (good && at < format.size() && format[at] == '.') good = read_number(format, ++at, verb.precision);
  if (good && at < format.size() && format[at] == '[') {
    int number = 0;
    ++at;
    good = digit() && format[at] != '0' && read_number(format, at, number) && at < format.size() &&
           format[at] == ']';
    ++at;
    verb.argument = static_cast<std::size_t>(number);
  }
  if (good && at < format.size()) {
    verb.mode = format[at];
    good = (verb.mode >= 'a' && verb.mode <= 'z') || (verb.mode >= 'A' && verb.mode <= 'Z');
    if (good) {
      verb.raw = format.substr(verb.offset, ++at - verb.offset);
      return true;
    }
  }
  why = at >= format.size() ? concat("invalid format string starting at offset ", std::to_string(verb.offset))
                            : concat("unrecognized format character ", in_quotes(format.substr(at, 1)),
                                     " at offset ", std::to_string(at));
  return false;
}

std::optional<std::string> Formatter::run(std::string_view format) {
  std::size_t next = 1;
  std::size_t highest = 0;
  for (std::size_t at = 0; at < format.size();) {
    if (format[at] != '%') {
      out_ += format[at++];
      continue;
    }
    if (format.substr(at).starts_with("%%")) {
      out_ += '%';
      at += 2;
      continue;
    }
    Verb verb{.argument = next};
    if (!parse(format, at, verb) || !append(verb)) return std::nullopt;
    highest = std::max(highest, verb.argument);
    next = verb.argument + 1;
  }
  if (highest < args_.size()) {
    why = highest == 0
              ? std::string("too many arguments; no verbs in format string")
              : concat("too many arguments; only ", std::to_string(highest), " used by format string");
    return std::nullopt;
  }
  return std::move(out_);
}

bool Formatter::append(const Verb& verb) {
  if (verb.argument > args_.size()) {
    why = concat("not enough arguments for ", at_text(verb), ": need index ", std::to_string(verb.argument),
                 " but have ", std::to_string(args_.size()), " total");
    return false;
  }
  const auto extra = static_cast<std::size_t>(std::max({0, verb.width, verb.precision}));
  if (!fits_text(call_, out_.size() + extra)) return false;
  const Value& arg = args_[verb.argument - 1];
  if (verb.mode != 'v' && arg.is_null()) return unsupported(verb, "null value cannot be formatted");
  switch (verb.mode) {
    case 'v': return append_as_is(verb, arg);
    case 't': {
      std::string problem;
      const std::optional<Value> value = convert(arg, Type::boolean(), problem);
      if (!value) return unsupported(verb, problem);
      out_ += value->as_bool() ? "true" : "false";
      return true;
    }
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': return append_number(verb, arg);
    case 's':
    case 'q': return append_text(verb, arg);
    default: break;
  }
  why = concat("unsupported format verb ", in_quotes({&verb.mode, 1}), " in ", in_quotes(verb.raw),
               " at offset ", std::to_string(verb.offset));
  return false;
}

void Formatter::put_padded(const Verb& verb, std::string_view text) {
  const std::size_t size = verb.width > 0 ? unicode::count_clusters(text) : 0;
  const std::size_t missing = verb.width > 0 && static_cast<std::size_t>(verb.width) > size
                                  ? static_cast<std::size_t>(verb.width) - size
                                  : 0;
  const char fill = verb.flags.find('0') != std::string::npos ? '0' : ' ';
  const bool left = verb.flags.find('-') != std::string::npos;
  if (!left) out_.append(missing, fill);
  out_ += text;
  if (left) out_.append(missing, fill);
}

bool Formatter::append_as_is(const Verb& verb, const Value& arg) {
  const bool sharp = verb.flags.find('#') != std::string::npos;
  if (!sharp && arg.is_string()) {
    put_padded(verb, arg.as_string());
  } else if (!sharp && arg.is_number()) {
    put_padded(verb, general_text(arg.as_number()));
  } else {
    put_padded(verb, json_text(arg));
  }
  return true;
}

bool Formatter::append_number(const Verb& verb, const Value& arg) {
  std::string problem;
  const std::optional<Value> value = convert(arg, Type::number(), problem);
  if (!value) return unsupported(verb, problem);
  const Number& number = value->as_number();
  if (std::string_view("bdoxX").find(verb.mode) == std::string_view::npos) {
    out_ += format_float(number, verb.mode, verb.flags, verb.width, verb.precision);
    return true;
  }
  const auto text = format_integer(number, verb.mode, verb.flags, verb.width, verb.precision);
  if (!text) return unsupported(verb, "an integer is required");
  out_ += *text;
  return true;
}

bool Formatter::append_text(const Verb& verb, const Value& arg) {
  std::string problem;
  const std::optional<Value> value = convert(arg, Type::string(), problem);
  if (!value) return unsupported(verb, problem);
  std::string_view text = value->as_string();
  if (verb.precision > 0) {
    std::string_view rest = text;
    for (int i = 0; i < verb.precision && !rest.empty(); ++i) rest.remove_prefix(unicode::cluster_size(rest));
    text.remove_suffix(rest.size());
  }
  put_padded(verb, verb.mode == 'q' ? json_quoted(text) : text);
  return true;
}

bool all_known(std::span<const Value> values) {
  return std::ranges::all_of(values, [](const Value& value) { return value.wholly_known(); });
}

// One element of formatlist(): unknown when an argument is, nullopt after a mistake.
std::optional<Value> format_once(const Call& call, std::span<const Value> args, const std::string& where) {
  if (!all_known(args)) return Value::unknown(Type::string());
  Formatter formatter(call, args);
  std::optional<std::string> text = formatter.run(call.args[0].as_string());
  if (text && fits_text(call, text->size())) return Value::string(std::move(*text));
  if (!text && !formatter.why.empty()) call.fail(concat(where, formatter.why));
  return std::nullopt;
}

// How many times formatlist() formats; nullopt when unknown or after a mistake.
std::optional<std::size_t> iterations(const Call& call, std::span<const Value> args) {
  std::optional<std::size_t> count;
  std::size_t chooser = 0;
  bool unknown = false;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Value& arg = args[i];
    if (arg.is_null() || !is_sequence_type(arg)) {
      unknown = unknown || (arg.is_unknown() && arg.kind() == TypeKind::Dynamic);
      continue;
    }
    if (!arg.is_known()) {
      unknown = true;
      continue;
    }
    if (!count) {
      count = arg.size();
      chooser = i;
    } else if (*count != arg.size()) {
      call.fail(i + 1, concat("argument ", std::to_string(i + 1), " has length ", std::to_string(arg.size()),
                              ", which is inconsistent with argument ", std::to_string(chooser + 1),
                              " of length ", std::to_string(*count)));
      return std::nullopt;
    }
  }
  if (unknown) return std::nullopt;
  return count.value_or(1);
}

}  // namespace

Value call_format(const Call& call) {
  if (!call.args[0].is_known()) return Value::unknown(Type::string());
  for (std::size_t i = 1; i < call.args.size(); ++i) {
    const bool untyped_null = call.args[i].is_null() && call.args[i].kind() == TypeKind::Dynamic;
    if (untyped_null) return call.fail(i, "null value cannot be formatted");
  }
  return format_once(call, call.args.subspan(1), "").value_or(Value::unknown(Type::string()));
}

Value call_formatlist(const Call& call) {
  const Value unknown = Value::unknown(string_list_type());
  if (!call.args[0].is_known()) return unknown;
  const std::span<const Value> args = call.args.subspan(1);
  const std::optional<std::size_t> count = iterations(call, args);
  if (!count || !fits_collection(call, *count)) return unknown;
  std::vector<Value> items;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < *count; ++i) {
    std::vector<Value> once;
    for (const Value& arg : args) once.push_back(arg.is_sequence() ? arg.items()[i] : arg);
    std::optional<Value> item =
        format_once(call, once, concat("error on format iteration ", std::to_string(i), ": "));
    if (!item) return unknown;
    if (item->is_string()) bytes += item->as_string().size();
    if (!fits_text(call, bytes)) return unknown;
    items.push_back(std::move(*item));
  }
  return Value::list(Type::string(), std::move(items));
}

}  // namespace blueprint::eval
