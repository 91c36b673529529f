#include "fold/expression_text.h"

#include <algorithm>
#include <vector>

namespace blueprint::fold {

namespace {

constexpr std::string_view kOperators = "+*/%<>=!&|?:";

// Walks an expression's text, knowing in which brackets and strings it is.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}

  bool outside() const { return open_.empty(); }

  // Takes the byte at `i`, and gives the offset of the next to take.
  std::size_t take(std::size_t i) {
    const char c = text_[i];
    if (!open_.empty() && open_.back() == '"') return take_in_string(i);
    if (c == '"' || c == '(' || c == '[' || c == '{') {
      open_.push_back(c);
    } else if ((c == ')' || c == ']' || c == '}') && !open_.empty()) {
      open_.pop_back();
    }
    return i + 1;
  }

 private:
  std::size_t take_in_string(std::size_t i) {
    const char c = text_[i];
    if (c == '\\') return i + 2;
    if (c == '"') open_.pop_back();
    if (c != '$' && c != '%') return i + 1;
    if (text_.substr(i + 1, 2) == std::string{c, '{'}) return i + 3;
    if (text_.substr(i + 1, 1) != "{") return i + 1;
    open_.push_back('{');
    return i + 2;
  }

  std::string_view text_;
  std::vector<char> open_{};  // Brackets and quotes, innermost last.
};

// True when `test` is for the offset of any byte in no bracket and no string.
template <typename Test>
bool any_outside(std::string_view text, Test test) {
  Walker walker(text);
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t next = walker.take(i);
    if (walker.outside() && std::string_view(")]}\"").find(text[i]) == std::string_view::npos && test(i)) {
      return true;
    }
    i = next;
  }
  return false;
}

// `$` and `%` before `{` are doubled.
bool starts_code(std::string_view text, std::size_t i) {
  return (text[i] == '$' || text[i] == '%') && i + 1 < text.size() && text[i + 1] == '{';
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string unicode_escape(char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', 'u', '0', '0', kDigits[byte >> 4], kDigits[byte & 15]};
}

}  // namespace

bool is_compound(std::string_view text) {
  if (text.starts_with("-") || text.starts_with("!")) return true;
  return any_outside(text, [&](std::size_t i) {
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return true;
    // The star of `.*`, and the colons of `provider::aws::f`.
    if (c == '*') return i == 0 || text[i - 1] != '.';
    if (c == ':') return text.substr(i, 2) != "::" && (i == 0 || text.substr(i - 1, 2) != "::");
    return kOperators.find(c) != std::string_view::npos;
  });
}

bool is_loose_base(std::string_view text) {
  if (is_compound(text)) return true;
  Walker walker(text);
  for (std::size_t i = 0; i < text.size(); i = walker.take(i)) {
    const bool splat = text.substr(i, 3) == "[*]" || text.substr(i, 2) == ".*";
    if (walker.outside() && splat) return true;
  }
  return false;
}

bool breaks_line(std::string_view text) {
  return any_outside(text, [&](std::size_t i) { return text[i] == '\n'; });
}

std::string_view inside_quotes(std::string_view text) {
  if (text.size() < 2 || text.front() != '"') return {};
  Walker walker(text);
  std::size_t i = 0;
  do {
    i = walker.take(i);
  } while (i < text.size() && !walker.outside());
  if (i != text.size() || !walker.outside()) return {};
  return text.substr(1, text.size() - 2);
}

std::string escape_quoted(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (starts_code(text, i)) {
      result += c;
      result += c;
    } else if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\r') {
      result += "\\r";
    } else if (c == '\t') {
      result += "\\t";
    } else if (is_control(c)) {
      result += unicode_escape(c);
    } else {
      result += c;
    }
  }
  return result;
}

std::string escape_heredoc(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (starts_code(text, i)) result += text[i];
    result += text[i];
  }
  return result;
}

bool fits_heredoc(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return is_control(c) && c != '\n' && c != '\t'; });
}

}  // namespace blueprint::fold
