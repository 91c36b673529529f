// Writes YAML byte for byte as libyaml's emitter does with the settings that
// Terraform uses: its bookkeeping of columns and indentation is kept, because
// where a line breaks depends on it.

#include <array>

#include "eval/functions/unicode.h"
#include "eval/functions/yaml_text.h"

namespace blueprint::eval {

namespace {

constexpr int kWidth = 80;
constexpr std::size_t kLongestSimpleKey = 128;

bool is_printable(char32_t point) {
  return point == '\n' || (point >= 0x20 && point <= 0x7E) || (point >= 0xA0 && point <= 0xD7FF) ||
         (point >= 0xE000 && point <= 0xFFFD && point != 0xFEFF);
}

bool is_break(char32_t point) {
  return point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029;
}

// Whether a text with newlines may be a literal block.
bool block_allowed(std::string_view text) {
  bool previous_space = false;
  for (std::size_t at = 0; at < text.size();) {
    const unicode::Decoded next = unicode::decode(text, at);
    at += next.size;
    if (!is_printable(next.point)) return false;
    if (is_break(next.point) && previous_space) return false;
    previous_space = next.point == ' ';
  }
  return !previous_space;
}

bool is_multiline(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const unicode::Decoded next = unicode::decode(text, at);
    if (is_break(next.point)) return true;
    at += next.size;
  }
  return false;
}

class YamlWriter {
 public:
  std::string run(const Value& value) {
    write_node(value, false);
    write_indent();
    if (open_ended_) {
      write_indicator("...", true);
      write_indent();
    }
    return std::move(out_);
  }

 private:
  void put(std::string_view text) {
    out_ += text;
    ++column_;  // Every call puts one character.
  }
  void put_break() {
    out_ += '\n';
    column_ = 0;
  }

  void write_indent() {
    const int indent = indent_ < 0 ? 0 : indent_;
    if (!indention_ || column_ > indent || (column_ == indent && !whitespace_)) put_break();
    while (column_ < indent) put(" ");
    whitespace_ = true;
    indention_ = true;
  }

  void write_indicator(std::string_view text, bool need_whitespace, bool is_whitespace = false,
                       bool is_indention = false) {
    if (need_whitespace && !whitespace_) put(" ");
    for (const char c : text) put({&c, 1});
    whitespace_ = is_whitespace;
    indention_ = indention_ && is_indention;
    open_ended_ = false;
  }

  int deeper(bool flow) const { return indent_ < 0 ? (flow ? 2 : 0) : indent_ + 2; }

  void write_node(const Value& value, bool in_mapping) {
    if (value.is_sequence()) {
      write_sequence(value, in_mapping);
    } else if (value.is_mapping()) {
      write_mapping(value);
    } else {
      write_scalar(value);
    }
  }

  void write_sequence(const Value& value, bool in_mapping) {
    if (value.size() == 0) {
      write_indicator("[", true, true);
      return write_indicator("]", false);
    }
    const int outer = indent_;
    if (indent_ < 0 || !in_mapping || indention_) indent_ = deeper(false);
    for (const Value& item : value.items()) {
      write_indent();
      write_indicator("-", true, false, true);
      write_node(item, false);
    }
    indent_ = outer;
  }

  void write_mapping(const Value& value) {
    if (value.size() == 0) {
      write_indicator("{", true, true);
      return write_indicator("}", false);
    }
    const int outer = indent_;
    indent_ = deeper(false);
    for (const Entry* entry : value.sorted_entries()) {
      write_indent();
      const std::string& key = entry->first;
      if (key.size() <= kLongestSimpleKey && !is_multiline(key)) {
        write_double_quoted(key, false);
        write_indicator(":", false);
      } else {
        write_indicator("?", true, false, true);
        write_text(key);
        write_indent();
        write_indicator(":", true, false, true);
      }
      write_node(entry->second, true);
    }
    indent_ = outer;
  }

  void write_scalar(const Value& value) {
    if (value.is_string()) return write_text(value.as_string());
    const std::string text = value.is_number() ? value.as_number().text()
                             : value.is_bool() ? (value.as_bool() ? "true" : "false")
                                               : "null";
    if (!whitespace_) put(" ");
    for (const char c : text) put({&c, 1});
    whitespace_ = false;
    indention_ = false;
    open_ended_ = indent_ < 0;
  }

  void write_text(std::string_view text) {
    const int outer = indent_;
    indent_ = deeper(true);
    if (text.find('\n') != std::string_view::npos && block_allowed(text)) {
      write_literal(text);
    } else {
      write_double_quoted(text, true);
    }
    indent_ = outer;
  }

  void write_literal(std::string_view text) {
    write_indicator("|", true);
    const char first = text.front();
    if (first == ' ' || first == '\n') write_indicator("2", false);
    if (text.back() != '\n') {
      write_indicator("-", false);
    } else if (text.size() == 1 || text[text.size() - 2] == '\n') {
      write_indicator("+", false);
    }
    put_break();
    indention_ = true;
    whitespace_ = true;
    bool after_break = true;
    for (std::size_t at = 0; at < text.size();) {
      const unicode::Decoded next = unicode::decode(text, at);
      if (is_break(next.point)) {
        out_ += text.substr(at, next.size);
        column_ = 0;
        indention_ = true;
        after_break = true;
      } else {
        if (after_break) write_indent();
        put(text.substr(at, next.size));
        indention_ = false;
        after_break = false;
      }
      at += next.size;
    }
  }

  void write_double_quoted(std::string_view text, bool allow_breaks) {
    write_indicator("\"", true);
    bool spaces = false;
    for (std::size_t at = 0; at < text.size();) {
      const unicode::Decoded next = unicode::decode(text, at);
      const bool space = next.point == ' ';
      if (!is_printable(next.point) || is_break(next.point) || next.point == '"' || next.point == '\\') {
        write_escape(next.point);
      } else if (space && allow_breaks && !spaces && column_ > kWidth && at > 0 && at + 1 < text.size()) {
        write_indent();
        if (text[at + 1] == ' ') put("\\");
      } else {
        put(text.substr(at, next.size));
      }
      spaces = space;
      at += next.size;
    }
    write_indicator("\"", false);
    whitespace_ = false;
    indention_ = false;
  }

  void write_escape(char32_t point) {
    struct Named {
      char32_t point;
      std::string_view letter;
    };
    static constexpr std::array<Named, 15> kNamed = {{{0, "0"},
                                                      {7, "a"},
                                                      {8, "b"},
                                                      {9, "t"},
                                                      {10, "n"},
                                                      {11, "v"},
                                                      {12, "f"},
                                                      {13, "r"},
                                                      {27, "e"},
                                                      {'"', "\""},
                                                      {'\\', "\\"},
                                                      {0x85, "N"},
                                                      {0xA0, "_"},
                                                      {0x2028, "L"},
                                                      {0x2029, "P"}}};
    put("\\");
    for (const Named& named : kNamed) {
      if (named.point == point) return put(named.letter);
    }
    const int digits = point <= 0xFF ? 2 : point <= 0xFFFF ? 4 : 8;
    put(digits == 2 ? "x" : digits == 4 ? "u" : "U");
    constexpr std::string_view kHex = "0123456789ABCDEF";
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) put(kHex.substr((point >> shift) & 0xF, 1));
  }

  std::string out_;
  int column_ = 0;
  int indent_ = -1;
  bool whitespace_ = true;
  bool indention_ = true;
  bool open_ended_ = false;
};

}  // namespace

std::string yaml_text(const Value& value) { return YamlWriter().run(value); }

}  // namespace blueprint::eval
