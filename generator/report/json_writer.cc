#include "report/json_writer.h"

#include <algorithm>

namespace blueprint::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD.

struct Character {
  std::size_t size = 1;
  bool is_valid = false;
};

// The character that `text` begins with, which is not ASCII. Of one that breaks off
// the size is that of what was right about it.
Character character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return {};
  // Not longer than needed, no surrogates, nothing beyond U+10FFFF.
  const unsigned char least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned char most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  std::size_t right = 1;
  while (right < size && right < text.size()) {
    if (byte(right) < (right == 1 ? least : 0x80) || byte(right) > (right == 1 ? most : 0xBF)) break;
    ++right;
  }
  return {.size = right, .is_valid = right == size};
}

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

}  // namespace

void JsonWriter::new_line() {
  if (!indented_) return;
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!is_first_) out_ += ',';
  if (depth_ > 0) new_line();
  is_first_ = false;
}

void JsonWriter::begin(char bracket) {
  separate();
  out_ += bracket;
  ++depth_;
  is_first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!is_first_) new_line();
  out_ += bracket;
  is_first_ = false;
}

void JsonWriter::write(std::string_view token) {
  separate();
  out_ += token;
}

void JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  out_ += indented_ ? ": " : ":";
  after_key_ = true;
}

void JsonWriter::value(std::string_view text) {
  separate();
  quote(text);
}

void JsonWriter::value(bool truth) { write(truth ? "true" : "false"); }

void JsonWriter::member_or_null(std::string_view name, std::string_view text) {
  key(name);
  text.empty() ? null() : value(text);
}

std::string JsonWriter::take() {
  is_first_ = true;
  std::string text = std::move(out_);
  out_.clear();
  return text += '\n';
}

void JsonWriter::quote(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out_ += '"';
  while (!text.empty()) {
    const auto plain = std::size_t(std::ranges::find_if_not(text, is_plain) - text.begin());
    out_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const char c = text.front();
    Character next{.size = 1, .is_valid = true};
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\b': out_ += "\\b"; break;
      case '\f': out_ += "\\f"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      default:
        if (const auto byte = static_cast<unsigned char>(c); byte < 0x80) {
          out_ += {'\\', 'u', '0', '0', kDigits[byte >> 4], kDigits[byte & 15]};
        } else {
          next = character(text);
          out_ += next.is_valid ? text.substr(0, next.size) : kReplacement;
        }
    }
    text.remove_prefix(next.size);
  }
  out_ += '"';
}

}  // namespace blueprint::report
