#include "eval/functions/json.h"
#include "eval/functions/unicode.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class JsonParser {
 public:
  JsonParser(std::string_view text, int max_depth, TrailingCommas commas)
      : text_(text), max_depth_(max_depth), commas_(commas) {}

  std::optional<Value> run(std::string& why) {
    std::optional<Value> value = parse_value(0);
    skip_space();
    if (value && at_ < text_.size()) {
      problem_ = "extraneous data after JSON object";
      value.reset();
    }
    if (!value) why = concat(problem_, " at offset ", std::to_string(at_));
    return value;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }

  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::nullopt_t fail(std::string_view problem) {
    if (problem_.empty()) problem_ = problem;
    return std::nullopt;
  }
  std::nullopt_t unexpected() {
    return fail(at_ < text_.size() ? "unexpected character" : "unexpected end of JSON input");
  }

  std::optional<Value> parse_value(int depth) {
    if (depth > max_depth_) return fail("nested too deeply");
    skip_space();
    switch (peek()) {
      case '{': return parse_object(depth);
      case '[': return parse_array(depth);
      case '"': {
        std::optional<std::string> text = parse_string();
        return text ? std::optional(Value::string(std::move(*text))) : std::nullopt;
      }
      default: break;
    }
    if (take("true")) return Value::boolean(true);
    if (take("false")) return Value::boolean(false);
    if (take("null")) return Value::null();
    return parse_number();
  }

  bool ends_after_comma(std::string_view end) { return commas_ == TrailingCommas::Allowed && take(end); }

  std::optional<Value> parse_object(int depth) {
    std::vector<Entry> entries;
    ++at_;
    skip_space();
    if (take("}")) return Value::object({});
    while (true) {
      skip_space();
      if (!entries.empty() && ends_after_comma("}")) return Value::object(std::move(entries));
      if (peek() != '"') return unexpected();
      std::optional<std::string> key = parse_string();
      if (!key) return std::nullopt;
      skip_space();
      if (!take(":")) return unexpected();
      std::optional<Value> value = parse_value(depth + 1);
      if (!value) return std::nullopt;
      entries.emplace_back(std::move(*key), std::move(*value));
      skip_space();
      if (take("}")) return Value::object(std::move(entries));
      if (!take(",")) return unexpected();
    }
  }

  std::optional<Value> parse_array(int depth) {
    std::vector<Value> items;
    ++at_;
    skip_space();
    if (take("]")) return Value::tuple({});
    while (true) {
      skip_space();
      if (!items.empty() && ends_after_comma("]")) return Value::tuple(std::move(items));
      std::optional<Value> value = parse_value(depth + 1);
      if (!value) return std::nullopt;
      items.push_back(std::move(*value));
      skip_space();
      if (take("]")) return Value::tuple(std::move(items));
      if (!take(",")) return unexpected();
    }
  }

  bool take_digits() {
    if (!is_digit(peek())) return false;
    while (is_digit(peek())) ++at_;
    return true;
  }

  std::optional<Value> parse_number() {
    const std::size_t begin = at_;
    take("-");
    const bool zero = take("0");
    if (!zero && !take_digits()) return unexpected();
    if (take(".") && !take_digits()) return unexpected();
    if (take("e") || take("E")) {
      if (!take("+")) take("-");
      if (!take_digits()) return unexpected();
    }
    const std::string_view text = text_.substr(begin, at_ - begin);
    const std::size_t exponent = text.find_first_of("eE");
    if (exponent != std::string_view::npos && text.size() - exponent > 7) return fail("number out of range");
    const std::optional<Number> number = Number::parse(text);
    return number ? std::optional(Value::number(*number)) : fail("number out of range");
  }

  std::optional<char32_t> parse_hex() {
    char32_t unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const std::size_t digit = std::string_view("0123456789abcdef0123456789ABCDEF").find(peek());
      if (at_ >= text_.size() || digit == std::string_view::npos) return unexpected();
      unit = unit * 16 + static_cast<char32_t>(digit % 16);
    }
    return unit;
  }

  // After `\u`. Half a surrogate pair on its own becomes the replacement character.
  bool append_unicode(std::string& out) {
    const std::optional<char32_t> unit = parse_hex();
    if (!unit) return false;
    char32_t point = *unit;
    if (point >= 0xD800 && point < 0xE000) {
      const std::size_t after = at_;
      point = unicode::kReplacement;
      if (*unit < 0xDC00 && take("\\u")) {
        const std::optional<char32_t> low = parse_hex();
        if (!low) return false;
        if (*low >= 0xDC00 && *low < 0xE000) {
          point = 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00);
        } else {
          at_ = after;
        }
      }
    }
    unicode::append(out, point);
    return true;
  }

  std::optional<std::string> parse_string() {
    std::string out;
    for (++at_; at_ < text_.size();) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return out;
      }
      if (static_cast<unsigned char>(c) < 0x20) return unexpected();
      if (c != '\\') {
        const unicode::Decoded next = unicode::decode(text_, at_);
        unicode::append(out, next.point);
        at_ += next.size;
        continue;
      }
      ++at_;
      constexpr std::string_view kLetters = "\"\\/bfnrt";
      constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
      const std::size_t letter = at_ < text_.size() ? kLetters.find(text_[at_]) : std::string_view::npos;
      if (letter != std::string_view::npos) {
        out += kMeanings[letter];
        ++at_;
      } else if (take("u")) {
        if (!append_unicode(out)) return std::nullopt;
      } else {
        return unexpected();
      }
    }
    return unexpected();
  }

  std::string_view text_;
  int max_depth_;
  TrailingCommas commas_;
  std::size_t at_ = 0;
  std::string_view problem_;
};

}  // namespace

std::optional<Value> parse_json(std::string_view text, int max_depth, std::string& why,
                                TrailingCommas commas) {
  return JsonParser(text, max_depth, commas).run(why);
}

}  // namespace blueprint::eval
